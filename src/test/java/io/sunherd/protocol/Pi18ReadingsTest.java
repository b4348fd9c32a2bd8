package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.pi30.Pi30Warnings;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.suite.PureTests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
}
