package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.row;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Change;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
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

/** Writes to a unit that speaks PI41, on a pseudo-terminal through a whole hub. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi41WritesTest {
  @TempDir private Path folder;

  private static Change sure(String setting, Object value) {
    return new Change(TappedHub.ANNA, "roof-1", setting, value, false, true, false);
  }

  @Test
  void eachSettingIsWrittenAndReadBack() throws Exception {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("output_source_priority", "solar_first");
    wanted.put("charger_source_priority", "solar_and_utility");
    wanted.put("input_voltage_range", "ups");
    wanted.put("pv_ok_condition", "all_units_have_pv");
    wanted.put("ac_output_freq", 60.0);
    wanted.put("battery_bulk_volt", 57.2);
    wanted.put("battery_float_volt", 55.1);
    wanted.put("battery_recharge_volt", 47.0);
    wanted.put("battery_redischarge_volt", 52.0);
    wanted.put("battery_cut_off_volt", 43.5);
    wanted.put("max_charging_current", 50);
    wanted.put("max_ac_charging_current", 20);
    wanted.put("cv_charging_time", 90.0);
    wanted.put("equalisation_time", 45.0);
    wanted.put("buzzer", false);
    wanted.put("overload_restart", true);
    wanted.put("backlight", false);
    wanted.put("battery_type", "flooded");
    try (TappedHub house = TappedHub.of(folder, "lv5048-pi41")) {
      for (Map.Entry<String, Object> one : wanted.entrySet()) {
        isFine(house.ask(sure(one.getKey(), one.getValue())), "changed", true, "reply", "ACK");
      }
      List<Map<String, Object>> settings = rows(house.show("roof-1").body().get("settings"));
      wanted.forEach((name, value) -> assertShown(row(settings, name), value));
      isFine(house.undo(house.entries().get(1).get("id")), "confirmed", true);
    }
  }

  private static void assertShown(Map<String, Object> row, Object value) {
    has(row, "read_back", true);
    Object seen = row.get("value");
    if (value instanceof Number number && seen instanceof Number now) {
      assertEquals(number.doubleValue(), now.doubleValue(), row::toString);
    } else {
      assertEquals(value, seen, row::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PBATCD",
        "PBATMAXDISC",
        "PCST",
        "POPLG",
        "PLEDE",
        "MSCHGC",
        "RTEY",
        "RTDL",
        "ATE",
        "V",
        "PEd",
        "PEl",
        "PF"
      })
  void whatItsDocumentDoesNotHaveIsNotOffered(String code) throws Exception {
    try (TappedHub house = TappedHub.of(folder, "lv5048-pi41")) {
      isFine(house.show("roof-1"));
      failed(404, "PI41", house.ask(sure(code, true)));
      failed(400, "takes one of AGM, flooded, user", house.ask(sure("battery_type", "pylontech")));
      assertEquals(List.of(), house.tap(1).orders());
    }
  }
}
