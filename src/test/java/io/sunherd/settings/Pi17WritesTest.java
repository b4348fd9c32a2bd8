package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Writes to a unit that speaks PI17, on a pseudo-terminal through a whole hub. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi17WritesTest {
  @TempDir private Path folder;

  private static Change sure(String setting, Object value) {
    return new Change(TappedHub.ANNA, "roof-1", setting, value, false, true, false);
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
