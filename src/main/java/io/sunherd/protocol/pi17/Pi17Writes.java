package io.sunherd.protocol.pi17;

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
import io.sunherd.protocol.table.WindowForm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PI17: what can be set (PI17.md 3). Each unit tells by MAR between which limits it takes a value,
 * and takes none before it has told.
 *
 * <p>Left out is what no inquiry shows afterwards; what changes the grid code, the calibration, the
 * output or who the unit is; and what is not sure to mean the same to every unit:
 *
 * <ul>
 *   <li>Of the switches of FLAG all behind C. The letters to set them are not those of their places
 *       in the document of 2022: the generator, fourth in the reply, is W there. And the wide range
 *       of AC input and the relay between neutral and earth are matters of safety.
 *   <li>BT, the battery type in 2016, which starts an activation charge in 2022.
 *   <li>ACLT2: second hours of the output, or hours of the second output.
 *   <li>BATDS: every newer unit tells capacities in percent, and only the WP 30K heeds them.
 * </ul>
 */
final class Pi17Writes {
  private static final String BATTERY = "BATS";
  private static final String ENERGY = "HECS";
  private static final String WHOLE = "000";

  /** More than any unit takes; the unit itself tells how much less. */
  private static final Allowed TENTHS = Allowed.range(0, 999.9, 0.1);

  private static final DigitsForm LIMITED = DigitsForm.tenths("0000", Map.of(0, TENTHS));

  /** For these the documents have limits, of units with 48 V. */
  private static final DigitsForm VOLTS =
      DigitsForm.tenths("0000", Map.of(48, Allowed.range(40, 60, 0.1)));

  private static final JointCommand CHARGING =
      JointCommand.of(
          Part.of("battery_bulk_volt", LIMITED), Part.of("battery_float_volt", LIMITED));

  private static final JointCommand DISCHARGING =
      JointCommand.of(
          Part.of("battery_cut_off_volt", VOLTS),
          Part.of("battery_cut_off_back_volt", VOLTS),
          Part.of("battery_weak_volt", VOLTS),
          Part.of("battery_weak_back_volt", VOLTS));

  private static final JointCommand FLOATING =
      JointCommand.of(
          Part.of(
              "stop_charge_current",
              DigitsForm.tenths("0000", Map.of(0, Allowed.range(0, 50, 0.1)))),
          Part.of(
              "stop_charge_hold_time", new DigitsForm(WHOLE, Map.of(0, Allowed.range(0, 999, 1)))),
          Part.of("charge_again_volt", VOLTS));

  private static final JointCommand KEEPING =
      JointCommand.of(Part.of("keep_voltage", new OnOffForm()), Part.of("keep_volt", VOLTS));

  private static final JointCommand EMERGENCY =
      JointCommand.of(
          Part.of("eps", new OnOffForm()),
          Part.of("eps_cut_off_volt", VOLTS),
          Part.of("eps_reconnect_volt", VOLTS));

  /** One span of the day in 2016, two in 2022. */
  private static final JointCommand CHARGING_HOURS =
      JointCommand.of(
          Part.of("ac_charging_window", new WindowForm()),
          Part.ofSome("ac_charging_window_2", new WindowForm()));

  private static final List<Setting> CURRENTS =
      List.of(
          amps("MCHGC", "max_charging_current", "Highest charging current"),
          amps("MUCHGC", "max_ac_charging_current", "Highest charging current from the grid"),
          Setting.of(
                  "BDCM",
                  "max_discharge_current_hybrid",
                  "Highest discharging current, hybrid mode",
                  "A",
                  new DigitsForm("0000", Map.of(0, Allowed.range(10, 300, 1))))
              .shownBy(BATTERY, "max_discharge_current_hybrid")
              .danger(),
          Setting.of(
                  "GPMP",
                  "max_feed_power",
                  "Highest feed-in power",
                  "W",
                  new DigitsForm("000000", Map.of(0, Allowed.range(0, 999_999, 1))))
              .shownBy("GPMP", "max_feed_power")
              .limitedBy("MAR", "feed_power")
              .danger());

  private static final List<Setting> VOLTAGES =
      List.of(
          charging("battery_bulk_volt", "Battery bulk voltage", "cv_voltage"),
          charging("battery_float_volt", "Battery float voltage", "float_voltage")
              .bound(new Bound(Bound.Side.AT_MOST, "battery_bulk_volt")),
          discharging("battery_cut_off_volt", "Battery cut-off voltage", "battery_under_voltage")
              .bound(new Bound(Bound.Side.BELOW, "battery_cut_off_back_volt")),
          discharging(
              "battery_cut_off_back_volt",
              "Battery voltage back from cut-off",
              "battery_under_back_voltage"),
          discharging(
                  "battery_weak_volt", "Battery weak in hybrid mode", "battery_weak_voltage_hybrid")
              .bound(new Bound(Bound.Side.BELOW, "battery_weak_back_volt")),
          discharging(
              "battery_weak_back_volt",
              "No longer weak in hybrid mode",
              "battery_weak_back_voltage_hybrid"),
          together(FLOATING, "BCA", "stop_charge_current", "Float charging stops below", "A")
              .shownBy(BATTERY, "stop_charge_current"),
          together(
                  FLOATING,
                  "BCA",
                  "stop_charge_hold_time",
                  "Time before float charging stops",
                  "min")
              .shownBy(BATTERY, "stop_charge_hold_time"),
          together(FLOATING, "BCA", "charge_again_volt", "Battery voltage to charge again", "V")
              .shownBy(BATTERY, "recharge_voltage"),
          Setting.of("ACCB", "keep_voltage", "Grid keeps the battery voltage", null, KEEPING)
              .shownBy(BATTERY, "keep_voltage_enabled")
              .danger(),
          together(KEEPING, "ACCB", "keep_volt", "Battery voltage kept by the grid", "V")
              .shownBy(BATTERY, "keep_voltage"),
          Setting.of("EPS", "eps", "Emergency power supply", null, EMERGENCY)
              .shownBy(BATTERY, "eps_enabled")
              .danger(),
          together(EMERGENCY, "EPS", "eps_cut_off_volt", "Emergency supply off below", "V")
              .shownBy(BATTERY, "eps_cut_off_voltage")
              .bound(new Bound(Bound.Side.BELOW, "eps_reconnect_volt")),
          together(EMERGENCY, "EPS", "eps_reconnect_volt", "Emergency supply on above", "V")
              .shownBy(BATTERY, "eps_reconnect_voltage"),
          Setting.of(
                  "BTS",
                  "temperature_compensation",
                  "Battery temperature compensation",
                  "mV",
                  DigitsForm.tenths(WHOLE, Map.of(0, Allowed.range(0, 10, 0.1))))
              .shownBy(BATTERY, "temperature_compensation")
              .danger());

  private static final List<Setting> OTHERS =
      List.of(
          Setting.of(
                  "SEP",
                  "solar_priority",
                  "Solar priority",
                  null,
                  new ChoiceForm(Pi17Words.PRIORITY, null))
              .shownBy(ENERGY, "priority")
              .danger(),
          may('A', "solar_charge_battery", "PV may charge the battery"),
          may('B', "ac_charge_battery", "Grid may charge the battery"),
          may('C', "feed_grid", "Feeding into the grid allowed"),
          may('D', "battery_to_load_solar_ok", "Battery feeds the load while there is PV"),
          may('E', "battery_to_load_solar_loss", "Battery feeds the load without PV"),
          may('F', "battery_to_grid_solar_ok", "Battery feeds the grid while there is PV"),
          may('G', "battery_to_grid_solar_loss", "Battery feeds the grid without PV"),
          hours("ac_charging_window", "Hours of charging from the grid; 00:00-00:00 is always", ""),
          hours("ac_charging_window_2", "Second hours of charging from the grid", "_2"),
          Setting.of(
                  "ACLT",
                  "ac_output_window",
                  "Hours of AC output; 00:00-00:00 is always",
                  null,
                  new WindowForm())
              .shownBy("ACLT", "window")
              .danger(),
          mute('A', "mute_buzzer", "Buzzer muted"),
          mute('B', "mute_buzzer_standby", "Buzzer muted in standby"),
          mute('C', "mute_buzzer_battery_discharge", "Buzzer muted while discharging"),
          Setting.of(
                  "LST",
                  "lcd_sleep",
                  "Display sleeps after",
                  "s",
                  new StepsForm("00", 30, Allowed.only(0.0, 30.0, 60.0, 300.0, 600.0)))
              .shownBy("LST", "lcd_sleep"),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("T", "timestamp"));

  static final List<Setting> ALL =
      Stream.of(CURRENTS, VOLTAGES, OTHERS).flatMap(List::stream).toList();

  private Pi17Writes() {}

  private static Setting amps(String code, String name, String title) {
    return Setting.of(code, name, title, "A", LIMITED)
        .shownBy(BATTERY, name)
        .limitedBy("MAR", "charging_current")
        .danger();
  }

  private static Setting together(
      JointCommand joint, String code, String name, String title, String unit) {
    return Setting.of(code, name, title, unit, joint).danger();
  }

  private static Setting charging(String name, String title, String shown) {
    return together(CHARGING, "MCHGV", name, title, "V")
        .shownBy(BATTERY, shown)
        .limitedBy("MAR", "charging_voltage");
  }

  private static Setting discharging(String name, String title, String shown) {
    return together(DISCHARGING, "BATDV", name, title, "V").shownBy(BATTERY, shown);
  }

  private static Setting hours(String name, String title, String number) {
    return Setting.of("ACCT", name, title, null, CHARGING_HOURS)
        .shownBy("ACCT", "window" + number)
        .danger();
  }

  private static Setting may(char letter, String name, String title) {
    return Setting.of("ED" + letter, name, title, null, new OnOffForm())
        .shownBy(ENERGY, name)
        .danger();
  }

  private static Setting mute(char letter, String name, String title) {
    return Setting.of("PE" + letter, name, title, null, new LetterForm(letter))
        .shownBy("FLAG", name);
  }
}
