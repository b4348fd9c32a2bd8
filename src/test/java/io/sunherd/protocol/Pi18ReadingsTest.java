package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.pi30.Pi30Warnings;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PureTests
@DisplayName("What a PI18 unit tells")
class Pi18ReadingsTest {
  private static final Dialect PI18 = Dialects.find("pi18").orElseThrow();

  private static Map<String, @Nullable Object> read(String code, String payload)
      throws ProtocolException {
    return PI18.inquiry(code).orElseThrow().decode(payload);
  }

  /** A fault code, and the places of the flags that are set; 17 flags as devices send them. */
  private static String faults(String code, int flags, Integer... set) {
    List<Integer> places = Arrays.asList(set);
    StringBuilder text = new StringBuilder(code);
    IntStream.rangeClosed(1, flags)
        .forEach(place -> text.append(places.contains(place) ? ",1" : ",0"));
    return text.toString();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "01, fan_locked",
    "02, over_temperature",
    "08, bus_over",
    "11, main_relay_fail",
    "56, battery_open",
    "86, output_setting_differs",
    "99, fault_99"
  })
  @DisplayName("as its fault code is a fault, with no flag set, too")
  void aFaultIsAFault(String code, String name) throws ProtocolException {
    for (int flags : List.of(16, 17)) {
      Map<String, Object> told = read("FWS", faults(code, flags));
      assertEquals(List.of(name), told.get("faults"));
      assertEquals(code, told.get("fault_code"));
      assertEquals(List.of(), told.get("warnings"));
      assertEquals(List.of("battery_low"), read("FWS", faults(code, flags, 6)).get("warnings"));
    }
  }

  @Test
  @DisplayName("as 00 is no fault, whatever the flags are")
  void noFault() throws ProtocolException {
    Map<String, Object> told = read("FWS", faults("00", 17, 1, 8, 17));
    assertEquals(List.of(), told.get("faults"));
    assertEquals("none", told.get("fault"));
    assertEquals(List.of("line_fail", "overload", "unknown_17"), told.get("warnings"));
  }

  @Test
  @DisplayName("of faults has words for each documented code and flag")
  void titles() throws ProtocolException {
    Inquiry row = PI18.inquiry("FWS").orElseThrow();
    Map<String, String> faults =
        row.fields().stream()
            .filter(field -> field.key().equals("faults"))
            .map(Field::meanings)
            .findFirst()
            .orElseThrow();
    for (Map.Entry<String, String> code : Pi30Warnings.FAULTS.entrySet()) {
      Object name = ((List<?>) read("FWS", faults(code.getKey(), 17)).get("faults")).get(0);
      assertEquals(code.getValue(), faults.get(name), code::getKey);
    }
    for (int place = 1; place <= 16; place++) {
      Object name = ((List<?>) read("FWS", faults("00", 17, place)).get("warnings")).get(0);
      assertTrue(faults.containsKey(name), "flag " + place);
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"00, PM", "01, SB", "02, BY", "03, BT", "04, FA", "05, hybrid", "07, unknown"})
  @DisplayName("as its mode has the seed's names where it has them")
  void modes(String code, String mode) throws ProtocolException {
    Map<String, Object> told = read("MOD", code);
    assertEquals(mode, told.get("mode"));
    assertEquals(code, told.get("mode_code"));
  }

  @Test
  @DisplayName("as PV power is that of both trackers, each beside it")
  void bothTrackers() throws ProtocolException {
    String status =
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,1924,%s,1604,2100,0,2,"
            + "2,1,1,1,1,0";
    Map<String, Object> told = read("GS", status.formatted("0613"));
    assertEquals(2_537, told.get("pv_watts"));
    assertEquals(1_924, told.get("pv1_input_power"));
    assertEquals(613, told.get("pv2_input_power"));
    assertNull(read("GS", status.formatted("----")).get("pv_watts"));
  }

  @ParameterizedTest(name = "{0} W at {1} are {2} A")
  @CsvSource({"1924, 1604, 12.0", "0082, 1604, 0.5", "0000, 0000, 0.0", "0000, 1604, 0.0"})
  @DisplayName("as the current of the first tracker is worked out, and named so")
  void current(String watts, String volts, double amps) throws ProtocolException {
    Map<String, Object> told =
        read(
            "GS",
            "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,"
                + (watts + ",0613," + volts + ",2100,0,2,2,1,1,1,1,0"));
    assertEquals(amps, told.get("pv_amps"));
    assertEquals(List.of("pv_amps"), told.get("calculated"));
  }

  @Test
  @DisplayName("of a current without a voltage is nothing")
  void noVoltage() throws ProtocolException {
    String status =
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,%s,0000,0000";
    Map<String, Object> told = read("GS", status.formatted("0082") + ",0000,0,2,0,1,1,1,1,0");
    assertTrue(told.containsKey("pv_amps"));
    assertNull(told.get("pv_amps"));
  }

  @Test
  @DisplayName("of a unit that is not there is that, and no serial number")
  void nobody() throws ProtocolException {
    for (String who : List.of("00,00000000000000000000", "14,00000000000000000000", ",")) {
      Map<String, Object> told = read("PRI", "0," + who + ",0,000,000,0");
      assertEquals(false, told.get("exists"));
      assertFalse(told.containsKey("unknown"), told::toString);
    }
    Map<String, Object> there = read("PRI", "1,14,96132207100410005535,1,060,030,2");
    assertEquals("96132207100410", there.get("serial_number"));
    assertEquals("phase1_of_3", there.get("output_mode"));
  }

  private static final String LIVE =
      "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,1924,0613,1604,2100,0,2,"
          + "2,1,1,1,1,0";

  private static String with(int place, String token) {
    List<String> tokens = new ArrayList<>(List.of(LIVE.split(",")));
    tokens.set(place - 1, token);
    return String.join(",", tokens);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GS | " + LIVE,
        "FLAG | 1,0,1,0,0,1,1,0,0",
        "VFW | 05220,00000,00000",
        "PRI | 1,14,96132207100410005535,1,060,030,2",
        "PGS | 1,5,00,2301,500,2300,500,0720,0650,00720,00650,013,013,521,000,014,014,071,0900,0450,"
            + "2310,1820,2,2,1,1,2,1,037"
      })
  @DisplayName("and more fields behind it is kept as it came, and shifts nothing")
  void moreFields(String code, String payload) throws ProtocolException {
    Map<String, Object> told = read(code, payload + ",7");
    assertEquals(List.of("7"), told.get("extra"));
    assertEquals(read(code, payload), without(told, "extra"));
  }

  private static Map<String, Object> without(Map<String, Object> told, String key) {
    Map<String, Object> rest = new LinkedHashMap<>(told);
    rest.remove(key);
    return rest;
  }

  @ParameterizedTest(name = "field {0} as {1}")
  @CsvSource({
    "8, 54.9, battery_voltage, 54.9",
    "1, 230.1, grid_volt, 230.1",
    "2, 49.9, grid_freq, 49.9"
  })
  @DisplayName("with a point is in whole units, where tenths are documented without one")
  void point(int place, String token, String key, double value) throws ProtocolException {
    Map<String, Object> told = read("GS", with(place, token));
    assertEquals(value, told.get(key));
    assertFalse(told.containsKey("doubtful"));
  }

  @ParameterizedTest(name = "{2} of {1}")
  @CsvSource({
    "13, 255, battery_capacity batt_capacity",
    "8, 9999, battery_voltage batt_volt",
    "1, 99999, grid_voltage grid_volt",
    "14, 300, heatsink_temperature temp",
    "2, 9999, grid_frequency grid_freq",
    "15, 999, mppt1_temperature",
    "19, 99999, pv1_input_voltage pv_volts pv_amps"
  })
  @DisplayName("that cannot be is told as it came, and doubtful")
  void impossible(int place, String token, String keys) throws ProtocolException {
    Map<String, Object> told = read("GS", with(place, token));
    assertEquals(Set.of(keys.split(" ")), Set.copyOf((List<?>) told.get("doubtful")));
    assertTrue(List.of(keys.split(" ")).stream().allMatch(key -> told.get(key) != null));
  }

  @Test
  @DisplayName("of a tracker in the dark is none, and of one in the sun abnormal")
  void trackers() throws ProtocolException {
    String status =
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,%s,0000,%s,0000,0,0,0,1,"
            + "1,1,1,0";
    assertEquals("none", read("GS", status.formatted("0000", "0000")).get("mppt1_status"));
    assertEquals("none", read("GS", status.formatted("0000", "0000")).get("mppt2_status"));
    assertEquals("abnormal", read("GS", status.formatted("0000", "2310")).get("mppt1_status"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"000,010,020,020,030,000 | 10, 20, 30", "030,010 | 10, 30", "000,000 | no list"})
  @DisplayName("of currents is a list without zeros, each once")
  void lists(String payload, String takes) throws ProtocolException {
    Facts facts = Facts.of(PI18, Map.of("MCHGCR", read("MCHGCR", payload)));
    Setting setting = PI18.setting("max_charging_current").orElseThrow();
    assertEquals(
        takes, setting.allowed(facts).map(Allowed::toString).orElse("no list"), facts::toString);
  }
}
