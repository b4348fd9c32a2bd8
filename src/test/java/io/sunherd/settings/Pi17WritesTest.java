package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Writes to a unit that speaks PI17, on a pseudo-terminal through a whole hub. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi17WritesTest {
  @TempDir private Path folder;

  private static Change sure(String setting, Object value) {
    return new Change(TappedHub.ANNA, "roof-1", setting, value, false, true, false);
  }

  private static Change spelled(String code, String value) {
    return new Change(TappedHub.ANNA, "roof-1", code, value, true, true, false);
  }

  private TappedHub house(ForeignHybrid unit) throws Exception {
    TappedHub house = new TappedHub(folder, 50);
    house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
    house.open();
    return house;
  }

  @Test
  void eachSettingIsWrittenAndReadBack() throws Exception {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("max_charging_current", 87.5);
    wanted.put("max_ac_charging_current", 5.0);
    wanted.put("battery_bulk_volt", 57.6);
    wanted.put("battery_float_volt", 55.5);
    wanted.put("max_discharge_current_hybrid", 120.0);
    wanted.put("max_feed_power", 10_000.0);
    wanted.put("solar_priority", "load_grid_battery");
    wanted.put("ac_charge_battery", true);
    wanted.put("feed_grid", true);
    wanted.put("solar_charge_battery", false);
    wanted.put("battery_to_grid_solar_loss", true);
    wanted.put("mute_buzzer", true);
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      for (Map.Entry<String, Object> one : wanted.entrySet()) {
        isFine(house.ask(sure(one.getKey(), one.getValue())), "changed", true, "reply", "ACK");
      }
      assertEquals(
          List.of(
              "^S010MCHGC0875",
              "^S011MUCHGC0050",
              "^S015MCHGV0576,0548",
              "^S015MCHGV0576,0555",
              "^S009BDCM0120",
              "^S011GPMP010000",
              "^S006SEP02",
              "^S005EDB1",
              "^S005EDC1",
              "^S005EDA0",
              "^S005EDG1",
              "^S004PEA"),
          unit.orders());
      List<Map<String, Object>> settings = rows(house.show("roof-1").body().get("settings"));
      has(row(settings, "max_charging_current"), "value", 87.5, "read_back", true);
      has(row(settings, "battery_float_volt"), "value", 55.5, "read_back", true);
      has(row(settings, "solar_priority"), "value", "load_grid_battery", "read_back", true);
      isFine(house.ask(sure("feed_grid", true)), "changed", false);
      assertEquals(wanted.size(), unit.orders().size());
    }
  }

  @Test
  void whatOneCommandCarriesIsSentAsTheUnitHasIt() throws Exception {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("battery_cut_off_volt", 44.0);
    wanted.put("battery_cut_off_back_volt", 49.5);
    wanted.put("battery_weak_volt", 47.5);
    wanted.put("battery_weak_back_volt", 51.2);
    wanted.put("stop_charge_current", 1.5);
    wanted.put("stop_charge_hold_time", 90.0);
    wanted.put("charge_again_volt", 52.5);
    wanted.put("keep_voltage", true);
    wanted.put("keep_volt", 51.0);
    wanted.put("temperature_compensation", 0.3);
    wanted.put("lcd_sleep", 600);
    wanted.put("ac_charging_window", "22:00-06:00");
    wanted.put("ac_output_window", "07:30-24:00");
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      isFine(house.show("roof-1"));
      unit.press(9, "0525"); // nobody has read that yet
      for (Map.Entry<String, Object> one : wanted.entrySet()) {
        isFine(house.ask(sure(one.getKey(), one.getValue())), "changed", true, "reply", "ACK");
      }
      assertEquals(
          List.of(
              "^S025BATDV0440,0500,0460,0525",
              "^S025BATDV0440,0495,0460,0525",
              "^S025BATDV0440,0495,0475,0525",
              "^S025BATDV0440,0495,0475,0512",
              "^S017BCA0015,060,0530",
              "^S017BCA0015,090,0530",
              "^S017BCA0015,090,0525",
              "^S011ACCB1,0530",
              "^S011ACCB1,0510",
              "^S007BTS003",
              "^S006LST20",
              "^S014ACCT2200,0600",
              "^S014ACLT0730,2400"),
          unit.orders());
      failed(404, "", house.ask(sure("eps", true)));
      failed(404, "", house.ask(sure("ac_charging_window_2", "12:00-13:00")));
      failed(
          400,
          "not below battery_cut_off_back_volt, which is 49.5",
          house.ask(sure("battery_cut_off_volt", 49.5)));
      failed(
          400,
          "not above battery_weak_volt, which is 47.5",
          house.ask(sure("battery_weak_back_volt", 47.0)));
      failed(400, "40 to 60 in steps of 0.1 V", house.ask(sure("keep_volt", 60.1)));
      failed(400, "0 to 50", house.ask(sure("stop_charge_current", 50.1)));
      failed(400, "0, 30, 60, 300, 600", house.ask(sure("lcd_sleep", 90)));
      assertEquals(wanted.size(), unit.orders().size());
    }
  }

  @Test
  void oneOfFourIsTakenBackAndTheOthersStay() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      Verdict verdict = house.ask(sure("battery_weak_volt", 47.0));
      isFine(verdict, "confirmed", 47.0, "from", 46.0);
      List<Map<String, Object>> along = rows(verdict.body().get("along"));
      assertEquals(
          List.of("battery_cut_off_volt", "battery_cut_off_back_volt", "battery_weak_back_volt"),
          along.stream().map(one -> one.get("setting")).toList());
      has(along.get(1), "old", 50.0, "requested", 50.0, "confirmed", 50.0);
      unit.press(7, "0505");
      isFine(
          house.hub.verdict(
              Addresses.UNDO,
              new Undo(TappedHub.ANNA, verdict.body().get("entry").toString(), true, false)),
          "confirmed",
          46.0);
      assertEquals(
          List.of("^S025BATDV0430,0500,0470,0520", "^S025BATDV0430,0505,0460,0520"), unit.orders());
    }
  }

  @Test
  void whoSpellsFourChangesOneOfThem() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      isFine(house.show("roof-1"));
      failed(
          400,
          "battery_cut_off_volt and battery_weak_volt: change one",
          house.ask(spelled("BATDV", "0440,0500,0470,0520")));
      failed(400, "several values", house.ask(spelled("BATDV", "0440")));
      isFine(house.ask(spelled("BATDV", "0440,0500,0460,0520")), "setting", "battery_cut_off_volt");
      unit.press(8, "0465");
      failed(409, "battery_weak_volt", house.ask(spelled("BATDV", "0430,0500,0460,0520")));
      assertEquals(List.of("^S025BATDV0440,0500,0460,0520"), unit.orders());
    }
  }

  @Test
  void hoursGoInTheShapeThatTheUnitTold() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1")).withTwoSpans();
        TappedHub house = house(unit)) {
      isFine(house.ask(sure("ac_charging_window", "21:30-05:00")), "from", "22:00-06:00");
      isFine(house.ask(sure("ac_charging_window_2", "00:00-00:00")), "from", "12:00-13:30");
      isFine(house.ask(spelled("ACCT", "2130,0500,1100,1230")), "setting", "ac_charging_window_2");
      assertEquals(
          List.of(
              "^S024ACCT2130,0500,1200,1330",
              "^S024ACCT2130,0500,0000,0000",
              "^S024ACCT2130,0500,1100,1230"),
          unit.orders());
    }
  }

  @Test
  void aSpanThatIsThereAndCannotBeReadIsNotLeftOut() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1")).withASpanUnset();
        TappedHub house = house(unit)) {
      failed(
          400,
          "together with ac_charging_window_2, which is not known",
          house.ask(sure("ac_charging_window", "21:30-05:00")));
      assertEquals(List.of(), unit.orders());
    }
  }

  @Test
  void whatTheUnitDoesNotTakeIsNotSent() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      failed(400, "46 to 57.6 in steps of 0.1 V", house.ask(sure("battery_bulk_volt", 57.7)));
      failed(400, "46 to 57.6", house.ask(sure("battery_float_volt", 45.9)));
      failed(
          400,
          "above battery_bulk_volt, which is 57.2",
          house.ask(sure("battery_float_volt", 57.3)));
      failed(400, "5 to 180 in steps of 0.1 A", house.ask(sure("max_charging_current", 180.1)));
      failed(400, "0 to 10000", house.ask(sure("max_feed_power", 10_001)));
      failed(400, "10 to 300", house.ask(sure("max_discharge_current_hybrid", 9)));
      failed(404, "", house.ask(sure("DM", "051")));
      assertEquals(List.of(), unit.orders());
    }
  }

  @Test
  void aUnitThatDoesNotTellItsLimitsIsNotSentWhatTheyAreFor() throws Exception {
    try (ForeignHybrid unit = new ForeignHybrid(folder.resolve("unit-1")).withoutLimits();
        TappedHub house = house(unit)) {
      failed(
          400,
          "has not told which values it takes (MAR)",
          house.ask(sure("battery_bulk_volt", 56.0)));
      failed(400, "(MAR)", house.ask(sure("max_charging_current", 50.0)));
      assertEquals(List.of(), unit.orders());
      isFine(house.ask(sure("solar_priority", "battery_load_grid")), "changed", true);
    }
  }
}
