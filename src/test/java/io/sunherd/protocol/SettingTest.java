package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A setting")
@PureTests
class SettingTest {
  private static final Map<String, @Nullable Object> RATINGS =
      Map.ofEntries(
          Map.entry("battery_rating_voltage", 48.0),
          Map.entry("battery_recharge_voltage", 46.0),
          Map.entry("battery_redischarge_voltage", 54.0),
          Map.entry("battery_under_voltage", 42.0),
          Map.entry("battery_bulk_voltage", 56.4),
          Map.entry("battery_float_voltage", 54.0),
          Map.entry("battery_type", "AGM"),
          Map.entry("max_charging_current", 65),
          Map.entry("max_ac_charging_current", 30),
          Map.entry("ac_output_rating_voltage", 230.0));

  private static Dialect dialect(String id) {
    return Dialects.find(id).orElseThrow();
  }

  private static Setting setting(String id, String nameOrCode) {
    return dialect(id).setting(nameOrCode).orElseThrow();
  }

  private static Facts facts(String key, Object value) {
    Map<String, @Nullable Object> ratings = new HashMap<>(RATINGS);
    ratings.put(key, value);
    return Facts.of(dialect("pi30"), Map.of("QPIRI", ratings));
  }

  private static final Facts USUAL = facts("topology", "transformer");

  private static String refusal(String nameOrCode, @Nullable Object value, Facts facts) {
    try {
      setting("pi30", nameOrCode).check(value, facts);
    } catch (ProtocolException e) {
      assertEquals(Reason.BAD_VALUE, e.reason());
      return e.getMessage();
    }
    throw new AssertionError(nameOrCode + " took " + value);
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  private static String thrown(Executable what) {
    return String.valueOf(assertThrows(ProtocolException.class, what).getMessage());
  }

  @Test
  @DisplayName("takes numbers, and numerals as numbers")
  void numbers() throws ProtocolException {
    Setting floating = setting("pi30", "PBFT");
    for (Object value :
        List.of(53, 53.0, 53L, "53", "53.0", "53.00", new java.math.BigDecimal("53"))) {
      assertEquals(53.0, floating.check(value, USUAL));
    }
    assertEquals(List.of("PBFT53.0"), floating.commands(53.0, 0));
    assertEquals(230, setting("pi30", "V").check("230", USUAL));
  }

  @Test
  @DisplayName("is held to the range of the unit's own battery voltage")
  void byVoltage() {
    assertEquals(
        "battery_float_volt (PBFT) takes 48 to 58.4 in steps of 0.1 V, not 27.",
        refusal("PBFT", 27, USUAL));
    assertContains("48 to 58.4 in steps of 0.1 V", refusal("PBFT", 53.04, USUAL));
    assertContains(
        "24 to 31.5 in steps of 0.1 V", refusal("PBFT", 53, facts("battery_rating_voltage", 24.0)));
    assertContains(
        "nominal battery voltage of this unit is not known",
        refusal("PBFT", 53, Facts.of(dialect("pi30"), Map.of())));
  }

  @Test
  @DisplayName("stands in relation to others, seen from both sides")
  void relations() throws ProtocolException {
    assertEquals(
        "battery_float_volt (PBFT) cannot be 57.0 V: it would be above battery_bulk_volt,"
            + " which is 56.4 V.",
        refusal("PBFT", 57.0, USUAL));
    assertContains("below battery_float_volt, which is 54.0 V", refusal("PCVV", 53.9, USUAL));
    assertContains(
        "not above battery_cut_off_volt, which is 44.0 V",
        refusal("PBCV", 44.0, facts("battery_under_voltage", 44.0)));
    assertContains("not below battery_recharge_volt", refusal("PSDV", 46.0, USUAL));
    assertContains(
        "not above battery_recharge_volt",
        refusal("PBDV", 48.0, facts("battery_recharge_voltage", 50.0)));
    assertEquals(56.4, setting("pi30", "PBFT").check(56.4, USUAL));
    assertEquals(0.0, setting("pi30", "PBDV").check(0, USUAL));
    assertEquals(
        51.0, setting("pi30", "PBCV").check(51, facts("battery_redischarge_voltage", 0.0)));
  }

  @Test
  @DisplayName("takes the list the unit tells, else the documents' and what it is set to")
  void lists() throws ProtocolException {
    Map<String, Map<String, @Nullable Object>> readings = new LinkedHashMap<>();
    readings.put("QPIRI", RATINGS);
    readings.put("QMCHGCR", Map.of("values", List.of(10, 35, 140)));
    Facts told = Facts.of(dialect("pi30"), readings);
    assertEquals(35, setting("pi30", "MCHGC").check(35, told));
    assertContains("takes 10, 35, 140 A, not 20", refusal("MNCHGC", 20, told));
    assertEquals(65, setting("pi30", "MCHGC").check(65, USUAL));
    assertContains("10, 20, 30, 40, 50, 60, 65, 70, 80 A", refusal("MCHGC", 75, USUAL));
    assertContains("has not told which values it takes (QMSCHGCR)", refusal("MSCHGC", 10, USUAL));
  }

  @ParameterizedTest(name = "{0} unit {2}: {1} A is {3}")
  @CsvSource({
    "pi30, 20, 0, MCHGC020 MNCHGC0020 MCHGC0020 MNCHGC020",
    "pi30, 100, 0, MNCHGC0100 MNCHGC100",
    "pi30, 30, 1, MNCHGC1030",
    "pi30ks, 20, 0, MCHGC020 MNCHGC0020 MCHGC0020 MNCHGC020",
    "pi30ks, 120, 0, MNCHGC0120 MNCHGC120",
    "pi30gk, 30, 0, MNCHGC030 MNCHGC0030 MCHGC030",
    "pi30max, 30, 0, MNCHGC0030 MNCHGC030 MCHGC030",
    "pi30max, 140, 2, MNCHGC2140",
    "pi30lv6548, 60, 0, MNCHGC0060 MNCHGC060 MCHGC060",
    "pi41, 60, 3, MNCHGC3060",
  })
  @DisplayName("spells the total charging current as PI30.md 9 has it")
  void total(String dialect, int amps, int unit, String texts) throws ProtocolException {
    assertEquals(
        List.of(texts.split(" ")), setting(dialect, "max_charging_current").commands(amps, unit));
  }

  @ParameterizedTest(name = "{0} unit {2}: {1} A is {3}")
  @CsvSource({
    "pi30, 20, 0, MUCHGC020 MUCHGC0020",
    "pi30ks, 20, 0, MUCHGC020 MUCHGC0020",
    "pi30gk, 2, 0, MUCHGC002 MUCHGC0002",
    "pi30max, 20, 0, MUCHGC0020 MUCHGC020",
    "pi30max, 120, 0, MUCHGC0120",
    "pi30max, 20, 1, MUCHGC1020",
    "pi30lv6548, 20, 4, MUCHGC4020",
    "pi41, 20, 0, MUCHGC020 MUCHGC0020",
  })
  @DisplayName("spells the current from the grid as PI30.md 9 has it")
  void fromTheGrid(String dialect, int amps, int unit, String texts) throws ProtocolException {
    assertEquals(
        List.of(texts.split(" ")),
        setting(dialect, "max_ac_charging_current").commands(amps, unit));
  }

  @ParameterizedTest
  @CsvSource({"pi30, 120, 0", "pi30, 20, 1", "pi30ks, 120, 0", "pi41, 20, 2"})
  @DisplayName("is not spelled at all where another generation would read something else")
  void ambiguous(String dialect, int amps, int unit) {
    Setting setting = setting(dialect, "MUCHGC");
    assertContains("beyond doubt", thrown(() -> setting.commands(amps, unit)));
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, MCHGC, 010, max_charging_current, 10, 0",
    "pi30max, MCHGC, 010, max_charging_current, 10, 0",
    "pi30max, MNCHGC, 0020, max_charging_current, 20, 0",
    "pi30, MUCHGC, 1020, max_ac_charging_current, 20, 1",
    "pi30gk, MNCHGC, 120, max_charging_current, 120, 0",
    "pi30, PBFT, 53.0, battery_float_volt, 53.0, 0",
    "pi30, POP, 02, output_source_priority, sbu, 0",
    "pi30lv6548, PCP, 02, charger_source_priority, solar_only, 0",
    "pi30max, PPCP, 103, charger_source_priority, solar_only, 1",
    "pi30, PEa, '', buzzer, true, 0",
    "pi30, PDa, '', buzzer, false, 0",
    "pi30, PD, a, buzzer, false, 0",
    "pi30max, DAT, 261124120000, clock, 2026-11-24T12:00:00, 0",
    "pi30, PF, '', factory_settings, true, 0",
  })
  @DisplayName("is read from the protocol's own form")
  void spelled(String dialect, String code, String argument, String name, String value, int unit)
      throws ProtocolException {
    Assignment assignment = dialect(dialect).spelled(code, argument);
    assertEquals(name, assignment.setting().name());
    assertEquals(value, assignment.value().toString());
    assertEquals(unit, assignment.unit());
  }

  @Test
  @DisplayName("refuses a form that means two things, or none")
  void unclear() {
    assertContains(
        "give the natural value instead", thrown(() -> dialect("pi30").spelled("MCHGC", "110")));
    assertContains("PBFT53\"; it takes", thrown(() -> dialect("pi30").spelled("PBFT", "53")));
    assertContains(
        "PBFT53.0?PF\"; it takes", thrown(() -> dialect("pi30").spelled("PBFT", "53.0\rPF")));
    assertContains("no setting of PI30", thrown(() -> dialect("pi30").spelled("PEA", "")));
    assertContains("no setting of PI30", thrown(() -> dialect("pi30").spelled("PBF", "T53.0")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PF", "RTEY", "RTDL", "ATE", "F", "V", "POPM", "PBATCD", "PBEQA", "PBEQV", "PBT", "PEb",
        "PDd"
      })
  @DisplayName("wants to be confirmed where it can do harm")
  void dangerous(String code) {
    assertTrue(setting("pi30", code).dangerous());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MCHGC", "MNCHGC", "MUCHGC", "MSCHGC", "PBFT", "PCVV", "PSDV", "PBCV", "PBDV", "POP", "PCP",
        "PEa", "PBEQE"
      })
  @DisplayName("is an ordinary write where it cannot")
  void ordinary(String code) {
    assertFalse(setting("pi30", code).dangerous());
  }

  @Test
  @DisplayName("shows in a reading, or is not there")
  void shows() {
    Setting buzzer = setting("pi30", "buzzer");
    Map<String, @Nullable Object> none = new HashMap<>();
    none.put("buzzer", null);
    assertEquals(true, buzzer.shown(Map.of("buzzer", true)));
    assertNull(buzzer.shown(none));
    assertEquals(230, setting("pi30", "V").shown(RATINGS));
    assertNull(setting("pi30", "PF").shown(RATINGS));
    assertEquals(new Setting.Proof("QCVT", "cv_charging_time"), setting("pi30ks", "PCVT").proof());
  }

  @Test
  @DisplayName("of the clock may go on until it is read back")
  void clock() throws ProtocolException {
    Setting clock = setting("pi30max", "clock");
    Object wanted = clock.check("2026-11-24T23:59:30.7", USUAL);
    assertEquals("2026-11-24T23:59:30", wanted);
    assertEquals(List.of("DAT261124235930"), clock.commands(wanted, 0));
    assertTrue(clock.isKept(wanted, "2026-11-25T00:00:30"));
    assertFalse(clock.isKept(wanted, "2026-11-25T00:00:31"));
    assertEquals(ClockForm.NOW, clock.check("now", USUAL));
    assertContains("beyond doubt", thrown(() -> clock.commands("now", 0)));
    assertContains("a local time such as", refusal("DAT", "1926-11-24T12:00:00", USUAL));
  }

  @Test
  @DisplayName("tells why it is likely to be refused")
  void likelyCause() {
    String cause = setting("pi30", "PBFT").likelyCause(USUAL).orElseThrow();
    assertContains("only while battery_type is one of user, pylontech", cause);
    assertTrue(cause.endsWith("here it is AGM."), cause);
    assertTrue(setting("pi30", "PBFT").likelyCause(facts("battery_type", "user")).isEmpty());
    assertTrue(setting("pi30", "POP").likelyCause(USUAL).isEmpty());
  }

  @Test
  @DisplayName("that is spelled well and out of range is told its own unit's range")
  void spelledOutOfRange() throws ProtocolException {
    Object value = dialect("pi30").spelled("PBFT", "70.0").value();
    assertContains("takes 48 to 58.4 in steps of 0.1 V, not 70.0", refusal("PBFT", value, USUAL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PBFT53.0", "MNCHGC0020", "MCHGC020", "PEa", "PDa", "PF", "PCP02", "PPCP102"})
  @DisplayName("writes its own texts")
  void writes(String text) {
    assertTrue(dialect("pi30").isSetting(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PBFT70.0",
        "PBFT53",
        "MCHGC120",
        "PEA",
        "QPIGS",
        "",
        "PF ",
        "PBFT53.0\rPF",
        "DATnow"
      })
  @DisplayName("writes nothing else")
  void writesNot(String text) {
    assertFalse(dialect("pi30").isSetting(text));
  }

  @Test
  @DisplayName("of one unit does not go to another one over its neighbour's cable")
  void notToTheWrongUnit() throws ProtocolException {
    for (String code : List.of("PEa", "PBATMAXDISC", "PF")) {
      Setting setting = setting("pi30max", code);
      Object value = code.equals("PBATMAXDISC") ? (Object) 50 : (Object) true;
      assertEquals(1, setting.commands(value, 0).size());
      assertContains("needs its own", thrown(() -> setting.commands(value, 1)));
    }
    assertEquals(List.of("PBFT53.0"), setting("pi30max", "PBFT").commands(53, 1));
    assertEquals(List.of("PPCP103"), setting("pi30max", "PCP").commands("solar_only", 1));
  }
}
