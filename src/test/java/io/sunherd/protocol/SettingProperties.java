package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.PureTests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a value is, only the setting's own well-formed frame comes of it. */
@PureTests
class SettingProperties {

  /** The forms as PI30.md 8 and 9 print them, written down here once more. */
  private static final Map<String, Pattern> PRINTED =
      Map.ofEntries(
          printed("output_source_priority", "POP0[0-2]"),
          printed("charger_source_priority", "P(CP|PCP[0-9])0[0-3]"),
          printed("input_voltage_range", "PGR0[01]"),
          printed("output_mode", "POPM0[0-7]"),
          printed("operation_logic", "POPLG0[0-2]"),
          printed("pv_ok_condition", "PPVOKC[01]"),
          printed("pv_power_balance", "PSPB[01]"),
          printed("ac_output_freq", "F[56]0"),
          printed("ac_output_volt", "V(110|120|127|208|220|230|240)"),
          printed("battery_recharge_volt", "PBCV[1245][0-9]\\.[0-9]"),
          printed("battery_redischarge_volt", "PBDV[01245][0-9]\\.[0-9]"),
          printed("battery_cut_off_volt", "PSDV[124][0-9]\\.[0-9]"),
          printed("battery_bulk_volt", "PCVV[123456][0-9]\\.[0-9]"),
          printed("battery_float_volt", "PBFT[123456][0-9]\\.[0-9]"),
          printed("battery_type", "PBT0[0-9]"),
          printed("battery_control", "PBATCD[01]{3}"),
          printed("max_discharging_current", "PBATMAXDISC[01][0-9][0-9]"),
          printed("cv_charging_time", "PCVT[0-9]{3}"),
          printed("charging_stage", "PCST0[0-2]"),
          printed("max_charging_current", "MCHGC[0-9]{3,4}|MNCHGC[0-9]{3,4}"),
          printed("max_ac_charging_current", "MUCHGC[0-9]{3,4}"),
          printed("max_solar_charging_current", "MSCHGC[0-9]{3}"),
          printed("equalisation", "PBEQE[01]"),
          printed("equalisation_time", "PBEQT[0-9]{3}"),
          printed("equalisation_period", "PBEQP0[0-9]{2}"),
          printed("equalisation_volt", "PBEQV[1-6][0-9]\\.[0-9]{2}"),
          printed("equalisation_over_time", "PBEQOT[0-9]{3}"),
          printed("equalise_now", "PBEQA[01]"),
          printed("buzzer", "P[ED]a"),
          printed("overload_bypass", "P[ED]b"),
          printed("solar_feed_to_grid", "P[ED]d"),
          printed("power_saving", "P[ED]j"),
          printed("lcd_return_to_default", "P[ED]k"),
          printed("data_log_pop_up", "P[ED]l"),
          printed("overload_restart", "P[ED]u"),
          printed("over_temperature_restart", "P[ED]v"),
          printed("backlight", "P[ED]x"),
          printed("primary_source_interrupt_alarm", "P[ED]y"),
          printed("fault_code_record", "P[ED]z"),
          printed("clock", "DAT[0-9]{2}[01][0-9][0-3][0-9][0-2][0-9][0-5][0-9][0-5][0-9]"),
          printed("factory_settings", "PF"),
          printed("erase_energy", "RTEY"),
          printed("erase_data_log", "RTDL"),
          printed("factory_test", "ATE[01]"),
          printed("led", "PLEDE[01]"),
          printed("led_speed", "PLEDS[0-2]"),
          printed("led_effect", "PLEDM[023]"),
          printed("led_brightness", "PLEDB[1-9]"),
          printed("led_colors", "PLEDT[23]"),
          printed("led_color", "PLEDC[123][0-9]{9}"));

  /** The forms as PI18.md 3 prints them. */
  private static final Map<String, Pattern> PRINTED_PI18 =
      Map.ofEntries(
          printed("output_source_priority", "POP[01]"),
          printed("charger_source_priority", "PCP[0-9],[0-2]"),
          printed("solar_power_priority", "PSP[01]"),
          printed("input_voltage_range", "PGR[01]"),
          printed("output_mode", "POPM[0-9],[0-4]"),
          printed("ac_output_freq", "F[56]0"),
          printed("ac_output_volt", "V(2020|2080|2200|2300|2400)"),
          printed("ac_output", "LON[01]"),
          printed("clock", "DAT[0-9]{2}[01][0-9][0-3][0-9][0-2][0-9][0-5][0-9][0-5][0-9]"),
          printed("ac_charging_window", "ACCT[0-2][0-9][0-5][0-9],[0-2][0-9][0-5][0-9]"),
          printed("ac_output_window", "ACLT[0-2][0-9][0-5][0-9],[0-2][0-9][0-5][0-9]"),
          printed("factory_settings", "PF"),
          printed("battery_recharge_volt", "BUCD[1245][0-9]{2},540"),
          printed("battery_redischarge_volt", "BUCD460,[01245][0-9]{2}"),
          printed("battery_cut_off_volt", "PSDV4[0-8][0-9]"),
          printed("battery_bulk_volt", "MCHGV[45][0-9]{2},540"),
          printed("battery_float_volt", "MCHGV564,[45][0-9]{2}"),
          printed("battery_type", "PBT[0-2]"),
          printed("max_charging_current", "MCHGC[0-9],[0-9]{3}"),
          printed("max_ac_charging_current", "MUCHGC[0-9],[0-9]{3}"),
          printed("buzzer", "P[ED]A"),
          printed("overload_bypass", "P[ED]B"),
          printed("lcd_return_to_default", "P[ED]C"),
          printed("overload_restart", "P[ED]D"),
          printed("over_temperature_restart", "P[ED]E"),
          printed("backlight", "P[ED]F"),
          printed("primary_source_interrupt_alarm", "P[ED]G"),
          printed("fault_code_record", "P[ED]H"));

  /** The forms as PI17.md 3 prints them. */
  private static final Map<String, Pattern> PRINTED_PI17 =
      Map.ofEntries(
          printed("max_charging_current", "MCHGC[0-9]{4}"),
          printed("max_ac_charging_current", "MUCHGC[0-9]{4}"),
          printed("max_discharge_current_hybrid", "BDCM0[0-3][0-9]{2}"),
          printed("max_feed_power", "GPMP[0-9]{6}"),
          printed("battery_bulk_volt", "MCHGV[0-9]{4},0540"),
          printed("battery_float_volt", "MCHGV0564,[0-9]{4}"),
          printed("battery_cut_off_volt", "BATDV0[456][0-9]{2},0480,0440,0500"),
          printed("battery_cut_off_back_volt", "BATDV0420,0[456][0-9]{2},0440,0500"),
          printed("battery_weak_volt", "BATDV0420,0480,0[456][0-9]{2},0500"),
          printed("battery_weak_back_volt", "BATDV0420,0480,0440,0[456][0-9]{2}"),
          printed("stop_charge_current", "BCA0[0-5][0-9]{2},060,0530"),
          printed("stop_charge_hold_time", "BCA0015,[0-9]{3},0530"),
          printed("charge_again_volt", "BCA0015,060,0[456][0-9]{2}"),
          printed("keep_voltage", "ACCB[01],0520"),
          printed("keep_volt", "ACCB1,0[456][0-9]{2}"),
          printed("eps", "EPS[01],0430,0470"),
          printed("eps_cut_off_volt", "EPS0,0[456][0-9]{2},0470"),
          printed("eps_reconnect_volt", "EPS0,0430,0[456][0-9]{2}"),
          printed("temperature_compensation", "BTS(0[0-9]{2}|100)"),
          printed("solar_priority", "SEP0[0-2]"),
          printed("solar_charge_battery", "EDA[01]"),
          printed("ac_charge_battery", "EDB[01]"),
          printed("feed_grid", "EDC[01]"),
          printed("battery_to_load_solar_ok", "EDD[01]"),
          printed("battery_to_load_solar_loss", "EDE[01]"),
          printed("battery_to_grid_solar_ok", "EDF[01]"),
          printed("battery_to_grid_solar_loss", "EDG[01]"),
          printed("ac_charging_window", "ACCT[0-2][0-9][0-5][0-9],[0-2][0-9][0-5][0-9]"),
          printed(
              "ac_charging_window_2", "ACCT2200,0600,[0-2][0-9][0-5][0-9],[0-2][0-9][0-5][0-9]"),
          printed("ac_output_window", "ACLT[0-2][0-9][0-5][0-9],[0-2][0-9][0-5][0-9]"),
          printed("mute_buzzer", "P[ED]A"),
          printed("mute_buzzer_standby", "P[ED]B"),
          printed("mute_buzzer_battery_discharge", "P[ED]C"),
          printed("lcd_sleep", "LST(00|01|02|10|20)"),
          printed("clock", "DAT[0-9]{2}[01][0-9][0-3][0-9][0-2][0-9][0-5][0-9][0-5][0-9]"));

  /** How a unit is set whose settings go over the wire together. */
  private static final Map<String, Object> NOW =
      Map.ofEntries(
          Map.entry("output_mode", "single"),
          Map.entry("battery_recharge_volt", 46.0),
          Map.entry("battery_redischarge_volt", 54.0),
          Map.entry("battery_bulk_volt", 56.4),
          Map.entry("battery_float_volt", 54.0),
          Map.entry("battery_cut_off_volt", 42.0),
          Map.entry("battery_cut_off_back_volt", 48.0),
          Map.entry("battery_weak_volt", 44.0),
          Map.entry("battery_weak_back_volt", 50.0),
          Map.entry("stop_charge_current", 1.5),
          Map.entry("stop_charge_hold_time", 60.0),
          Map.entry("charge_again_volt", 53.0),
          Map.entry("keep_voltage", true),
          Map.entry("keep_volt", 52.0),
          Map.entry("eps", false),
          Map.entry("eps_cut_off_volt", 43.0),
          Map.entry("eps_reconnect_volt", 47.0));

  private static Map.Entry<String, Pattern> printed(String name, String form) {
    return Map.entry(name, Pattern.compile(form));
  }

  /** A unit has the hours that go with others, or has not. */
  private static Map<String, Object> now(Assignable row) {
    if (!row.setting().name().equals("ac_charging_window_2")) {
      return NOW;
    }
    Map<String, Object> now = new LinkedHashMap<>(NOW);
    now.put("ac_charging_window", "22:00-06:00");
    return now;
  }

  private static final List<Assignable> ALL =
      Dialects.all().stream()
          .flatMap(d -> d.settings().stream().map(s -> new Assignable(d, s)))
          .toList();

  private record Assignable(Dialect dialect, Setting setting) {
    Pattern printed() {
      Map<String, Pattern> forms =
          switch (dialect.id()) {
            case "pi18" -> PRINTED_PI18;
            case "pi17" -> PRINTED_PI17;
            default -> PRINTED;
          };
      return forms.get(setting.name());
    }

    @Override
    public String toString() {
      return dialect + " " + setting.name();
    }
  }

  @Provide
  Arbitrary<Assignable> settings() {
    return Arbitraries.of(ALL);
  }

  private static <T> Arbitrary<Object> any(Arbitrary<T> arbitrary) {
    return arbitrary.map(value -> (Object) value);
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<String> plausible =
        Arbitraries.of(
            "utility_first",
            "solar_only",
            "AGM",
            "user",
            "53.0",
            "53.0\rPF",
            "53.0\n",
            "010",
            "",
            "now",
            "2026-11-24T12:00",
            "2026-11-24T12:00:07.9",
            "+12026-11-24T12:00",
            "٥٣.٠",
            "53,0",
            "5e1",
            "0x30",
            " 53.0",
            "1001002003",
            "NaN",
            "Infinity",
            "-0");
    Arbitrary<Object> words =
        Arbitraries.of(
            ALL.stream()
                .map(a -> a.setting().form())
                .filter(ChoiceForm.class::isInstance)
                .flatMap(form -> ((ChoiceForm) form).choices().stream())
                .map(word -> (Object) word)
                .toList());
    return Arbitraries.oneOf(
        any(Arbitraries.doubles()),
        any(Arbitraries.integers().between(-10, 1200)),
        any(Arbitraries.integers().between(0, 700).map(tenths -> tenths / 10.0)),
        any(Arbitraries.integers().between(0, 7000).map(BigDecimal::valueOf)),
        any(Arbitraries.of(true, false)),
        any(Arbitraries.strings().ofMaxLength(4000)),
        any(Arbitraries.strings().ascii().ofMaxLength(12)),
        any(
            Combinators.combine(plausible, Arbitraries.strings().ofMaxLength(3))
                .as(String::concat)),
        any(plausible),
        words,
        Arbitraries.of(
            Double.NaN, Double.NEGATIVE_INFINITY, Long.MAX_VALUE, 1e300, -0.0, List.of(53.0)),
        Arbitraries.just(Map.of("value", 53)));
  }

  @Provide
  Arbitrary<Integer> units() {
    return Arbitraries.integers().between(-2, 12);
  }

  /** A unit of which everything is known that lets most values pass. */
  private static Facts facts(double volts) {
    List<Double> amps = List.of(2.0, 10.0, 20.0, 30.0, 60.0, 100.0, 120.0);
    return new Facts(
        volts,
        Map.of(),
        Map.of(
            "QMCHGCR",
            amps,
            "QMUCHGCR",
            amps,
            "QMSCHGCR",
            amps,
            "MCHGCR",
            amps,
            "MUCHGCR",
            amps,
            "MAR charging_current",
            List.of(0.0, 200.0),
            "MAR charging_voltage",
            List.of(40.0, 60.0),
            "MAR feed_power",
            List.of(0.0, 15_000.0)));
  }

  @Property(seed = "20261124")
  void onlyItsOwnFrameReachesTheWire(
      @ForAll("settings") Assignable row,
      @ForAll("values") Object value,
      @ForAll("units") int unit) {
    List<String> texts;
    try {
      texts = row.setting().commands(value, unit, now(row));
    } catch (ProtocolException e) {
      assertEquals(ProtocolException.Reason.BAD_VALUE, e.reason());
      assertTrue(e.getMessage().matches("[\\x20-\\x7e]+"), e.getMessage());
      assertTrue(e.getMessage().length() < 600, e.getMessage());
      return;
    }
    Object natural = row.setting().form().natural(value).orElseThrow();
    assertEquals(texts.stream().distinct().toList(), texts);
    for (String text : texts) {
      assertTrue(row.printed().matcher(text).matches(), text);
      assertIsOneFrame(row.dialect(), text);
      assertReadsBack(row, text, natural, unit);
    }
  }

  private static void assertIsOneFrame(Dialect dialect, String text) {
    String whole = dialect.framing().setting(text);
    assertTrue(whole.equals(text) || whole.matches("\\^S[0-9]{3}" + Pattern.quote(text)), whole);
    byte[] frame = dialect.framing().request(whole);
    assertArrayEquals(
        whole.getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(frame, whole.length()));
    int behind = dialect.id().equals("pi17") ? 1 : 3; // PI17 wants no checksum
    assertEquals(whole.length() + behind, frame.length, text);
    for (int i = 0; i < frame.length; i++) {
      assertEquals(i == frame.length - 1, frame[i] == '\r', text);
    }
  }

  private static void assertReadsBack(Assignable row, String text, Object natural, int unit) {
    List<Form.Assigned> readings =
        row.setting().joint() == null
            ? row.setting().form().readings(row.setting().code(), text)
            : row.setting().read(text).stream().toList();
    assertEquals(1, readings.size(), text);
    assertEquals(natural, readings.get(0).value(), text);
    boolean numbered = row.setting().form() instanceof AmpsForm;
    boolean systemWide = row.setting().scope() == Setting.Scope.SYSTEM;
    assertEquals(systemWide ? 0 : unit, readings.get(0).unit(), text);
    for (Dialect other : Dialects.all()) {
      Optional<Assignment> taken = other.assignment(text);
      if (taken.isPresent() && !row.setting().name().equals("charger_source_priority")) {
        assertTrue(
            other.assignments(text).stream()
                .anyMatch(one -> one.setting().name().equals(row.setting().name())),
            text);
      }
      boolean isSameWire =
          other.framing().setting(text).equals(row.dialect().framing().setting(text));
      if (taken.isPresent() && numbered && isSameWire) {
        assertEquals(natural, taken.get().value(), text + " on " + other);
        assertEquals(unit, taken.get().unit(), text + " on " + other);
      }
    }
  }

  @Property(seed = "20261124")
  void whatPassesTheCheckCanBeSentAndShowsAsItself(
      @ForAll("settings") Assignable row, @ForAll("values") Object value) throws ProtocolException {
    Object natural;
    try {
      natural = row.setting().check(value, facts(48));
    } catch (ProtocolException e) {
      assertEquals(ProtocolException.Reason.BAD_VALUE, e.reason());
      return;
    }
    if (natural.equals(ClockForm.NOW)) {
      return;
    }
    boolean clash = row.setting().form() instanceof AmpsForm && (int) natural >= 100;
    if (!clash) {
      assertTrue(!row.setting().commands(natural, 0, now(row)).isEmpty());
    }
    assertEquals(natural, row.setting().check(natural, facts(48)));
    assertTrue(row.setting().isKept(natural, natural));
    if (row.setting().proof() != null) {
      assertEquals(natural, row.setting().shown(Map.of(row.setting().proof().key(), natural)));
    }
  }

  @Property(seed = "20261124")
  void noSpelledArgumentSmugglesAnything(
      @ForAll("settings") Assignable row, @ForAll("values") Object value) {
    Assignment assignment;
    try {
      assignment = row.dialect().spelled(row.setting().code(), String.valueOf(value));
    } catch (ProtocolException e) {
      assertTrue(e.getMessage().matches("[\\x20-\\x7e]+"), e.getMessage());
      return;
    }
    assertEquals(row.setting().name(), assignment.setting().name());
    assertEquals(
        assignment.value(), row.setting().form().natural(assignment.value()).orElseThrow());
  }
}
