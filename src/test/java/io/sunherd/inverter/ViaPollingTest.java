package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.parallel.CablelessVerticle;
import io.sunherd.sim.fault.Faults;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Units whose cable dies, in a system of three. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
@ProcessTests
class ViaPollingTest {
  private final SystemOfUnits system = new SystemOfUnits();

  @AfterEach
  void stop() throws Exception {
    system.close();
  }

  private void threeOnline() throws Exception {
    for (int i = 1; i <= 3; i++) {
      system.deploy(i, null);
    }
    for (int i = 1; i <= 3; i++) {
      system.awaitState("roof-" + i, state -> state.condition() == Condition.ONLINE);
      system.member(i, i - 1);
    }
  }

  private InverterState shown(String id) throws Exception {
    return system.awaitState(id, state -> state.via() != null);
  }

  @Test
  void aUnitWithADeadCableIsShownThroughANeighbourUntilItHeals() throws Exception {
    threeOnline();
    system.herd.unplug("parallel-2");
    InverterState state = shown("roof-2");
    assertEquals(Condition.DEGRADED, state.condition());
    assertTrue(Set.of("roof-1", "roof-3").contains(String.valueOf(state.via())));
    assertTrue(String.valueOf(state.error()).contains("parallel-2"), state::toString);
    assertEquals("sim:parallel-2", state.device());
    Reading seen =
        system.awaitReading(r -> r.inverter().equals("roof-2") && r.command().equals("parallel"));
    assertEquals("QPGS1", seen.code());
    assertEquals(system.herd.serial("parallel-2"), seen.data().get("serial_number"));
    assertEquals(5_000, seen.everyMs());

    assertEquals(seen.raw(), system.ask("roof-2", "parallel").raw());
    assertEquals(seen.raw(), system.ask("roof-2", "QPGS1").raw());
    ReplyException refused =
        assertThrows(ReplyException.class, () -> system.ask("roof-2", "status"));
    assertEquals(Failure.OFFLINE.code(), Failure.status(refused));

    system.herd.plug("parallel-2");
    InverterState healed = system.awaitState("roof-2", s -> s.condition() == Condition.ONLINE);
    assertNull(healed.via());
  }

  @Test
  void anotherNeighbourStepsInAndNoneLeftIsOffline() throws Exception {
    threeOnline();
    system.herd.unplug("parallel-2");
    String first = String.valueOf(shown("roof-2").via());
    system.herd.unplug(first.replace("roof", "parallel"));
    InverterState second =
        system.awaitState("roof-2", s -> s.via() != null && !first.equals(s.via()));
    assertNotEquals(first, second.via());
    system.awaitState(first, s -> second.via() != null && second.via().equals(s.via()));
    system.herd.unplug(String.valueOf(second.via()).replace("roof", "parallel"));
    InverterState none = system.awaitState("roof-2", s -> s.condition() == Condition.OFFLINE);
    assertNull(none.via());
    assertTrue(String.valueOf(none.error()).contains("parallel-2"), none::toString);
  }

  @Test
  void aCableThatIsDeadFromTheStartIsMatchedByTheConfiguredSerialNumber() throws Exception {
    system.herd.unplug("parallel-2");
    system.deploy(1, null);
    system.deploy(2, system.herd.serial("parallel-2"));
    system.awaitState("roof-1", s -> s.condition() == Condition.ONLINE);
    system.awaitState("roof-2", s -> s.error() != null);
    system.member(1, 0);
    system.member(2, 1);
    assertEquals("roof-1", shown("roof-2").via());
  }

  @Test
  void aUnitOfUnknownSerialNumberIsNotTakenForAnother() throws Exception {
    system.herd.unplug("parallel-2");
    system.deploy(1, null);
    system.deploy(2, null);
    system.awaitState("roof-1", s -> s.condition() == Condition.ONLINE);
    system.member(1, 0);
    system.member(2, 1);
    system.herd.plug("parallel-2");
    system.awaitState("roof-2", s -> s.condition() == Condition.ONLINE);
    assertTrue(system.states("roof-2").stream().allMatch(state -> state.via() == null));
  }

  @Test
  void onlyTheRightSerialNumberIsBelieved() throws Exception {
    system.deploy(1, null);
    system.deploy(2, null);
    system.awaitState("roof-1", s -> s.condition() == Condition.ONLINE);
    system.awaitState("roof-2", s -> s.condition() == Condition.ONLINE);
    system.member(1, 0);
    system.member(2, 0);
    system.herd.unplug("parallel-2");
    system.awaitAsked("roof-1", "QPGS0", 1);
    system.ask("roof-1", "status");
    assertEquals(
        List.of(),
        system.readings("roof-2").stream().filter(r -> r.command().equals("parallel")).toList());
    system.member(2, 1);
    assertEquals("roof-1", shown("roof-2").via());
    for (Reading reading : system.readings("roof-2")) {
      Object serial = reading.data().getOrDefault("serial_number", null);
      assertTrue(
          serial == null || serial.equals(system.herd.serial("parallel-2")), reading::toString);
    }
  }

  @Test
  void aNeighbourIsNotAskedWithoutNeed() throws Exception {
    threeOnline();
    for (int i = 1; i <= 3; i++) {
      system.ask("roof-" + i, "status");
    }
    system.herd.unplug("parallel-3");
    shown("roof-3");
    long asked = system.count("roof-1", "QPGS") + system.count("roof-2", "QPGS");
    assertEquals(1, asked);
    assertFalse(system.readings("roof-1").isEmpty());
  }

  @Test
  void aUnitWithAPlaceholderIsShownByItsNumberOnTheBus() throws Exception {
    system.herd.faults("parallel-3").set(Faults.Kind.PLACEHOLDER, 1);
    system
        .vertx
        .deployVerticle(new CablelessVerticle("roof-3", "roof-1", 2, null, system.clock, Map.of()))
        .await(5, TimeUnit.SECONDS);
    system.deploy(1, null);
    InverterState state = system.awaitState("roof-3", s -> s.condition() == Condition.ONLINE);
    assertEquals("roof-1", state.via());
    assertNull(state.serial());
    assertTrue(state.notes().get(0).contains("55355535553555"), state.notes()::toString);
    Reading told = system.awaitReading(reading -> reading.inverter().equals("roof-3"));
    assertEquals("parallel", told.command());
    assertEquals("QPGS2", told.code());
  }

  @Test
  void aUnitWithAPlaceholderIsNotTheOneThatIsMeantByANumber() throws Exception {
    system.herd.faults("parallel-3").set(Faults.Kind.PLACEHOLDER, 1);
    String serial = system.herd.serial("parallel-3");
    system
        .vertx
        .deployVerticle(
            new CablelessVerticle("roof-3", "roof-1", 2, serial, system.clock, Map.of()))
        .await(5, TimeUnit.SECONDS);
    system.deploy(1, null);
    InverterState state =
        system.awaitState("roof-3", s -> String.valueOf(s.error()).contains("55355535553555"));
    assertEquals(Condition.OFFLINE, state.condition());
    assertEquals("QPGS2 of roof-1 is the unit 55355535553555, not " + serial + ".", state.error());
  }

  @Test
  void aUnitWithoutACableChangesToAnotherInverterOfItsSystem() throws Exception {
    system
        .vertx
        .deployVerticle(new CablelessVerticle("roof-3", "roof-1", 2, null, system.clock, Map.of()))
        .await(5, TimeUnit.SECONDS);
    ReplyException early =
        assertThrows(ReplyException.class, () -> system.ask("roof-3", "parallel"));
    assertEquals("roof-1 has not started yet.", early.getMessage());
    system.deploy(1, null);
    system.deploy(2, null);
    system.awaitState("roof-1", s -> s.condition() == Condition.ONLINE);
    system.awaitState("roof-2", s -> s.condition() == Condition.ONLINE);
    for (int i = 1; i <= 3; i++) {
      system.member(i, i - 1);
    }
    InverterState first = shown("roof-3");
    assertEquals("roof-1", first.via());
    assertEquals(Condition.ONLINE, first.condition());
    assertEquals(system.herd.serial("parallel-3"), first.serial());
    system.herd.unplug("parallel-1");
    assertEquals("via:roof-2", system.awaitState("roof-3", s -> "roof-2".equals(s.via())).device());
  }
}
