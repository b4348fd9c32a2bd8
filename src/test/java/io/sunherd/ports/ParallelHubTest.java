package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Paralleled units on pseudo-terminals, told over HTTP by a whole hub. */
@Timeout(120)
@ProcessTests
class ParallelHubTest {
  @TempDir private Path directory;

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private static void awaitMember(RunningHub hub, String serial) throws InterruptedException {
    Member unused = hub.await(0, Member.class, one -> one.present() && one.serial().equals(serial));
  }

  @Test
  void oneCableOfNineFindsTheOtherEight() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(9, directory, SimulatedUnits.NOON)) {
      List<Inverter> one = List.of(SimulatedUnits.inverters(units).get(0));
      try (RunningHub hub = new RunningHub(one)) {
        for (String serial : units.serials()) {
          awaitMember(hub, serial);
        }
        Reading role = hub.await(0, Reading.class, reading -> reading.code().equals("Q1"));
        assertEquals("master", role.data().get("parallel_role"));
        JsonObject told = json(hub, "/api/v1/inverters");
        Set<String> found = new HashSet<>();
        for (Object each : told.getJsonArray("found")) {
          JsonObject unit = (JsonObject) each;
          found.add(unit.getString("serial"));
          assertEquals("roof-1", unit.getString("via"));
          assertEquals("parallel", unit.getString("output_mode"));
          assertEquals(units.serials().get(unit.getInteger("unit")), unit.getString("serial"));
        }
        assertEquals(Set.copyOf(units.serials().subList(1, 9)), found);
        JsonObject own = told.getJsonArray("inverters").getJsonObject(0);
        assertEquals("master", own.getString("role"));
        assertNull(own.getString("via"));
        assertNotNull(own.getString("battery_type"));
        JsonObject first = told.getJsonArray("found").getJsonObject(0);
        assertEquals(first.getString("system"), own.getString("system"));
        assertFalse(
            json(hub, "/api/v1/inverters/roof-1").containsKey("parallel"),
            "what the bus tells of others is not its own");
        hub.awaitTotals(0, totals -> totals.unconfigured().size() == 8);
        JsonObject system = json(hub, "/api/v1/system");
        assertEquals(1, system.getInteger("units"));
        assertEquals(8, system.getJsonArray("unconfigured").size());
      }
    }
  }

  @Test
  void aDeadCableShowsOverHttpAndHeals() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON)) {
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        for (int i = 1; i <= 3; i++) {
          hub.await(0, "roof-" + i, Condition.ONLINE);
          awaitMember(hub, units.serials().get(i - 1));
        }
        int before = hub.now();
        assertEquals("unit 2: unplugged", units.control("unplug 2"));
        InverterState state =
            hub.await(
                before, InverterState.class, s -> s.inverter().equals("roof-2") && s.via() != null);
        Reading seen =
            hub.await(
                before,
                Reading.class,
                r -> r.inverter().equals("roof-2") && r.command().equals("parallel"));
        assertEquals(units.serials().get(1), seen.data().get("serial_number"));
        JsonObject told = json(hub, "/api/v1/inverters/roof-2");
        assertEquals("degraded", told.getString("state"));
        assertEquals(state.via(), told.getString("via"));
        assertNotNull(told.getString("last_error"));
        assertEquals(seen.raw(), told.getJsonObject("parallel").getString("raw"));
        JsonObject parallel = json(hub, "/cmds?cmd=parallel&inverter=roof-2&max_age=0");
        assertEquals(units.serials().get(1), parallel.getString("serial_number"));
        assertEquals(new JsonArray(), json(hub, "/api/v1/inverters").getJsonArray("found"));
        assertEquals(503, hub.get("/cmds?cmd=status&inverter=roof-2&max_age=0").statusCode());

        int after = hub.now();
        assertEquals("unit 2: plugged in", units.control("plug 2").substring(0, 18));
        hub.await(after, "roof-2", Condition.ONLINE);
        hub.awaitStatus(after, "roof-2", 1);
        assertNull(json(hub, "/api/v1/inverters/roof-2").getString("via"));
      }
    }
  }

  @Test
  void aFaultOfAUnitThatIsSeenThroughAnotherIsNamed() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON)) {
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        for (int i = 1; i <= 2; i++) {
          hub.await(0, "roof-" + i, Condition.ONLINE);
          awaitMember(hub, units.serials().get(i - 1));
        }
        int before = hub.now();
        units.control("unplug 2");
        units.control("failure 2 3");
        Reading seen =
            hub.await(
                before,
                Reading.class,
                r -> r.inverter().equals("roof-2") && "03".equals(r.data().get("fault_code")));
        assertEquals(List.of("battery_voltage_high"), seen.data().get("faults"));
        JsonObject told = json(hub, "/cmds?cmd=parallel&inverter=roof-2&max_age=0");
        assertEquals(new JsonArray().add("battery_voltage_high"), told.getJsonArray("faults"));
      }
    }
  }

  @Test
  void unitsWithoutCablesAreCountedThroughOne() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON)) {
      List<Inverter> inverters =
          List.of(
              SimulatedUnits.inverters(units).get(0),
              new Inverter(
                  "roof-2",
                  null,
                  "roof-1",
                  2,
                  Inverter.AUTO,
                  units.serials().get(1),
                  Map.of("parallel", Duration.ofMillis(200))),
              new Inverter(
                  "roof-3",
                  null,
                  "roof-1",
                  2,
                  Inverter.AUTO,
                  null,
                  Map.of("parallel", Duration.ofMillis(200))));
      ListAppender<ILoggingEvent> lines = new ListAppender<>();
      lines.list = new CopyOnWriteArrayList<>();
      lines.start();
      Logger log =
          (Logger) LoggerFactory.getLogger("io.sunherd.inverter.parallel.CablelessVerticle");
      log.setLevel(Level.INFO);
      log.addAppender(lines);
      try (RunningHub hub = new RunningHub(inverters)) {
        // Its configured number is another unit's: it is found under its own by its serial number.
        InverterState second = hub.await(0, "roof-2", Condition.ONLINE);
        assertEquals(units.serials().get(1), second.serial());
        InverterState third = hub.await(0, "roof-3", Condition.ONLINE);
        assertEquals(units.serials().get(2), third.serial());
        hub.awaitTotals(0, totals -> totals.counted() == 3);
        assertEquals(3, json(hub, "/api/v1/system").getInteger("counted"));
        assertEquals("roof-1", third.via());
        assertTrue(
            lines.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .anyMatch("roof-3: online through roof-1"::equals),
            lines.list::toString);
      } finally {
        log.detachAppender(lines);
        log.setLevel(null);
      }
    }
  }
}
