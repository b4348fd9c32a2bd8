package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.list;
import static io.sunherd.settings.Claims.map;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A write's way, step by step, to a unit on a pseudo-terminal through a whole hub. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class WritesTest {
  @TempDir private Path folder;

  @Test
  void isAnsweredAsTheContractSays() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      int before = house.hub.now();
      Verdict verdict = house.put("roof-1", "battery_float_volt", 53.0);
      isFine(verdict);
      has(
          verdict.body(),
          "inverter",
          "roof-1",
          "setting",
          "battery_float_volt",
          "cmd",
          "PBFT",
          "from",
          54.0,
          "requested",
          53.0,
          "reply",
          "ACK",
          "confirmed",
          53.0,
          "changed",
          true,
          "serial",
          house.herd.serial("max-8000"));
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());

      SettingChange told = house.hub.await(before, SettingChange.class, change -> true);
      assertEquals("anna", told.by());
      assertEquals(54.0, told.from());
      assertEquals(53.0, told.value());

      assertEquals(1, house.entries().size());
      has(
          house.entries().get(0),
          "user",
          "anna",
          "from",
          "127.0.0.1",
          "serial",
          house.herd.serial("max-8000"),
          "old",
          54.0,
          "requested",
          53.0,
          "frames",
          List.of("PBFT53.0"),
          "reply",
          "ACK",
          "confirmed",
          53.0,
          "outcome",
          "confirmed");
      List<String> lines = Files.readAllLines(house.audit);
      assertEquals(2, lines.size());
      assertTrue(lines.get(0).contains("\"outcome\":null"), lines.get(0));
      assertTrue(lines.get(0).contains("\"frames\":[\"PBFT53.0\"]"), lines.get(0));
      assertTrue(lines.get(1).contains("\"outcome\":\"confirmed\""), lines.get(1));
    }
  }

  @Test
  void whatTheUnitHasAlreadyIsNotSent() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Verdict verdict = house.put("roof-1", "PBFT", 54);
      isFine(verdict);
      has(verdict.body(), "changed", false, "confirmed", 54.0, "reply", null);
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.entries());
      assertFalse(Files.exists(house.audit));
    }
  }

  @Test
  void isRefusedBeforeAnythingIsSent() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Change good = TappedHub.change("roof-1", "battery_float_volt", 53.0);
      failed(403, "sunherd passwd", house.ask(by(TappedHub.NOBODY, good)));
      failed(403, "guest", house.ask(by(TappedHub.GUEST, good)));
      failed(404, "roof-9", house.put("roof-9", "battery_float_volt", 53.0));
      failed(404, "PNIX", house.put("roof-1", "PNIX", 53.0));
      failed(404, "battery_float_volt", house.put("roof-1", "QPIGS", 53.0));

      Verdict range = house.put("roof-1", "battery_float_volt", 66.0);
      failed(400, "battery_float_volt", range);
      has(map(range.body().get("allowed")), "min", 48, "max", 63, "step", 0.1);
      failed(400, "battery_float_volt", house.put("roof-1", "battery_float_volt", "53.0\rPF"));
      failed(400, "battery_float_volt", house.put("roof-1", "battery_float_volt", 53.05));
      failed(400, "battery_float_volt", house.put("roof-1", "battery_float_volt", null));
      failed(400, "battery_float_volt", house.put("roof-1", "battery_float_volt", Map.of()));

      Verdict amps = house.put("roof-1", "max_charging_current", 25);
      failed(400, "max_charging_current", amps);
      assertTrue(list(amps.body().get("allowed")).contains(120), amps::toString);
      assertFalse(list(amps.body().get("allowed")).contains(25), amps::toString);

      failed(400, "battery_bulk_volt", house.put("roof-1", "battery_float_volt", 57.0));

      Verdict danger = house.put("roof-1", "factory_settings", null);
      failed(400, "confirm", danger);
      has(danger.body(), "confirm", "required");
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.entries());
    }
  }

  private static Change by(Actor actor, Change change) {
    return new Change(
        actor, change.inverter(), change.setting(), change.value(), false, false, false);
  }

  @Test
  void aDryRunTellsTheFramesAndSendsNothing() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Verdict dry =
          house.ask(new Change(TappedHub.ANNA, "roof-1", "PBFT", 53.0, false, false, true));
      isFine(dry);
      has(
          dry.body(),
          "dry_run",
          true,
          "frames",
          List.of("PBFT53.0"),
          "from",
          54.0,
          "requested",
          53.0);
      failed(
          400,
          "PBFT",
          house.ask(new Change(TappedHub.ANNA, "roof-1", "PBFT", 99.0, false, false, true)));
      assertEquals(List.of(), house.tap(1).orders());
      assertFalse(Files.exists(house.audit));
    }
  }

  @Test
  void takesTheProtocolsOwnSpelling() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Verdict verdict = house.ask(spelled("PBFT", "53.0"));
      has(verdict.body(), "requested", 53.0, "confirmed", 53.0);
      has(house.ask(spelled("PDa", null)).body(), "setting", "buzzer", "confirmed", false);
      has(house.ask(spelled("MNCHGC", "0030")).body(), "confirmed", 30);
      // Not as the unit took it the last time: as it was asked for.
      has(house.ask(spelled("MCHGC", "010")).body(), "cmd", "MCHGC", "confirmed", 10);
      assertEquals(List.of("PBFT53.0", "PDa", "MNCHGC0030", "MCHGC010"), house.tap(1).orders());
      failed(400, "PBFT", house.ask(spelled("PBFT", "53")));
      failed(400, "PBFT", house.ask(spelled("PBFT", "53.0 ")));
      failed(400, "digit", house.ask(spelled("MNCHGC", "1030")));
      failed(404, "QPIGS", house.ask(spelled("QPIGS", "")));
      assertEquals(4, house.tap(1).orders().size());
    }
  }

  private static Change spelled(String code, String value) {
    return new Change(TappedHub.ANNA, "roof-1", code, value, true, false, false);
  }

  @Test
  void aBudgetHoldsOverARestart() throws Exception {
    try (TappedHub house = new TappedHub(folder, 3, "max-8000").open()) {
      for (double volts : new double[] {53.0, 53.1, 53.2}) {
        isFine(house.put("roof-1", "PBFT", volts));
      }
      failed(429, "tomorrow", house.put("roof-1", "PBFT", 53.3));
      has(house.put("roof-1", "PBFT", 53.2).body(), "changed", false);
      isFine(house.put("roof-1", "PCVV", 56.0));
      house.restart();
      failed(429, "daily-budget", house.put("roof-1", "battery_float_volt", 53.3));
      isFine(house.put("roof-1", "PCVV", 56.1));
      assertEquals(
          List.of("PBFT53.0", "PBFT53.1", "PBFT53.2", "PCVV56.0", "PCVV56.1"),
          house.tap(1).orders());
    }
  }

  @Test
  void anUndoCountsInTheBudgetAndIsNeverRefusedForIt() throws Exception {
    try (TappedHub house = new TappedHub(folder, 2, "max-8000").open()) {
      isFine(house.put("roof-1", "PBFT", 53.0));
      Object entry = house.put("roof-1", "PBFT", 53.1).body().get("entry");
      failed(429, "tomorrow", house.put("roof-1", "PBFT", 53.2));
      isFine(
          house.hub.verdict(
              Addresses.UNDO, new Undo(TappedHub.ANNA, entry.toString(), false, true)),
          "dry_run",
          true);
      isFine(house.undo(entry), "confirmed", 53.0);
      failed(429, "tomorrow", house.put("roof-1", "PBFT", 53.2));
      assertEquals(List.of("PBFT53.0", "PBFT53.1", "PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void aUnitThatIsNotThereIsNotWrittenTo() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      int before = house.hub.now();
      house.tap(1).pull();
      house.hub.await(before, "roof-1", Condition.OFFLINE);
      failed(503, "roof-1", house.put("roof-1", "PBFT", 53.0));
      failed(400, "PBFT", house.put("roof-1", "PBFT", 5.0));
      assertEquals(List.of(), house.entries());
    }
  }

  @Test
  void aLogThatCannotBeWrittenStopsTheWrite() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Files.writeString(folder.resolve("data"), "a file where the folder should be");
      failed(503, "audit log", house.put("roof-1", "PBFT", 53.0));
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(503, house.hub.get("/health/ready").statusCode());
      Files.delete(folder.resolve("data"));
      isFine(house.put("roof-1", "PBFT", 53.0));
      assertEquals(200, house.hub.get("/health/ready").statusCode());
    }
  }

  @Test
  void anActionIsDoneOnceItIsConfirmed() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.put("roof-1", "PBFT", 53.0);
      Verdict verdict =
          house.ask(
              new Change(TappedHub.ANNA, "roof-1", "factory_settings", null, false, true, false));
      isFine(verdict);
      has(verdict.body(), "reply", "ACK", "confirmed", null);
      assertEquals(List.of("PBFT53.0", "PF"), house.tap(1).orders());
      has(house.put("roof-1", "PBFT", 53.0).body(), "from", 54.0);
      assertEquals(3, house.entries().size());
    }
  }

  @Test
  void undoPutsBackWhatWasThereIfNobodyHasChangedItSince() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Object first = house.put("roof-1", "PBFT", 53.0).body().get("entry");
      Object second = house.put("roof-1", "PBFT", 53.5).body().get("entry");
      failed(409, "53.5", house.undo(first));
      Verdict undone = house.undo(second);
      has(undone.body(), "confirmed", 53.0, "changed", true);
      has(house.entries().get(0), "undo_of", second);
      has(house.undo(first).body(), "confirmed", 54.0);
      failed(404, "77", house.undo("77"));
      failed(404, "abc", house.undo("abc"));
      assertEquals(List.of("PBFT53.0", "PBFT53.5", "PBFT53.0", "PBFT54.0"), house.tap(1).orders());
    }
  }

  @Test
  void showsWhatTheUnitHasAndTakes() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      List<Map<String, Object>> rows = rows(house.show("roof-1").body().get("settings"));
      Map<String, Object> volts = row(rows, "battery_float_volt");
      has(
          volts,
          "cmd",
          "PBFT",
          "value",
          54.0,
          "unit",
          "V",
          "kind",
          "number",
          "scope",
          "system",
          "budget_left",
          20);
      has(map(volts.get("allowed")), "min", 48);
      assertTrue(
          list(row(rows, "max_charging_current").get("allowed")).containsAll(List.of(10, 120)));
      has(row(rows, "buzzer"), "value", true);
      has(row(rows, "equalisation_time"), "value", 60);
      assertTrue(rows.stream().noneMatch(row -> row.get("name").equals("charging_stage")));
      assertTrue(
          rows.stream().noneMatch(row -> row.get("name").equals("max_solar_charging_current")));
      failed(404, "roof-9", house.show("roof-9"));
    }
  }

  @Test
  void tellsTheProtocolsCodesBesideTheWords() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      List<Map<String, Object>> rows = rows(house.show("roof-1").body().get("settings"));
      Map<String, Object> priority = row(rows, "output_source_priority");
      has(
          priority,
          "value",
          "sbu",
          "code",
          "02",
          "allowed",
          List.of("sbu", "solar_first", "utility_first"),
          "allowed_codes",
          Map.of("utility_first", "00", "solar_first", "01", "sbu", "02"));
      has(row(rows, "battery_type"), "value", "user", "code", "02");
      for (String name : List.of("battery_float_volt", "buzzer", "max_charging_current")) {
        assertTrue(row(rows, name).containsKey("code"), name);
        assertNull(row(rows, name).get("code"), name);
        assertNull(row(rows, name).get("allowed_codes"), name);
      }
    }
  }

  @Test
  void restoresWhatDiffersInAnOrderThatBreaksNoRelation() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      Map<String, Object> kept =
          Map.of(
              "battery_float_volt", 57.0,
              "battery_bulk_volt", 58.0,
              "buzzer", true,
              "battery_cut_off_volt", 47.0,
              "battery_recharge_volt", 48.0,
              "clock", "2026-11-24T12:00:00",
              "no_such_thing", 1);
      Verdict dry = house.restore(kept, false, true);
      isFine(dry);
      assertEquals(4, list(dry.body().get("differences")).size());
      assertEquals(List.of("clock", "no_such_thing"), dry.body().get("unknown"));
      assertEquals(List.of(), house.tap(1).orders());

      Verdict done = house.restore(kept, false, false);
      isFine(done);
      List<String> orders = house.tap(1).orders();
      assertEquals(4, orders.size());
      Object group = Objects.requireNonNull(house.entries().get(0).get("group"));
      house.entries().forEach(entry -> assertEquals(group, entry.get("group")));
      assertTrue(orders.indexOf("PCVV58.0") < orders.indexOf("PBFT57.0"), orders::toString);
      assertTrue(orders.contains("PCVV58.0"), orders::toString);
      assertTrue(orders.indexOf("PBCV48.0") < orders.indexOf("PSDV47.0"), orders::toString);
      assertTrue(orders.contains("PBCV48.0"), orders::toString);
      assertEquals(List.of(), house.restore(kept, false, false).body().get("differences"));

      Map<String, Object> lower = Map.of("battery_float_volt", 52.0, "battery_bulk_volt", 53.0);
      isFine(house.restore(lower, false, false));
      assertEquals(List.of("PBFT52.0", "PCVV53.0"), house.tap(1).orders().subList(4, 6));
      failed(400, "battery_type", house.restore(Map.of("battery_type", "AGM"), false, false));
      failed(400, "PBFT", house.restore(Map.of("PBFT", 99.0), false, false));
    }
  }

  @Test
  void theLogIsReadInPieces() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000", "vmiii-3000")) {
      for (double volts : new double[] {53.0, 53.1, 53.2}) {
        isFine(house.put("roof-1", "PBFT", volts));
      }
      isFine(house.put("roof-2", "PBFT", 26.5));
      assertEquals(List.of(4L, 3L), ids(house, null, null, 2));
      assertEquals(List.of(2L, 1L), ids(house, null, "3", 2));
      assertEquals(List.of(3L, 2L, 1L), ids(house, "roof-1", null, 1000));
      failed(400, "limit", audit(house, null, null, 0));
      failed(400, "before", audit(house, null, "x", 10));
    }
  }

  private static Verdict audit(TappedHub house, String inverter, String before, int limit) {
    return house.hub.verdict(Addresses.SHOW_AUDIT, new ShowAudit(inverter, before, limit));
  }

  private static List<Object> ids(TappedHub house, String inverter, String before, int limit) {
    return rows(audit(house, inverter, before, limit).body().get("entries")).stream()
        .map(entry -> entry.get("id"))
        .toList();
  }

  @Test
  void aRangeFollowsTheBatteryOfTheUnit() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "vmiii-3000")) {
      failed(400, "battery_float_volt", house.put("roof-1", "PBFT", 53.0));
      isFine(house.put("roof-1", "PBFT", 26.5), "confirmed", 26.5);
      isFine(house.put("roof-1", "max_ac_charging_current", 2), "confirmed", 2);
      isFine(house.put("roof-1", "output_source_priority", "solar_first"));
      isFine(house.put("roof-1", "backlight", false), "from", true, "confirmed", false);
      isFine(house.put("roof-1", "clock", "2026-11-24T12:00:00"), "reply", "ACK");
      isFine(house.put("roof-1", "clock", "now"), "reply", "ACK");
      assertEquals("PDx", house.tap(1).orders().get(3));
    }
  }
}
