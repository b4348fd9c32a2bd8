package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Joined;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What PI17 and PI16 tell under the names of PI30")
@PureTests
class Pi17ReadingsTest {
  private static final String GS =
      "3464,3454,0032,0026,0503,071,%s,2395,2401,2374,5001,0000,0000,0000,2397,2399,2374,4999,,,,"
          + "025,029,000,0";

  private static Map<String, Object> decode(String dialect, String name, String payload)
      throws ProtocolException {
    return Dialects.find(dialect).orElseThrow().inquiry(name).orElseThrow().decode(payload);
  }

  private static Map<String, Object> power(String grid, int direction) throws ProtocolException {
    return decode(
        "pi17",
        "power",
        "00139,00122,,"
            + grid
            + ",0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,1,1,2,"
            + direction);
  }

  @ParameterizedTest
  @DisplayName("BMS: what the digits of the one known reply show, whatever stands between them")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "BMS0522,100,-0000,0,0568,0568,00000,0 1 0455 0500 | 52.2 | 100 | 56.8 | 45.5",
        "BMS0497 037 +0123 0 0560 0540 00600 0 0 0480 1500 | 49.7 | 37 | 56.0 | 48.0",
        "BMS0497,137 | 49.7 | - | - | -",
        "BMS,, | - | - | - | -"
      })
  void management(String payload, Double volts, Integer soc, Double bulk, Double cutOff)
      throws ProtocolException {
    Map<String, Object> told = decode("pi17", "bms", payload);
    assertEquals(payload, told.get("raw"));
    assertEquals(volts, told.get("battery_voltage"));
    assertEquals(soc, told.get("battery_capacity"));
    assertEquals(bulk, told.get("cv_voltage"));
    assertEquals(cutOff, told.get("cut_off_voltage"));
    assertFalse(told.containsKey("battery_current"), "Nobody knows which sign is charging.");
  }

  @Test
  @DisplayName("GS: voltages of phase R, the battery current by its sign, the temperature inside")
  void live() throws ProtocolException {
    Map<String, Object> told = decode("pi17", "status", GS.formatted("+00123"));
    assertEquals(239.5, told.get("grid_volt"));
    assertEquals(239.5, told.get("ac_input_voltage_r"));
    assertEquals(240.1, told.get("ac_input_voltage_s"));
    assertEquals(239.7, told.get("ac_volt"));
    assertEquals(50.01, told.get("grid_freq"));
    assertEquals(49.99, told.get("ac_freq"));
    assertEquals(50.3, told.get("batt_volt"));
    assertEquals(71, told.get("batt_capacity"));
    assertEquals(12.3, told.get("batt_charge_amps"));
    assertEquals(0.0, told.get("batt_discharge_amps"));
    assertEquals(25, told.get("temp"));
    assertEquals(346.4, told.get("pv_volts"));
    assertEquals(0.32, told.get("pv_amps"));
    told = decode("pi17", "status", GS.formatted("-01005"));
    assertEquals(0.0, told.get("batt_charge_amps"));
    assertEquals(100.5, told.get("batt_discharge_amps"));
    assertNull(decode("pi17", "status", GS.formatted("------")).get("batt_charge_amps"));
  }

  @Test
  @DisplayName("PS: the sun of all trackers, each of them beside it")
  void sun() throws ProtocolException {
    Map<String, Object> told = power(",,,", 1);
    assertEquals(261, told.get("pv_watts"));
    assertEquals(139, told.get("pv1_input_power"));
    assertEquals(1_860, told.get("ac_watt"));
    assertEquals(2_032, told.get("ac_va"));
    assertEquals(31.0, told.get("load_percent"));
  }

  @ParameterizedTest(name = "{0} going {1}: {2} W")
  @DisplayName("the grid power that PI17 measures, with its sign")
  @CsvSource({
    "'+00300,+00250,+00270,+00820', 1, 820",
    "'-00300,-00250,-00270,-00820', 2, -820",
    "'+00300,-00250,-00100,-00050', 2, -50",
    "'+00000,+00000,+00000,+00000', 0, 0",
    "',,,-00820', 2, -820",
    "'-00300,-00250,-00270,', 2, -820",
    // Above 10 kW some units lose the sign of phase R, and their total is garbage (QUIRKS V16).
    "'+04200,-04100,-04300,+07937', 2, -12600",
    "'+04200,+04100,+04300,-07937', 1, 12600"
  })
  void grid(String sent, int direction, int watts) throws ProtocolException {
    assertEquals(watts, power(sent, direction).get("grid_watts"));
  }

  @Test
  @DisplayName("grid power is null where it is not measured, and unreadable where it is garbage")
  void noGrid() throws ProtocolException {
    Map<String, Object> none = power(",,,", 1);
    assertTrue(none.containsKey("grid_watts"));
    assertNull(none.get("grid_watts"));
    assertFalse(none.containsKey("unknown"));
    assertEquals(Map.of("grid_watts", "output"), power(",,,", 2).get("unknown"));
    assertEquals(
        Map.of("grid_watts", 7_937L), power("+04200,-04100,-04300,+07937", 0).get("unknown"));
  }

  @ParameterizedTest(name = "{0} W at {1} A, line {2}: {3}")
  @DisplayName("the grid power that PI16 measures goes the way that its status tells")
  @CsvSource({
    "000378, 0001.7, 01, 378",
    "001500, 0006.6, 10, -1500",
    "000000, 0000.3, 00, 0",
    // As captured: no watts, but amperes of 1.5 kVA.
    "000000, 0006.8, 01,",
    "000400, 0001.8, 00,"
  })
  void gridOfPi16(String watts, String amps, String line, Integer told) throws ProtocolException {
    Map<String, Object> status =
        decode(
            "pi16",
            "status",
            "226.1 "
                + watts
                + " 50.0 "
                + amps
                + " 226.8 00378 49.9 001.6 013 436.4 436.4 052.6 ---.- 077 00920 00292 ----- 196.1"
                + " ---.- ---.- 027.0 A---1010"
                + line);
    assertEquals(told, status.get("grid_watts"));
    assertEquals(1_212, status.get("pv_watts"));
    assertEquals(27.0, status.get("temp"));
  }

  @Test
  @DisplayName("the modes are called what the seed calls them, where it has a name")
  void modes() throws ProtocolException {
    Map<String, String> pi17 =
        Map.of(
            "00", "PM", "01", "SB", "02", "BY", "03", "BT", "04", "FA", "05", "hybrid", "06", "CH");
    for (Map.Entry<String, String> mode : pi17.entrySet()) {
      assertEquals(mode.getValue(), decode("pi17", "operation_mode", mode.getKey()).get("mode"));
    }
    Map<String, String> pi16 =
        Map.of("P", "PM", "S", "SB", "Y", "BY", "L", "LN", "G", "grid", "B", "BT", "F", "FA");
    for (Map.Entry<String, String> mode : pi16.entrySet()) {
      assertEquals(mode.getValue(), decode("pi16", "operation_mode", mode.getKey()).get("mode"));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("a fault is told with the warnings, by a name and with the text of its code")
  @CsvSource({
    "'00,0', '', none",
    "'06,3', over_temperature, Over temperature",
    "'12,1', leakage_current, Leakage current",
    "'97,1', fault_97, unknown"
  })
  void faults(String sent, String name, String text) throws ProtocolException {
    Map<String, Object> flags =
        decode("pi17", "warnings", "1,1,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,");
    Map<String, Object> told = part("warnings").into(flags, decode("pi17", "fault", sent));
    assertEquals(name.isEmpty() ? List.of() : List.of(name), told.get("faults"));
    assertEquals(text, told.get("fault"));
    assertEquals(sent.substring(0, 2), told.get("fault_code"));
    assertEquals(List.of("pv1_loss", "pv2_loss", "battery_under"), told.get("warnings"));
    assertNull(part("warnings").into(flags, null).get("faults"), "nobody knows");
  }

  @Test
  @DisplayName("every code of a fault that has a text has a name, whose meaning that is")
  void allFaults() throws ProtocolException {
    Inquiry warnings = Dialects.find("pi17").orElseThrow().inquiry("warnings").orElseThrow();
    Map<String, String> texts = meanings(warnings, "fault");
    Map<String, String> names = meanings(warnings, "faults");
    for (String code : texts.keySet()) {
      Map<String, Object> told =
          part("warnings").into(Map.of("faults", List.of()), decode("pi17", "fault", code + ",0"));
      if (!code.equals("00")) {
        String name = String.valueOf(((List<?>) told.get("faults")).get(0));
        assertEquals(texts.get(code), names.get(name), code);
      }
    }
  }

  private static Map<String, String> meanings(Inquiry inquiry, String key) {
    return inquiry.fields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow()
        .meanings();
  }

  private static Joined part(String name) {
    return Dialects.find("pi17").orElseThrow().inquiry(name).orElseThrow().joined().get(0);
  }

  @Test
  @DisplayName("status has the seed's keys, those of PS as well")
  void keys() {
    Dialect pi17 = Dialects.find("pi17").orElseThrow();
    Inquiry status = pi17.inquiry("status").orElseThrow();
    List<String> keys = status.fields().stream().map(field -> field.key()).toList();
    assertTrue(
        keys.containsAll(
            List.of(
                ("ac_watt ac_va load_percent grid_volt grid_freq ac_volt ac_freq batt_volt temp"
                        + " batt_charge_amps batt_discharge_amps batt_capacity pv_watts pv_volts"
                        + " pv1_input_power pv2_input_power pv3_input_power grid_watts")
                    .split(" "))),
        keys::toString);
  }
}
