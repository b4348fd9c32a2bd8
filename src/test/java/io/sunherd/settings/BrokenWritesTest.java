package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.Verdict;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Writes that go wrong on the line: what is told is the truth, and nothing is sent twice. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class BrokenWritesTest {
  @TempDir private Path folder;

  @Test
  void anAckThatIsLost() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      int before = house.hub.now();
      house.tap(1).on("PBFT", Deed.LOSE_REPLY);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(504, "has taken it", verdict);
      has(verdict.body(), "confirmed", 53.0, "changed", true, "reply", null);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      has(house.entries().get(0), "outcome", "no_answer", "confirmed", 53.0, "reply", null);
      SettingChange told = house.hub.await(before, SettingChange.class, change -> true);
      assertEquals("anna", told.by());

      house.tap(1).leaveAlone();
      isFine(house.undo(house.entries().get(0).get("id")), "confirmed", 54.0);
    }
  }

  @Test
  void anOrderThatIsLost() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.SWALLOW);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(504, "has not taken it", verdict);
      has(verdict.body(), "confirmed", 54.0, "changed", false);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      has(house.entries().get(0), "outcome", "no_answer", "confirmed", 54.0);
      failed(409, "nothing to undo", house.undo(house.entries().get(0).get("id")));

      house.tap(1).leaveAlone();
      int before = house.hub.now();
      Actor ben = new Actor("ben", true, "127.0.0.1");
      isFine(house.ask(new Change(ben, "roof-1", "PBFT", 53.0, false, false, false)));
      isFine(house.put("roof-1", "buzzer", false));
      List<SettingChange> told = new ArrayList<>();
      house.hub.await(
          before,
          SettingChange.class,
          change -> told.add(change) && change.setting().equals("buzzer"));
      assertEquals(List.of("ben", "anna"), told.stream().map(SettingChange::by).toList());
    }
  }

  @Test
  void aRefusal() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      isFine(house.ask(new Change(TappedHub.ANNA, "roof-1", "PBT", "AGM", false, true, false)));
      house.tap(1).on("PBFT", Deed.REFUSE);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(409, "battery_type", verdict);
      has(verdict.body(), "reply", "NAK", "confirmed", 54.0, "changed", false);
      assertEquals(List.of("PBT00", "PBFT53.0"), house.tap(1).orders());
      has(house.entries().get(0), "outcome", "refused", "reply", "NAK");
    }
  }

  @Test
  void aRefusalOfWhatTheUnitHasTaken() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.OBEY_AND_REFUSE);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(409, "has taken it all the same", verdict);
      has(verdict.body(), "reply", "NAK", "confirmed", 53.0, "changed", true);
      has(house.entries().get(0), "outcome", "refused", "reply", "NAK", "confirmed", 53.0);

      house.tap(1).leaveAlone();
      isFine(house.undo(house.entries().get(0).get("id")), "confirmed", 54.0);
    }
  }

  @Test
  void anotherValueThanTheOneSent() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.TAKE_LESS);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(409, "did not keep it", verdict);
      has(verdict.body(), "reply", "ACK", "from", 54.0, "confirmed", 52.0, "changed", true);
      has(house.entries().get(0), "outcome", "not_kept", "confirmed", 52.0);

      house.tap(1).leaveAlone();
      isFine(house.undo(house.entries().get(0).get("id")), "confirmed", 54.0);
    }
  }

  @Test
  void aValueThatIsNotKept() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.PRETEND);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(409, "did not keep it", verdict);
      has(verdict.body(), "reply", "ACK", "confirmed", 54.0, "changed", false);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      has(house.entries().get(0), "outcome", "not_kept", "confirmed", 54.0);
    }
  }

  @Test
  void aCableThatIsPulledBehindTheAck() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.PULL);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(504, "could not be read back", verdict);
      has(verdict.body(), "reply", "ACK", "confirmed", null, "changed", null);
      has(house.entries().get(0), "outcome", "not_read_back", "confirmed", null, "reply", "ACK");

      int before = house.hub.now();
      house.tap(1).leaveAlone();
      house.tap(1).plug();
      SettingChange told =
          house.hub.await(before, SettingChange.class, change -> change.value().equals(53.0));
      assertEquals("anna", told.by());
      has(house.entries().get(0), "outcome", "not_read_back", "confirmed", 53.0);
      assertEquals(1, house.entries().size());
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void aReadThatFailsNeverCausesAWrite() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("QPIRI", Deed.SWALLOW);
      failed(504, "QPIRI", house.put("roof-1", "PBFT", 53.0));
      house.tap(1).on("QPIRI", Deed.REFUSE);
      assertTrue(house.put("roof-1", "PBFT", 53.0).status() >= 503);
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.entries());
    }
  }

  @Test
  void aCurrentIsSpelledAnotherWayAndThatIsRemembered() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("MNCHGC", Deed.REFUSE);
      // This unit itself takes no other way, so who taps the line says ACK in its place.
      house.tap(1).on("MCHGC", Deed.PRETEND);
      Verdict verdict = house.put("roof-1", "max_charging_current", 30);
      failed(409, "did not keep it", verdict);
      List<String> orders = house.tap(1).orders();
      assertEquals("MNCHGC0030", orders.get(0));
      assertTrue(orders.size() > 1 && orders.get(orders.size() - 1).startsWith("MCHGC"));
      assertEquals(orders, house.entries().get(0).get("frames"));
      assertEquals(orders.size() + 1, Files.readAllLines(house.audit).size());

      house.restart();
      house.put("roof-1", "max_charging_current", 40);
      String remembered = house.tap(1).orders().get(orders.size());
      assertEquals(orders.get(orders.size() - 1).replace("30", "40"), remembered);
    }
  }

  @Test
  void oneThatHangsDoesNotHoldUpAnother() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "parallel-1", "parallel-2")) {
      house.tap(1).on("Q", Deed.SWALLOW);
      Future<Verdict> stuck = house.begin(TappedHub.change("roof-1", "max_charging_current", 30));
      Future<Verdict> behind = house.begin(TappedHub.change("roof-1", "max_charging_current", 40));
      isFine(house.put("roof-2", "max_charging_current", 30), "confirmed", 30);
      assertTrue(!stuck.isComplete() && !behind.isComplete());
      assertEquals(List.of(), house.tap(1).orders());
    }
  }

  @Test
  void moreThanAFewDoNotWaitForOneUnit() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("Q", Deed.SWALLOW);
      for (int i = 0; i < 16; i++) {
        Future<Verdict> unused = house.begin(TappedHub.change("roof-1", "PBFT", 53.0));
      }
      failed(503, "busy", house.put("roof-1", "PBFT", 53.0));
      failed(400, "PBFT", house.put("roof-1", "PBFT", 99.0));
    }
  }

  @Test
  void whatWaitsBehindAnotherWriteIsJudgedByWhatThatHasMade() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Future<Verdict> first = house.begin(TappedHub.change("roof-1", "PCVV", 55.0));
      Verdict second = house.put("roof-1", "PBFT", 56.0);
      assertEquals(200, first.result().status());
      failed(400, "battery_bulk_volt", second);
      assertEquals(List.of("PCVV55.0"), house.tap(1).orders());
    }
  }

  @Test
  void anotherUnitAtTheSamePortIsNotWrittenTo() throws Exception {
    TappedHub house = new TappedHub(folder, 20, "max-8000");
    String serial = house.herd.serial("max-8000");
    house.inverters.set(
        0, SimulatedUnits.inverter(1, house.tap(1).address(), serial, Duration.ofSeconds(1)));
    try (house) {
      house.open();
      int before = house.hub.now();
      house.tap(1).pull();
      house.hub.await(before, "roof-1", Condition.OFFLINE);
      int gone = house.hub.now();
      try (Tap other =
          new Tap(
              folder.resolve("unit-1"), house.herd.open(DeviceAddress.parse("sim:parallel-2")))) {
        house.hub.await(
            gone,
            InverterState.class,
            state -> String.valueOf(state.error()).contains(house.herdSerial("parallel-2")));
        failed(503, "Nothing was sent", house.put("roof-1", "PBFT", 53.0));
        assertEquals(List.of(), other.orders());
        assertEquals(List.of(), house.tap(1).orders());
      }
    }
  }
}
