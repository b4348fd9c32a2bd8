package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.ForeignSunny;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Change;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes to a unit that speaks PI16, on a pseudo-terminal through a whole hub. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi16WritesTest {
  @TempDir private Path folder;

  private static Change sure(String setting, Object value) {
    return new Change(TappedHub.ANNA, "roof-1", setting, value, false, true, false);
  }

  private TappedHub house(ForeignSunny unit) throws Exception {
    TappedHub house = new TappedHub(folder, 50);
    house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
    house.open();
    return house;
  }

  @Test
  void eachSettingIsWrittenAndReadBack() throws Exception {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("battery_bulk_volt", 56.8);
    wanted.put("battery_float_volt", 54.1);
    wanted.put("max_charging_current", 22.5);
    wanted.put("battery_cut_off_volt", 44.2);
    wanted.put("battery_restart_volt_on_grid", 50.5);
    wanted.put("stop_charge_current", 2.5);
    wanted.put("charge_again_volt", 51.0);
    wanted.put("stop_charge_hold_time", 90);
    wanted.put("solar_priority", "battery_load_grid");
    wanted.put("solar_charge_battery", false);
    wanted.put("ac_charge_battery", true);
    wanted.put("battery_to_load_solar_ok", true);
    wanted.put("battery_to_load_solar_loss", false);
    wanted.put("charging_start", "09:30");
    wanted.put("charging_end", "17:45");
    wanted.put("ac_charging_window", "23:00-05:30");
    wanted.put("ac_output_window", "06:00-22:15");
    wanted.put("buzzer", true);
    wanted.put("battery_mode_alarm", false);
    wanted.put("green_power", false);
    wanted.put("bypass_alarm", true);
    wanted.put("lcd_sleep", 60);
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      for (Map.Entry<String, Object> one : wanted.entrySet()) {
        isFine(
            house.ask(sure(one.getKey(), one.getValue())),
            "changed",
            true,
            "reply",
            "ACK",
            "confirmed",
            one.getValue());
      }
      assertEquals(
          List.of(
              "BCHGV56.8",
              "MCHGV54.1",
              "MCHGC22.5",
              "BSDV44.2 46.0",
              "DSUBV48.0 50.5",
              "OFFC02.5 52.0 060",
              "OFFC02.5 51.0 060",
              "OFFC02.5 51.0 090",
              "PRIO01",
              "ENFA0",
              "ENFB1",
              "ENFD1",
              "ENFE0",
              "CHTH0930",
              "CHTL1745",
              "PKT2300 0530",
              "LDT0600 2215",
              "PEA",
              "PDB",
              "PDG",
              "PEP",
              "LST02"),
          unit.orders());
      isFine(house.ask(sure("clock", "2026-11-29T20:15:00")), "changed", true);
      List<Map<String, Object>> settings = rows(house.show("roof-1").body().get("settings"));
      wanted.forEach((name, value) -> has(row(settings, name), "value", value, "read_back", true));
      isFine(house.ask(sure("battery_float_volt", 54.1)), "changed", false);
      isFine(house.undo(house.entries().get(1).get("id")), "confirmed", 60 * 5);
      assertEquals("LST10", unit.orders().get(wanted.size() + 1));
    }
  }

  @Test
  void whatTheUnitDoesNotTakeIsNotSent() throws Exception {
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      failed(400, "50 to 57.8 in steps of 0.1 V", house.ask(sure("battery_bulk_volt", 57.9)));
      failed(400, "48 to 57.4", house.ask(sure("battery_float_volt", 47.9)));
      failed(
          400,
          "above battery_bulk_volt, which is 56.2",
          house.ask(sure("battery_float_volt", 56.3)));
      failed(
          400,
          "below battery_float_volt, which is 53.2",
          house.ask(sure("battery_bulk_volt", 53.1)));
      failed(400, "0.5 to 45 in steps of 0.1 A", house.ask(sure("max_charging_current", 45.1)));
      failed(400, "below battery_cut_off_volt", house.ask(sure("battery_restart_volt", 44.9)));
      failed(400, "40 to 48", house.ask(sure("battery_cut_off_volt", 39.9)));
      failed(400, "above battery_float_volt", house.ask(sure("charge_again_volt", 53.3)));
      failed(400, "0 to 900", house.ask(sure("stop_charge_hold_time", 901)));
      failed(400, "in steps of 30 s", house.ask(sure("lcd_sleep", 45)));
      failed(400, "22:00", house.ask(sure("charging_start", "24:30")));
      failed(400, "22:00-06:00", house.ask(sure("ac_charging_window", "22:00")));
      failed(400, "one of battery_load_grid", house.ask(sure("solar_priority", "fixed")));
      failed(400, "confirm", house.put("roof-1", "battery_bulk_volt", 56.0));
      assertEquals(List.of(), unit.orders());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed_grid",
        "battery_to_grid_solar_ok",
        "ENFC",
        "ENFF",
        "ENFG",
        "GOHV",
        "SOPF",
        "ST",
        "SON",
        "SOFF",
        "FGE",
        "FGD",
        "GTS",
        "DMODEL",
        "OEEPB",
        "V",
        "F",
        "PVN",
        "PVIPHV",
        "MPPTHV",
        "PF"
      })
  void whatTouchesTheGridIsNotOffered(String setting) throws Exception {
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1"));
        TappedHub house = house(unit)) {
      failed(404, "has no setting " + setting, house.ask(sure(setting, "1")));
      assertEquals(List.of(), unit.orders());
    }
  }

  @Test
  void whereItTellsNoLimitsThoseOfTheDocumentsHold() throws Exception {
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1")).says("QVFTR", null);
        TappedHub house = house(unit)) {
      failed(400, "47 to 58.4", house.ask(sure("battery_bulk_volt", 58.5)));
      isFine(house.ask(sure("battery_bulk_volt", 58.0)), "changed", true);
      failed(
          400,
          "has not told which values it takes (QVFTR)",
          house.ask(sure("max_charging_current", 60.0)));
    }
  }

  @Test
  void whereItsLimitsDoNotComeNothingIsSent() throws Exception {
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1")).keepsSilentAbout("QVFTR");
        TappedHub house = house(unit)) {
      failed(504, "QVFTR", house.ask(sure("battery_bulk_volt", 58.0)));
      failed(504, "QVFTR", house.ask(sure("max_charging_current", 60.0)));
      assertEquals(List.of(), unit.orders());
    }
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-2")).damages("QVFTR");
        TappedHub house = house(unit)) {
      failed(503, "QVFTR", house.ask(sure("battery_bulk_volt", 58.0)));
      assertEquals(List.of(), unit.orders());
    }
  }

  @Test
  void limitsThatCannotBeMeantAreNotBelieved() throws Exception {
    String other =
        "57.4 48.0 45.0 00.5 276.0 235.0 225.0 180.0 55.0 50.1 99.9 90.0 070 005 500 450 200 090 450"
            + " 400 200 110 05500 00000 10.8 20.0 --";
    try (ForeignSunny unit = new ForeignSunny(folder.resolve("unit-1")).says("QVFTR", other);
        TappedHub house = house(unit)) {
      failed(400, "47 to 58.4", house.ask(sure("battery_bulk_volt", 58.5)));
      failed(400, "48 to 58.4", house.ask(sure("battery_float_volt", 58.5)));
    }
  }
}
