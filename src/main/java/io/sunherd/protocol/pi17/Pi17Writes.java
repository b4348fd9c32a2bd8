package io.sunherd.protocol.pi17;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.Bound;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.LetterForm;
import io.sunherd.protocol.table.OnOffForm;
import io.sunherd.protocol.table.Pairing;
import io.sunherd.protocol.table.Setting;
import java.util.List;
import java.util.Map;

/**
 * PI17: what can be set (PI17.md 3). Each unit tells by MAR between which limits it takes a value,
 * and takes none before it has told. What changes the grid code, the calibration, the output or who
 * the unit is is left out, and so is what no inquiry shows afterwards.
 */
final class Pi17Writes {
  private static final String BATTERY = "BATS";
  private static final String ENERGY = "HECS";

  /** More than any unit takes; the unit itself tells how much less. */
  private static final Allowed TENTHS = Allowed.range(0, 999.9, 0.1);

  static final List<Setting> ALL =
      List.of(
          amps("MCHGC", "max_charging_current", "Highest charging current"),
          amps("MUCHGC", "max_ac_charging_current", "Highest charging current from the grid"),
          volts(
              "battery_bulk_volt",
              "Battery bulk voltage",
              "cv_voltage",
              Pairing.before("battery_float_volt")),
          volts(
                  "battery_float_volt",
                  "Battery float voltage",
                  "float_voltage",
                  Pairing.behind("battery_bulk_volt"))
              .bound(new Bound(Bound.Side.AT_MOST, "battery_bulk_volt")),
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
              .danger(),
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
          mute('A', "mute_buzzer", "Buzzer muted"),
          mute('B', "mute_buzzer_standby", "Buzzer muted in standby"),
          mute('C', "mute_buzzer_battery_discharge", "Buzzer muted while discharging"),
          Setting.of("DAT", "clock", "Clock of the inverter", null, new ClockForm())
              .shownBy("T", "timestamp"));

  private Pi17Writes() {}

  private static Setting amps(String code, String name, String title) {
    return Setting.of(code, name, title, "A", DigitsForm.tenths("0000", Map.of(0, TENTHS)))
        .shownBy(BATTERY, name)
        .limitedBy("MAR", "charging_current")
        .danger();
  }

  private static Setting volts(String name, String title, String shown, Pairing other) {
    return Setting.of(
            "MCHGV", name, title, "V", new DigitsForm("0000", 1, Map.of(0, TENTHS), other))
        .shownBy(BATTERY, shown)
        .limitedBy("MAR", "charging_voltage")
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
