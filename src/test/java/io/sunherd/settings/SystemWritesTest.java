package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Writes to several units, and what one write does to others. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class SystemWritesTest {
  private static final String[] THREE = {"parallel-1", "parallel-2", "parallel-3"};

  @TempDir private Path folder;

  private static Change toAll(String setting, Object value, boolean dryRun) {
    return new Change(TappedHub.ANNA, null, setting, value, false, false, dryRun);
  }

  private static Map<String, Object> unit(Verdict verdict, String id) {
    return map(map(verdict.body().get("units")).get(id));
  }

  @Test
  void everyUnitIsWrittenAndReadBack() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      Verdict dry = house.ask(toAll("max_charging_current", 30, true));
      isFine(dry, "dry_run", true, "changed", false);
      has(unit(dry, "roof-3"), "frames", List.of("MNCHGC0030"), "from", 60);
      Verdict verdict = house.ask(toAll("max_charging_current", 30, false));
      isFine(verdict, "changed", true, "setting", "max_charging_current", "requested", 30);
      for (int number = 1; number <= 3; number++) {
        has(unit(verdict, "roof-" + number), "confirmed", 30, "changed", true, "from", 60);
        assertEquals(List.of("MNCHGC0030"), house.tap(number).orders());
      }
      assertEquals(3, house.entries().size());
    }
  }

  @Test
  void aSettingOfTheSystemIsSentOnce() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      Verdict verdict = house.ask(toAll("battery_float_volt", 53.0, false));
      isFine(verdict, "changed", true);
      has(unit(verdict, "roof-1"), "changed", true);
      has(unit(verdict, "roof-2"), "changed", false, "confirmed", 53.0);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      assertEquals(List.of(), house.tap(2).orders());
      assertEquals(1, house.entries().size());
    }
  }

  @Test
  void whereOneDoesNotTakeItTheOthersGetBackWhatTheyHad() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      house.tap(3).on("MNCHGC", Deed.PRETEND);
      Verdict verdict = house.ask(toAll("max_charging_current", 30, false));
      failed(409, "did not keep it", verdict);
      has(verdict.body(), "changed", false);
      has(map(unit(verdict, "roof-1").get("put_back")), "confirmed", 60, "reply", "ACK");
      has(map(unit(verdict, "roof-2").get("put_back")), "confirmed", 60);
      has(unit(verdict, "roof-3"), "confirmed", 60, "changed", false);
      assertEquals(List.of("MNCHGC0030", "MNCHGC0060"), house.tap(1).orders());
      assertEquals(List.of("MNCHGC0030", "MNCHGC0060"), house.tap(2).orders());
      assertEquals(List.of("MNCHGC0030"), house.tap(3).orders());
      assertEquals(5, house.entries().size());
      has(house.entries().get(0), "put_back_of", 1L, "inverter", "roof-1");
      assertEquals(1, groups(house.entries()).size(), "what was put back is of the same action");
    }
  }

  private static Set<Object> groups(List<Map<String, Object>> entries) {
    Set<Object> groups = new HashSet<>();
    entries.forEach(entry -> groups.add(Objects.requireNonNull(entry.get("group"))));
    return groups;
  }

  /** What is no action of several writes has no group; a group that a request names is kept. */
  @Test
  void theWritesOfOneActionAreNumbered() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      isFine(house.put("roof-1", "buzzer", false));
      has(house.entries().get(0), "group", null, "undo_of_group", null);
      isFine(house.ask(toAll("max_charging_current", 30, false)));
      isFine(house.ask(toAll("max_charging_current", 40, false)));
      assertEquals(2, groups(house.entries().subList(0, 6)).size());
      assertEquals(1, groups(house.entries().subList(0, 3)).size());
      Object group = house.entries().get(0).get("group");
      for (String entry : List.of("7", "6", "5")) {
        isFine(house.undo(new Undo(TappedHub.ANNA, entry, true, false, null, "back")));
        has(house.entries().get(0), "group", "back", "undo_of_group", group);
      }
      isFine(house.ask(inGroup("roof-2", "max_charging_current", 50, "evening-1")));
      has(house.entries().get(0), "group", "evening-1", "undo_of_group", null);
      isFine(house.ask(inGroup(null, "max_charging_current", 60, "evening-2")));
      assertEquals(Set.of("evening-2"), groups(house.entries().subList(0, 3)));
    }
  }

  private static Change inGroup(String inverter, String setting, Object value, String group) {
    return new Change(TappedHub.ANNA, inverter, setting, value, false, false, false, null, group);
  }

  @Test
  void aPutBackThatIsNotAnsweredIsToldByWhatWasRead() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      house.tap(3).on("MNCHGC", Deed.PRETEND);
      house.tap(1).on("MNCHGC0060", Deed.LOSE_REPLY);
      Verdict verdict = house.ask(toAll("max_charging_current", 30, false));
      failed(409, "did not keep it", verdict);
      failed(409, "The units written before have what they had before", verdict);
      failed(409, "roof-1 did not answer, but was read: it has 60", verdict);
      has(map(unit(verdict, "roof-1").get("put_back")), "confirmed", 60, "reply", null);
      assertEquals(List.of("MNCHGC0030", "MNCHGC0060"), house.tap(1).orders());
    }
  }

  @Test
  void aPutBackThatIsNotTakenIsToldByWhatWasRead() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      house.tap(3).on("MNCHGC", Deed.PRETEND);
      house.tap(1).on("MNCHGC0060", Deed.SWALLOW);
      house.tap(2).on("MNCHGC0060", Deed.REFUSE);
      house.tap(2).on("MCHGC", Deed.REFUSE);
      Verdict verdict = house.ask(toAll("max_charging_current", 30, false));
      failed(409, "Not every unit has back what it had before", verdict);
      failed(409, "roof-1 has 30", verdict);
      failed(409, "roof-2 has 30", verdict);
    }
  }

  @Test
  void whatNothingShowsIsNotSaidToBeAsItWas() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      house.tap(1).on("ATE", Deed.PRETEND);
      house.tap(2).on("ATE", Deed.SWALLOW);
      Verdict verdict = house.ask(toAll("factory_test", true));
      failed(504, "Not every unit has back what it had before", verdict);
      failed(504, "what roof-1 has is not known; what roof-2 has is not known.", verdict);
      assertEquals(List.of("ATE1"), house.tap(1).orders());
      assertEquals(List.of(), house.tap(3).orders());

      house.tap(2).on("ATE", Deed.REFUSE);
      Verdict refused = house.ask(toAll("factory_test", false));
      failed(504, "may be the late answer to ATE1", refused);
      failed(504, "before: what roof-1 has is not known; what roof-2 has", refused);
      assertEquals(List.of("ATE1", "ATE0"), house.tap(1).orders());

      house.tap(1).on("ATE", Deed.REFUSE);
      failed(
          409,
          "The units written before have what they had",
          house.ask(toAll("factory_test", true)));
    }
  }

  private static Change toAll(String setting, Object value) {
    return new Change(TappedHub.ANNA, null, setting, value, false, true, false);
  }

  @Test
  void whereOneIsMissingNoneIsWritten() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      int before = house.hub.now();
      house.tap(2).pull();
      house.hub.await(before, "roof-2", Condition.OFFLINE);
      Verdict verdict = house.ask(toAll("max_charging_current", 30, false));
      failed(503, "No unit was written", verdict);
      has(verdict.body(), "changed", false);
      assertTrue(unit(verdict, "roof-2").containsKey("error"));
      assertFalse(unit(verdict, "roof-1").containsKey("error"));
      failed(400, "max_charging_current", house.ask(toAll("max_charging_current", 25, false)));
      failed(
          400,
          "one inverter at a time",
          house.ask(new Change(TappedHub.ANNA, null, "PF", null, false, true, false)));
      for (int number = 1; number <= 3; number++) {
        assertEquals(List.of(), house.tap(number).orders());
      }
    }
  }

  @Test
  void whatAWriteDoesToTheOthersIsNotTakenForAChangeFromOutside() throws Exception {
    try (TappedHub house = TappedHub.of(folder, THREE)) {
      isFine(house.put("roof-1", "battery_float_volt", 53.0));
      for (int number = 2; number <= 3; number++) {
        house.hub.get("/cmds?cmd=settings&max_age=0&inverter=roof-" + number);
      }
      house.show(null);
      assertEquals(1, house.entries().size(), () -> house.entries().toString());
    }
  }

  @Test
  void aChangeFromOutsideIsToldAndCanBeUndone() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.hub.get("/cmds?cmd=flags&max_age=0");
      int before = house.hub.now();
      house.tap(1).press("PBFT53.0");
      house.tap(1).press("PDa");
      house.hub.get("/cmds?cmd=settings&max_age=0");
      house.hub.get("/cmds?cmd=flags&max_age=0");
      SettingChange told =
          house.hub.await(
              before, SettingChange.class, change -> change.setting().equals("battery_float_volt"));
      assertEquals(53.0, told.value());
      assertEquals(54.0, told.from());
      assertEquals(null, told.by());
      house.hub.await(before, SettingChange.class, change -> change.setting().equals("buzzer"));
      assertEquals(2, house.entries().size());
      Map<String, Object> entry = house.entries().get(1);
      has(entry, "outcome", "changed_outside", "user", null, "old", 54.0, "confirmed", 53.0);
      isFine(house.undo(entry.get("id")), "confirmed", 54.0);
    }
  }

  @Test
  void aUnitWithoutACableIsWrittenByItsNumber() throws Exception {
    TappedHub house = new TappedHub(folder, 20, "parallel-1");
    house.herd.open(DeviceAddress.parse("sim:parallel-2")).close();
    house.inverters.add(new Inverter("roof-2", null, "roof-1", 1, Inverter.AUTO, null, Map.of()));
    try (house) {
      house.open();
      Verdict verdict = house.put("roof-2", "max_charging_current", 30);
      isFine(verdict, "confirmed", 30, "from", 60, "serial", house.herd.serial("parallel-2"));
      assertEquals(List.of("MNCHGC1030"), house.tap(1).orders());
      int before = house.hub.now();
      isFine(house.put("roof-2", "battery_float_volt", 53.0), "confirmed", 53.0);
      SettingChange told =
          house.hub.await(
              before, SettingChange.class, change -> change.inverter().equals("roof-1"));
      assertEquals("battery_float_volt", told.setting());
      assertEquals(TappedHub.ANNA.name(), told.by(), "what its cable carried is the hub's own");
      assertEquals(
          List.of("confirmed", "confirmed"),
          house.entries().stream().map(entry -> entry.get("outcome")).toList());
      failed(503, "cable of its own", house.put("roof-2", "equalisation_time", 30));
      has(
          Claims.row(
              Claims.rows(house.show("roof-2").body().get("settings")), "max_charging_current"),
          "value",
          30);
      assertEquals(List.of("MNCHGC1030", "PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void aUnitWhoseOwnCableIsDeadIsNotWrittenOverAnother() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "parallel-1", "parallel-2")) {
      int before = house.hub.now();
      house.tap(2).pull();
      house.hub.await(
          before,
          InverterState.class,
          state -> state.inverter().equals("roof-2") && state.via() != null);
      failed(503, "Nothing was sent", house.put("roof-2", "max_charging_current", 30));
      assertEquals(List.of(), house.tap(1).orders());
      assertEquals(List.of(), house.entries());
    }
  }

  @Test
  void settingsStandSideBySide() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "parallel-1", "parallel-2")) {
      isFine(house.put("roof-2", "max_charging_current", 30));
      Map<String, Object> settings = map(house.show(null).body().get("settings"));
      Map<String, Object> amps = map(settings.get("max_charging_current"));
      has(amps, "differs", true, "values", Map.of("roof-1", 60, "roof-2", 30), "unit", "A");
      has(map(settings.get("battery_float_volt")), "differs", false, "scope", "system");
      has(
          map(settings.get("output_source_priority")),
          "allowed_codes",
          Map.of("utility_first", "00", "solar_first", "01", "sbu", "02"));
    }
  }
}
