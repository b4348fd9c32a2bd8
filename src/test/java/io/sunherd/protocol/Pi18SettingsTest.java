package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
@DisplayName("A setting of PI18")
class Pi18SettingsTest {
  private static final Dialect PI18 = Dialects.find("pi18").orElseThrow();

  /** A capture of a unit for 48 V: 47 V back to grid, 53 V back, bulk 55.5 V, float 54.4 V. */
  private static final String RATINGS =
      "2300,243,2300,500,243,5600,5600,480,470,530,440,555,544,2,30,090,1,1,2,9,0,0,1,0,1,00";

  /** The same unit, if it were no part of a set. */
  private static final String ALONE = RATINGS.replace(",1,0,1,00", ",0,0,1,00");

  private static Facts facts(String ratings, String... more) throws ProtocolException {
    Map<String, Map<String, @Nullable Object>> readings = new HashMap<>();
    readings.put("PIRI", PI18.inquiry("PIRI").orElseThrow().decode(ratings));
    for (int i = 0; i < more.length; i += 2) {
      readings.put(more[i], PI18.inquiry(more[i]).orElseThrow().decode(more[i + 1]));
    }
    return Facts.of(PI18, readings);
  }

  private static Setting setting(String name) {
    return PI18.setting(name).orElseThrow();
  }

  private static Object value(String name, String text) {
    return switch (text) {
      case "true", "false" -> Boolean.valueOf(text);
      default -> text.matches("[0-9.]+") ? (Object) Double.valueOf(text) : text;
    };
  }

  /** Frames of PI18.md 3; the checksums were worked out by another program, or stand in PI18.md. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "output_source_priority | solar_utility_battery | ^S007POP0 | 1d31",
        "output_source_priority | solar_battery_utility | ^S007POP1 | 0e10",
        "charger_source_priority | solar_and_utility | ^S009PCP0,1 | 8f07",
        "solar_power_priority | load_battery_utility | ^S007PSP1 | 3b12",
        "input_voltage_range | ups | ^S007PGR1 | c2d3",
        "battery_type | user | ^S007PBT2 | b3e6",
        "output_mode | parallel | ^S010POPM0,1 | c002",
        "ac_output_freq | 60 | ^S006F60 | 791f",
        "ac_output_volt | 240 | ^S008V2400 | f011",
        "ac_output | false | ^S007LON0 | 69d8",
        "clock | 2026-11-29T19:30:00 | ^S018DAT261129193000 | 0477",
        "ac_charging_window | 22:00-06:00 | ^S016ACCT2200,0600 | 31ba",
        "ac_output_window | 00:00-00:00 | ^S016ACLT0000,0000 | 41e8",
        "factory_settings | true | ^S005PF | 4e84",
        "battery_recharge_volt | 46 | ^S014BUCD460,530 | c5d7",
        "battery_redischarge_volt | 0 | ^S014BUCD470,000 | 3ed4",
        "battery_cut_off_volt | 44 | ^S010PSDV440 | 1fba",
        "battery_bulk_volt | 56.4 | ^S015MCHGV564,544 | cb09",
        "battery_float_volt | 54.0 | ^S015MCHGV555,540 | ef3c",
        "max_charging_current | 60 | ^S013MCHGC0,060 | 3b1b",
        "max_ac_charging_current | 30 | ^S014MUCHGC0,030 | eedd",
        "buzzer | true | ^S006PEA | bb60",
        "overload_bypass | false | ^S006PDB | b832",
        "fault_code_record | false | ^S006PDH | 1978",
      })
  void isWrittenSo(String name, String value, String text, String crc) throws ProtocolException {
    Framing framing = PI18.framing();
    Setting setting = setting(name);
    List<String> texts = setting.commands(value(name, value), 0, facts(ALONE).values());
    assertEquals(1, texts.size());
    byte[] frame = framing.request(framing.setting(texts.get(0)));
    assertEquals(
        HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + crc + "0d",
        HexFormat.of().formatHex(frame));
    assertTrue(PI18.isSetting(texts.get(0)));
    assertEquals(
        setting.form().natural(value(name, value)).orElseThrow(),
        setting.read(texts.get(0)).orElseThrow().value());
  }

  @Test
  @DisplayName("that changes who the unit is, its counters or the grid is not offered")
  void neverOffered() {
    Set<String> codes =
        PI18.settings().stream().flatMap(s -> s.codes().stream()).collect(Collectors.toSet());
    assertTrue(codes.stream().noneMatch(Set.of("ID", "CLE", "PEI", "PDI")::contains));
    for (String text : List.of("ID1492932004102443000000", "CLE", "PEI", "PDI", "PEa")) {
      assertFalse(PI18.isSetting(text), text);
    }
  }

  @Test
  @DisplayName("that can drop the load or lose settings must be confirmed")
  void dangers() {
    assertEquals(
        Set.of("POPM", "F", "V", "LON", "PF", "PBT", "PEB"),
        PI18.settings().stream()
            .filter(Setting::dangerous)
            .map(Setting::code)
            .collect(Collectors.toSet()));
  }

  @Test
  @DisplayName("of which nothing shows what became of it is the reset alone")
  void proofs() {
    assertEquals(
        List.of("PF"),
        PI18.settings().stream().filter(s -> s.proof() == null).map(Setting::code).toList());
  }

  @Test
  @DisplayName("that is sent with another one is not sent where that one is not known")
  void notWithoutTheOther() {
    Setting bulk = setting("battery_bulk_volt");
    assertContains(
        "is sent together with battery_float_volt, which is not known",
        assertThrows(ProtocolException.class, () -> bulk.commands(56.4, 0)).getMessage());
    assertContains(
        "set one of them by its name: battery_bulk_volt, battery_float_volt",
        assertThrows(ProtocolException.class, () -> PI18.spelled("MCHGV", "564,544")).getMessage());
    assertContains(
        "give the natural value by its name",
        assertThrows(ProtocolException.class, () -> PI18.spelled("battery_bulk_volt", "564"))
            .getMessage());
    assertEquals(2, PI18.assignments("MCHGV564,544").size());
    assertEquals(2, PI18.assignments("BUCD460,000").size());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "battery_float_volt | 55.6 | above battery_bulk_volt, which is 55.5",
        "battery_bulk_volt | 54.3 | below battery_float_volt, which is 54.4",
        "battery_bulk_volt | 58.5 | takes 48 to 58.4 in steps of 0.1 V",
        "battery_bulk_volt | 56.45 | takes 48 to 58.4 in steps of 0.1 V",
        "battery_recharge_volt | 44 | not above battery_cut_off_volt, which is 44.0",
        "battery_recharge_volt | 46.5 | takes 44 to 51 in steps of 1 V",
        "battery_redischarge_volt | 47 | takes 48 to 58 in steps of 1, or 0 V",
        "battery_cut_off_volt | 39.9 | takes 40 to 48 in steps of 0.1 V",
        "battery_cut_off_volt | 47 | not below battery_recharge_volt, which is 47.0",
        "ac_output_volt | 110 | takes 202, 208, 220, 230, 240 V",
        "ac_output_freq | 55 | takes 50, 60 Hz",
        "max_charging_current | 60 | has not told which values it takes (MCHGCR)",
        "ac_charging_window | 24:00-06:00 | a span of the day such as 22:00-06:00",
        "ac_charging_window | 22:00 | a span of the day such as 22:00-06:00",
        "output_source_priority | sbu | one of solar_battery_utility, solar_utility_battery",
      })
  void isRefused(String name, String value, String sentence) throws ProtocolException {
    Facts unit = facts(RATINGS);
    assertContains(
        sentence,
        assertThrows(ProtocolException.class, () -> setting(name).check(value(name, value), unit))
            .getMessage());
  }

  @Test
  @DisplayName("takes the currents that the unit tells, however many")
  void lists() throws ProtocolException {
    Facts told = facts(RATINGS, "MCHGCR", "010,025,080", "MUCHGCR", "002,010");
    assertEquals(25, setting("max_charging_current").check(25, told));
    assertEquals(2, setting("max_ac_charging_current").check(2, told));
    assertContains(
        "takes 10, 25, 80 A, not 20",
        assertThrows(ProtocolException.class, () -> setting("max_charging_current").check(20, told))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"120, 11.5, 14.5, 11.6", "240, 25.5, 29, 23.7", "480, 51, 58, 46.5"})
  @DisplayName("goes by the list of the unit's own battery voltage")
  void byBattery(String rated, double recharge, double redischarge, double none)
      throws ProtocolException {
    Facts unit =
        facts(
            "2300,243,2300,500,243,5600,5600,"
                + rated
                + ",000,000,000,000,000,2,30,090,1,1,2,9,0,0,1,0,1,00");
    assertEquals(recharge, setting("battery_recharge_volt").check(recharge, unit));
    assertEquals(redischarge, setting("battery_redischarge_volt").check(redischarge, unit));
    assertEquals(0.0, setting("battery_redischarge_volt").check(0, unit));
    assertThrows(ProtocolException.class, () -> setting("battery_recharge_volt").check(none, unit));
  }

  @Test
  @DisplayName("of which no document has a range for this battery is not offered")
  void undocumented() throws ProtocolException {
    Facts small = facts(RATINGS.replace(",480,470,", ",240,235,"));
    for (String name : List.of("battery_bulk_volt", "battery_float_volt", "battery_cut_off_volt")) {
      assertFalse(setting(name).isDocumented(small), name);
      assertTrue(setting(name).isDocumented(facts(RATINGS)), name);
      assertContains(
          "no document tells what a unit for 24.0 V takes",
          assertThrows(ProtocolException.class, () -> setting(name).check(27.0, small))
              .getMessage());
    }
    assertTrue(setting("battery_recharge_volt").isDocumented(small));
  }

  @Test
  @DisplayName("is judged by the inquiries that show what it stands beside")
  void basis() {
    assertEquals(Set.of("PIRI"), PI18.basis(setting("battery_float_volt")));
    assertEquals(Set.of("PIRI"), PI18.basis(setting("battery_redischarge_volt")));
    assertEquals(Set.of(), PI18.basis(setting("buzzer")));
    Dialect pi30 = Dialects.common();
    assertEquals(Set.of("QPIRI"), pi30.basis(pi30.setting("PBFT").orElseThrow()));
  }

  @Test
  @DisplayName("shows in what the unit tells afterwards")
  void shown() throws ProtocolException {
    Facts unit =
        facts(
            RATINGS,
            "FLAG",
            "0,1,0,1,0,1,0,1,0",
            "ACCT",
            "2200,0600",
            "ACLT",
            "0000,0000",
            "T",
            "20261129193000");
    Map<String, Object> values = unit.values();
    assertEquals(55.5, values.get("battery_bulk_volt"));
    assertEquals(54.4, values.get("battery_float_volt"));
    assertEquals(230.0, values.get("ac_output_volt"));
    assertEquals(50, values.get("ac_output_freq"));
    assertEquals(30, values.get("max_ac_charging_current"));
    assertEquals("solar_only", values.get("charger_source_priority"));
    assertEquals("parallel", values.get("output_mode"));
    assertEquals(false, values.get("buzzer"));
    assertEquals(true, values.get("overload_bypass"));
    assertEquals("22:00-06:00", values.get("ac_charging_window"));
    assertEquals("00:00-00:00", values.get("ac_output_window"));
    assertEquals("2026-11-29T19:30:00", values.get("clock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^1:0bc2", "^0:1be3"})
  @DisplayName("is accepted by ^1 and refused by ^0, each with its checksum")
  void answers(String answer) throws ProtocolException {
    byte[] text = answer.substring(0, 2).getBytes(StandardCharsets.US_ASCII);
    byte[] crc = HexFormat.of().parseHex(answer.substring(3));
    byte[] frame = Arrays.copyOf(text, 5);
    System.arraycopy(crc, 0, frame, 2, 2);
    frame[4] = '\r';
    Reply reply = PI18.framing().unwrap(frame);
    assertEquals(answer.startsWith("^1") ? new Reply.Accepted() : new Reply.Refused(), reply);
    frame[2]++;
    assertThrows(ProtocolException.class, () -> PI18.framing().unwrap(frame));
  }

  private static void assertContains(String part, @Nullable String text) {
    assertTrue(String.valueOf(text).contains(part), text);
  }
}
