package io.sunherd.protocol.pi16;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Bound;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.JointCommand;
import io.sunherd.protocol.table.JointCommand.Part;
import io.sunherd.protocol.table.LetterForm;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.StepsForm;
import io.sunherd.protocol.table.TimeForm;
import io.sunherd.protocol.table.WindowForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PI16: what can be set (PI16.md 3), under the names of PI30 and PI17 where those have it, too.
 * What changes the grid code, feeds the grid, or connects and disconnects it is left out, and so is
 * what no inquiry shows afterwards. All models of this family have a battery of 48 V.
 */
final class Pi16Writes {
  private static final String CHARGING = "QCHGS";
  private static final String DISCHARGING = "QBSDV";
  private static final String ENERGY = "QENF";
  private static final String LIMITS = "QVFTR";
  private static final String BULK = "battery_bulk_volt";

  private static final List<Setting> BATTERY =
      List.of(
          volts(
                  "MCHGV",
                  "battery_float_volt",
                  "Battery float voltage",
                  Allowed.range(48, 58.4, 0.1))
              .shownBy(CHARGING, "float_voltage")
              .limitedIfTold(LIMITS, "float_voltage")
              .bound(new Bound(Bound.Side.AT_MOST, BULK))
              .danger(),
          volts("BCHGV", BULK, "Battery bulk voltage", Allowed.range(47, 58.4, 0.1))
              .shownBy(CHARGING, "bulk_voltage")
              .limitedIfTold(LIMITS, "bulk_voltage")
              .danger(),
          Setting.of(
                  "MCHGC",
                  "max_charging_current",
                  "Highest charging current",
                  "A",
                  new DigitsForm("00.0", Map.of(0, Allowed.range(0.5, 99.9, 0.1))))
              .shownBy(CHARGING, "max_charging_current")
              .limitedBy(LIMITS, "charging_current")
              .danger());

  private static final DigitsForm CUT_OFF =
      new DigitsForm("00.0", Map.of(48, Allowed.range(40, 48, 0.1)));
  private static final DigitsForm AGAIN =
      new DigitsForm("00.0", Map.of(48, Allowed.range(40, 58.4, 0.1)));

  private static final JointCommand CUT_OFFS =
      JointCommand.withBlanks(
          Part.of("battery_cut_off_volt", CUT_OFF),
          Part.of("battery_cut_off_volt_on_grid", CUT_OFF));

  private static final JointCommand RESTARTS =
      JointCommand.withBlanks(
          Part.of("battery_restart_volt", AGAIN), Part.of("battery_restart_volt_on_grid", AGAIN));

  private static final JointCommand FLOATING =
      JointCommand.withBlanks(
          Part.of(
              "stop_charge_current",
              new DigitsForm("00.0", Map.of(0, Allowed.range(0, 99.9, 0.1)))),
          Part.of("charge_again_volt", AGAIN),
          Part.of(
              "stop_charge_hold_time", new DigitsForm("000", Map.of(0, Allowed.range(0, 900, 1)))));

  private static final List<Setting> VOLTAGES =
      List.of(
          together("BSDV", CUT_OFFS, "battery_cut_off_volt", "Battery cut-off voltage", "V")
              .shownBy(DISCHARGING, "cut_off_off_grid")
              .bound(new Bound(Bound.Side.AT_MOST, "battery_restart_volt")),
          together(
                  "BSDV",
                  CUT_OFFS,
                  "battery_cut_off_volt_on_grid",
                  "Battery cut-off voltage, on grid",
                  "V")
              .shownBy(DISCHARGING, "cut_off_on_grid")
              .bound(new Bound(Bound.Side.AT_MOST, "battery_restart_volt_on_grid")),
          together(
                  "DSUBV",
                  RESTARTS,
                  "battery_restart_volt",
                  "Battery voltage to discharge again",
                  "V")
              .shownBy(DISCHARGING, "restart_off_grid")
              .bound(new Bound(Bound.Side.AT_MOST, BULK)),
          together(
                  "DSUBV",
                  RESTARTS,
                  "battery_restart_volt_on_grid",
                  "Battery voltage to discharge again, on grid",
                  "V")
              .shownBy(DISCHARGING, "restart_on_grid")
              .bound(new Bound(Bound.Side.AT_MOST, BULK)),
          together("OFFC", FLOATING, "stop_charge_current", "Float charging stops below", "A")
              .shownBy("QOFFC", "min_float_current")
              .bound(new Bound(Bound.Side.AT_MOST, "max_charging_current")),
          together("OFFC", FLOATING, "charge_again_volt", "Battery voltage to charge again", "V")
              .shownBy("QOFFC", "restart_voltage")
              .bound(new Bound(Bound.Side.AT_MOST, "battery_float_volt")),
          together(
                  "OFFC",
                  FLOATING,
                  "stop_charge_hold_time",
                  "Time before float charging stops",
                  "min")
              .shownBy("QOFFC", "hold_time"));

  private static final List<Setting> SOURCES =
      List.of(
          Setting.of(
                  "PRIO",
                  "solar_priority",
                  "Solar priority",
                  null,
                  new ChoiceForm(priorities(), null))
              .shownBy("QPRIO", "pv_priority")
              .danger(),
          may('A', "solar_charge_battery", "Battery charging", "charge_battery"),
          may('B', "ac_charge_battery", "Grid charges the battery", "ac_charge_battery"),
          may(
              'D',
              "battery_to_load_solar_ok",
              "Battery feeds the load while there is PV",
              "battery_to_load_solar_ok"),
          may(
              'E',
              "battery_to_load_solar_loss",
              "Battery feeds the load without PV",
              "battery_to_load_solar_loss"),
          Setting.of("CHTH", "charging_start", "Start of the charging hours", null, new TimeForm())
              .shownBy("QCHT", "start"),
          Setting.of("CHTL", "charging_end", "End of the charging hours", null, new TimeForm())
              .shownBy("QCHT", "end"),
          window("PKT", "ac_charging_window", "Hours of charging from the grid", "QPKT"),
          window("LDT", "ac_output_window", "Hours of AC output", "QLDT").danger());

  private static final List<Setting> OTHERS =
      List.of(
          letter('A', "buzzer", "Buzzer", "alarm"),
          letter('B', "battery_mode_alarm", "Alarm in battery mode", "battery_mode_alarm"),
          letter('G', "green_power", "Green power", "green_power").danger(),
          letter('P', "bypass_alarm", "Alarm in bypass", "bypass_alarm"),
          Setting.of("LST", "lcd_sleep", "Display sleeps after", "s", new StepsForm("00", 30))
              .shownBy("QLST", "lcd_sleep"),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("QT", "timestamp"));

  static final List<Setting> ALL =
      Stream.of(BATTERY, VOLTAGES, SOURCES, OTHERS).flatMap(List::stream).toList();

  private Pi16Writes() {}

  private static Setting together(
      String code, JointCommand joint, String name, String title, String unit) {
    return Setting.of(code, name, title, unit, joint).danger();
  }

  private static Setting volts(String code, String name, String title, Allowed at48) {
    return Setting.of(code, name, title, "V", new DigitsForm("00.0", Map.of(48, at48)));
  }

  /** The values that can be chosen; 00 says that there is nothing to choose. */
  private static Map<String, String> priorities() {
    Map<String, String> some = new LinkedHashMap<>(Pi16Words.PV_PRIORITY);
    some.remove("00");
    return some;
  }

  private static Setting may(char letter, String name, String title, String shown) {
    return Setting.of("ENF" + letter, name, title, null, new OnOffForm())
        .shownBy(ENERGY, shown)
        .danger();
  }

  private static Setting window(String code, String name, String title, String shown) {
    return Setting.of(code, name, title + "; 00:00-00:00 is always", null, WindowForm.withBlank())
        .shownBy(shown, "window");
  }

  private static Setting letter(char letter, String name, String title, String shown) {
    return Setting.of("PE" + letter, name, title, null, new LetterForm(letter))
        .shownBy("QFLAG", shown);
  }
}
