package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.pi30.Pi30Rows.choice;
import static io.sunherd.protocol.pi30.Pi30Rows.digits;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.ActionForm;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.LetterForm;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.SpelledForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** PI30: everything that can be set (PI30.md 8 and 9). PBMS is left out: it fakes a battery. */
final class Pi30Settings {

  /** Switches whose change can drop the load or reach the grid (PI30.md 8.1). */
  private static final Set<Character> DANGEROUS_SWITCHES = Set.of('b', 'd');

  private static final List<Setting> OTHERS =
      List.of(
          choice(
                  "POP",
                  "output_source_priority",
                  "Output source priority",
                  twoDigits("0", "1", "2"))
              .shownBy("QPIRI", "output_source_priority")
              .systemWide(),
          chargerPriority(Pi30Words.CHARGER_PRIORITY),
          choice(
                  "PGR",
                  "input_voltage_range",
                  "Input voltage range",
                  Pi30Words.twoDigits(Pi30Words.INPUT_RANGE))
              .shownBy("QPIRI", "input_voltage_range")
              .systemWide(),
          outputMode(Pi30Words.OUTPUT_MODE),
          choice(
                  "POPLG",
                  "operation_logic",
                  "Operation logic",
                  Pi30Words.twoDigits(Pi30Words.OPERATION_LOGIC))
              .shownBy("QPIRI", "operation_logic"),
          choice("PPVOKC", "pv_ok_condition", "PV OK condition", Pi30Words.PV_OK)
              .shownBy("QPIRI", "pv_ok_condition")
              .alikeInSets(),
          choice("PSPB", "pv_power_balance", "PV power balance", Pi30Words.PV_BALANCE)
              .shownBy("QPIRI", "pv_power_balance"),
          digits("F", "ac_output_freq", "AC output frequency", "Hz", "00", Allowed.only(50.0, 60.0))
              .shownBy("QPIRI", "ac_output_rating_frequency")
              .systemWide()
              .danger(),
          digits(
                  "V",
                  "ac_output_volt",
                  "AC output voltage",
                  "V",
                  "000",
                  Allowed.only(110.0, 120.0, 127.0, 208.0, 220.0, 230.0, 240.0))
              .shownBy("QPIRI", "ac_output_rating_voltage")
              .systemWide()
              .danger(),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("QT", "timestamp"),
          action("PF", "factory_settings", "Restore the factory settings"),
          action("RTEY", "erase_energy", "Erase all energy counters"),
          action("RTDL", "erase_data_log", "Erase the data log"),
          Setting.of("ATE", "factory_test", "Factory test mode", null, new OnOffForm()).danger(),
          Setting.of("PLEDE", "led", "LED bar", null, new OnOffForm()).shownBy("QLED", "enabled"),
          digits("PLEDS", "led_speed", "LED speed", null, "0", Allowed.range(0, 2, 1))
              .shownBy("QLED", "speed"),
          digits("PLEDM", "led_effect", "LED effect", null, "0", Allowed.only(0.0, 2.0, 3.0))
              .shownBy("QLED", "effect"),
          digits("PLEDB", "led_brightness", "LED brightness", null, "0", Allowed.range(1, 9, 1))
              .shownBy("QLED", "brightness"),
          digits("PLEDT", "led_colors", "Number of LED colours", null, "0", Allowed.range(2, 3, 1))
              .shownBy("QLED", "color_count"),
          Setting.of(
              "PLEDC",
              "led_color",
              "LED colour: source (1 grid, 2 AVR, 3 battery), red, green, blue",
              null,
              new SpelledForm("[123]([01]\\d\\d|2[0-4]\\d|25[0-5]){3}")));

  /** The settings of HS, and of a unit whose family is not known. */
  static final List<Setting> ALL =
      Stream.of(
              OTHERS.stream(),
              Pi30Battery.ROWS.stream(),
              Pi30Currents.HS.stream(),
              Pi30Ratings.SWITCHES.entrySet().stream().map(e -> letter(e.getKey(), e.getValue())))
          .flatMap(rows -> rows)
          .toList();

  /**
   * The numbers of the programs by which these are set on the display of most Axperts (user manuals
   * of Axpert VM III, King and MAX, chapter "LCD Setting"). Others are not alike in all of them:
   * one more takes a page of a manual to cite. LV6548, LV5048 and REVO are no Axperts.
   */
  static final Map<String, String> PROGRAMS =
      Map.of(
          "output_source_priority", "01",
          "max_charging_current", "02",
          "battery_type", "05",
          "max_ac_charging_current", "11",
          "battery_recharge_volt", "12",
          "battery_redischarge_volt", "13",
          "charger_source_priority", "16");

  /** Those that the document of PI41 has, too, and that show afterwards (V41). */
  static final Set<String> PI41 =
      Set.of(
          "output_source_priority",
          "charger_source_priority",
          "input_voltage_range",
          "output_mode",
          "pv_ok_condition",
          "pv_power_balance",
          "ac_output_freq",
          "battery_recharge_volt",
          "battery_redischarge_volt",
          "battery_cut_off_volt",
          "battery_bulk_volt",
          "battery_float_volt",
          "battery_type",
          "cv_charging_time",
          "equalisation",
          "equalisation_time",
          "equalisation_period",
          "equalisation_volt",
          "equalisation_over_time",
          "equalise_now",
          "max_charging_current",
          "max_ac_charging_current",
          "buzzer",
          "overload_bypass",
          "power_saving",
          "lcd_return_to_default",
          "overload_restart",
          "over_temperature_restart",
          "backlight",
          "primary_source_interrupt_alarm",
          "fault_code_record");

  private Pi30Settings() {}

  /** PCP for the unit that has the cable, PPCP and its digit for the others (PI30.md 8.1, 10). */
  static Setting chargerPriority(Map<String, String> priorities) {
    return Setting.of(
            "PCP",
            "charger_source_priority",
            "Charger source priority",
            null,
            new ChoiceForm(Pi30Words.twoDigits(priorities), "PPCP"))
        .shownBy("QPIRI", "charger_source_priority");
  }

  static Setting outputMode(Map<String, String> modes) {
    return choice("POPM", "output_mode", "Output mode", Pi30Words.twoDigits(modes))
        .shownBy("QPIRI", "output_mode")
        .alikeInSets(Pi30Words.OUTPUT_KIND)
        .danger();
  }

  private static Map<String, String> twoDigits(String... codes) {
    Map<String, String> some = new LinkedHashMap<>();
    for (String code : codes) {
      some.put("0" + code, String.valueOf(Pi30Words.OUTPUT_PRIORITY.get(code)));
    }
    return some;
  }

  private static Setting letter(char letter, Field field) {
    Setting row =
        Setting.of("PE" + letter, field.key(), field.title(), null, new LetterForm(letter))
            .shownBy("QFLAG", field.key());
    return DANGEROUS_SWITCHES.contains(letter) ? row.danger() : row;
  }

  private static Setting action(String code, String name, String title) {
    return Setting.of(code, name, title, null, new ActionForm()).danger();
  }
}
