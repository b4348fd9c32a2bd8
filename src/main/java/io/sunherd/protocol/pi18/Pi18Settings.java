package io.sunherd.protocol.pi18;

import io.sunherd.protocol.pi30.Pi30Words;
import io.sunherd.protocol.table.ActionForm;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.Bound;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.JointCommand;
import io.sunherd.protocol.table.LetterForm;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.Spelling;
import io.sunherd.protocol.table.WindowForm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PI18: everything that can be set (PI18.md 3), under the names of PI30 where that has it, too. ID,
 * CLE and the flag I are left out: the first changes the unit's identity, the second erases its
 * counters, and the last feeds the grid.
 */
final class Pi18Settings {

  /** For a unit among others: only the roll call tells which number it answers to (PI18.md 2.7). */
  private static final String ROLL_CALL = "PRI";

  private static final String AMONG_OTHERS =
      "its command names a unit of the parallel bus by its number, the roll call (PRI) does not tell"
          + " that of this unit beyond doubt, and another one might be reached. Set it at the unit's"
          + " own panel.";

  private static final String OUTPUT_MODE = "output_mode";
  private static final String SINGLE = "single";

  /** The document has them for units with 48 V only. */
  private static final Map<Integer, Allowed> CHARGING = Map.of(48, Allowed.range(48, 58.4, 0.1));

  /** When to leave the battery, and when to go back to it. */
  private static final JointCommand CHANGE_OVER =
      JointCommand.of(
          JointCommand.Part.of(
              "battery_recharge_volt",
              volts(
                  Map.of(
                      12, Allowed.only(11.0, 11.3, 11.5, 11.8, 12.0, 12.3, 12.5, 12.8),
                      24, Allowed.range(22, 25.5, 0.5),
                      48, Allowed.range(44, 51, 1)))),
          JointCommand.Part.of(
              "battery_redischarge_volt",
              volts(
                  Map.of(
                      12,
                      Allowed.only(
                          0.0, 12.0, 12.3, 12.5, 12.8, 13.0, 13.3, 13.5, 13.8, 14.0, 14.3, 14.5),
                      24,
                      Allowed.range(24, 29, 0.5).or(0.0),
                      48,
                      Allowed.range(48, 58, 1).or(0.0)))));

  private static final JointCommand CHARGING_VOLTAGES =
      JointCommand.of(
          JointCommand.Part.of("battery_bulk_volt", volts(CHARGING)),
          JointCommand.Part.of("battery_float_volt", volts(CHARGING)));

  private static final List<Setting> OTHERS =
      List.of(
          choice(
                  "POP",
                  "output_source_priority",
                  "Output source priority",
                  Pi18Words.OUTPUT_PRIORITY)
              .systemWide(),
          numbered(
              "PCP",
              "charger_source_priority",
              "Charger source priority",
              Pi18Words.CHARGER_PRIORITY),
          choice("PSP", "solar_power_priority", "Solar power priority", Pi18Words.SOLAR_PRIORITY),
          choice("PGR", "input_voltage_range", "Input voltage range", Pi30Words.INPUT_RANGE)
              .systemWide(),
          numbered("POPM", OUTPUT_MODE, "Output mode", Pi18Words.OUTPUT_MODE)
              .alikeInSets(Pi18Words.OUTPUT_KIND)
              .danger(),
          Setting.of(
                  "F",
                  "ac_output_freq",
                  "AC output frequency",
                  "Hz",
                  new DigitsForm("00", Map.of(0, Allowed.only(50.0, 60.0))))
              .shownBy("PIRI", "ac_output_rating_frequency")
              .systemWide()
              .danger(),
          Setting.of(
                  "V",
                  "ac_output_volt",
                  "AC output voltage",
                  "V",
                  DigitsForm.tenths(
                      "0000", Map.of(0, Allowed.only(202.0, 208.0, 220.0, 230.0, 240.0))))
              .shownBy("PIRI", "ac_output_rating_voltage")
              .systemWide()
              .danger(),
          Setting.of("LON", "ac_output", "AC output", null, new OnOffForm())
              .shownBy("GS", "load_connected")
              .moving()
              .danger(),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("T", "timestamp"),
          window("ACCT", "ac_charging_window", "Hours of charging from the grid"),
          window("ACLT", "ac_output_window", "Hours of AC output"),
          Setting.of(
                  "PF", "factory_settings", "Restore the factory settings", null, new ActionForm())
              .danger());

  private static final List<Setting> BATTERY =
      List.of(
          Setting.of(
                  "BUCD", "battery_recharge_volt", "Battery voltage back to grid", "V", CHANGE_OVER)
              .systemWide()
              .shownBy("PIRI", "battery_recharge_voltage")
              .bound(
                  new Bound(Bound.Side.ABOVE, "battery_cut_off_volt"),
                  new Bound(Bound.Side.BELOW, "battery_redischarge_volt")),
          Setting.of(
                  "BUCD",
                  "battery_redischarge_volt",
                  "Battery voltage back to battery; 0 is when full",
                  "V",
                  CHANGE_OVER)
              .systemWide()
              .shownBy("PIRI", "battery_redischarge_voltage"),
          Setting.of(
                  "PSDV",
                  "battery_cut_off_volt",
                  "Battery cut-off voltage",
                  "V",
                  volts(Map.of(48, Allowed.range(40, 48, 0.1))))
              .systemWide()
              .shownBy("PIRI", "battery_under_voltage")
              .needs("battery_type", List.of("user")),
          Setting.of("MCHGV", "battery_bulk_volt", "Battery bulk voltage", "V", CHARGING_VOLTAGES)
              .systemWide()
              .shownBy("PIRI", "battery_bulk_voltage")
              .needs("battery_type", List.of("user")),
          Setting.of("MCHGV", "battery_float_volt", "Battery float voltage", "V", CHARGING_VOLTAGES)
              .systemWide()
              .shownBy("PIRI", "battery_float_voltage")
              .bound(new Bound(Bound.Side.AT_MOST, "battery_bulk_volt"))
              .needs("battery_type", List.of("user")),
          choice("PBT", "battery_type", "Battery type", Pi18Words.BATTERY_TYPE)
              .systemWide()
              .danger(),
          amps("MCHGC", "max_charging_current", "Highest charging current", "MCHGCR"),
          amps(
              "MUCHGC",
              "max_ac_charging_current",
              "Highest charging current from the grid",
              "MUCHGCR"));

  /** Bypass on overload can drop the load (PI18.md 3). */
  private static final List<Setting> SWITCHES =
      List.of(
          letter('A', "buzzer", "Buzzer").shownBy("FLAG", "buzzer_flag"),
          letter('B', "overload_bypass", "Bypass on overload").danger(),
          letter('C', "lcd_return_to_default", "Display returns to the first page"),
          letter('D', "overload_restart", "Restart after overload"),
          letter('E', "over_temperature_restart", "Restart after over temperature"),
          letter('F', "backlight", "Back light"),
          letter('G', "primary_source_interrupt_alarm", "Alarm when the primary source is lost"),
          letter('H', "fault_code_record", "Fault code record"));

  static final List<Setting> ALL =
      Stream.of(OTHERS, BATTERY, SWITCHES).flatMap(List::stream).toList();

  private Pi18Settings() {}

  /** A choice that PIRI shows under the same name. */
  private static Setting choice(
      String code, String name, String title, Map<String, String> meanings) {
    return Setting.of(code, name, title, null, new ChoiceForm(meanings, null))
        .shownBy("PIRI", name);
  }

  /** A choice whose command has the number of a unit before the code. */
  private static Setting numbered(
      String code, String name, String title, Map<String, String> meanings) {
    return Setting.of(code, name, title, null, ChoiceForm.behindNumber(code, meanings))
        .shownBy("PIRI", name)
        .onlyWhile(OUTPUT_MODE, List.of(SINGLE), AMONG_OTHERS)
        .unlessNumberedBy(ROLL_CALL);
  }

  /** A battery voltage: a write can over- or undercharge the bank, and reaches the whole system. */
  private static DigitsForm volts(Map<Integer, Allowed> byBattery) {
    return DigitsForm.tenths("000", byBattery);
  }

  private static Setting amps(String code, String name, String title, String list) {
    List<Spelling> spelling = List.of(Spelling.of(code, "m,nnn"));
    return Setting.of(code, name, title, "A", new AmpsForm(spelling, spelling))
        .shownBy("PIRI", name)
        .alikeInSets()
        .onlyWhile(OUTPUT_MODE, List.of(SINGLE), AMONG_OTHERS)
        .unlessNumberedBy(ROLL_CALL)
        .listedBy(list);
  }

  private static Setting letter(char letter, String name, String title) {
    return Setting.of("PE" + letter, name, title, null, new LetterForm(letter))
        .shownBy("FLAG", name);
  }

  /**
   * Sent with the length 016, as the rule has it; the document's own 014 is a copy from PI17, and
   * is not tried behind a refusal.
   */
  private static Setting window(String code, String name, String title) {
    return Setting.of(code, name, title + "; 00:00-00:00 is always", null, new WindowForm())
        .shownBy(code, "window");
  }
}
