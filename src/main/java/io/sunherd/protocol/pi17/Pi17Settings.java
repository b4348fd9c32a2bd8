package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.directed;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.highLow;
import static io.sunherd.protocol.column.Columns.join;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.verbatim;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.column.Columns.wholeScaled;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.WindowColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/** PI17: the inquiries for how the inverter is set (PI17.md 2). */
final class Pi17Settings {
  private static final Duration SETTINGS = Duration.ofSeconds(30);
  private static final Duration RARELY = Duration.ofMinutes(10);

  private static final Column[] BATTERY = {
    scaled("max_charging_current", "A", "0000", 10, "Highest charging current"),
    scaled("cv_voltage", "V", "0000", 10, "Battery bulk voltage"),
    scaled("float_voltage", "V", "0000", 10, "Battery float voltage"),
    scaled("stop_charge_current", "A", "0000", 10, "Float charging stops below"),
    whole("stop_charge_hold_time", "min", "000", "Time before float charging stops"),
    scaled("recharge_voltage", "V", "0000", 10, "Battery voltage to charge again"),
    scaled("battery_under_voltage", "V", "0000", 10, "Battery cut-off voltage"),
    scaled("battery_under_back_voltage", "V", "0000", 10, "Battery voltage back from cut-off"),
    scaled("battery_weak_voltage_hybrid", "V", "0000", 10, "Battery weak in hybrid mode"),
    scaled("battery_weak_back_voltage_hybrid", "V", "0000", 10, "No longer weak in hybrid mode"),
    choice("battery_type", "Battery type", Pi17Words.BATTERY_TYPE),
    verbatim(Field.of("reserved_12", "Reserved", Field.Type.TEXT).internal()),
    verbatim("install_date", "Battery installed on"),
    flag("keep_voltage_enabled", "Grid keeps the battery voltage"),
    scaled("keep_voltage", "V", "0000", 10, "Battery voltage kept by the grid"),
    many(
        scaled("temperature_compensation", "mV", "000", 10, "Temperature compensation"),
        text("temperature_compensation_raw", "\\d{3}", "Temperature compensation, in 0.1 mV")),
    scaled("max_ac_charging_current", "A", "0000", 10, "Highest charging current from the grid"),
    whole("max_discharge_current_hybrid", "A", "0000", "Highest discharging current, hybrid mode")
  };

  /** Fields 19 to 23 by model: volts with four digits (2016), percent with three (2022). */
  private static final Layout BATTERY_EPS =
      Layout.closed(
          18,
          join(
              BATTERY,
              flag("eps_enabled", "Emergency power supply enabled"),
              scaled("eps_cut_off_voltage", "V", "=0000", 10, "Emergency supply off below"),
              scaled("eps_reconnect_voltage", "V", "=0000", 10, "Emergency supply on above")));

  private static final Layout BATTERY_SOC =
      Layout.closed(
          22,
          join(
              BATTERY,
              whole("battery_under_soc", "%", "=000", "Battery cut-off capacity"),
              whole("battery_under_back_soc", "%", "=000", "Capacity back from cut-off"),
              whole("battery_weak_soc", "%", "=000", "Weak capacity in hybrid mode"),
              whole("battery_weak_back_soc", "%", "=000", "No longer weak in hybrid mode"),
              unexplained("undocumented_23", "Field 23, meaning not known")));

  private static final Layout ENERGY =
      Layout.exact(
          choice("priority", "Solar priority", Pi17Words.PRIORITY),
          flag("solar_charge_battery", "PV may charge the battery"),
          flag("ac_charge_battery", "Grid may charge the battery"),
          flag("feed_grid", "Feeding into the grid allowed"),
          flag("battery_to_load_solar_ok", "Battery feeds the load while there is PV"),
          flag("battery_to_load_solar_loss", "Battery feeds the load without PV"),
          flag("battery_to_grid_solar_ok", "Battery feeds the grid while there is PV"),
          flag("battery_to_grid_solar_loss", "Battery feeds the grid without PV"),
          unexplained("reserved", "Reserved"));

  private static final Column[] FLAGS = {
    flag("mute_buzzer", "Buzzer muted"),
    flag("mute_buzzer_standby", "Buzzer muted in standby"),
    flag("mute_buzzer_battery_discharge", "Buzzer muted while discharging"),
    flag("generator_as_ac_input", "Generator as AC input"),
    flag("wide_ac_input_range", "Wide AC input range"),
    flag("ng_relay", "Neutral to earth relay")
  };

  /** The 23 switches of the 2022 document. */
  private static final Layout MORE_FLAGS =
      Layout.open(
          23,
          join(
              FLAGS,
              flag("derating_by_voltage", "Less power at high grid voltage"),
              flag("derating_by_frequency", "Less power at high grid frequency"),
              flag("bms_connected", "Battery management connected"),
              flag("low_frequency_derating", "Less power at low grid frequency"),
              flag("lvrt", "Low voltage ride through"),
              flag("hvrt", "High voltage ride through"),
              flag("charge_limit_vde4105", "Charging limited by VDE 4105"),
              flag("external_ct_relay", "External current transformer and relay"),
              flag("pv_parallel", "PV inputs in parallel"),
              flag("ac_output_coupling", "AC output coupling"),
              flag(Field.of("reserved_q", "Reserved", Field.Type.SWITCH).internal()),
              flag(Field.of("reserved_r", "Reserved", Field.Type.SWITCH).internal()),
              flag("second_output", "Second output"),
              flag("gfci_check", "Leakage check"),
              flag("rapid_on", "Rapid shut-down on"),
              flag("dc_current_control", "DC current control"),
              flag("rapid_shutdown_control", "Rapid shut-down control")));

  private static final Layout CALIBRATION =
      Layout.exact(
          directed("total", "W", "0000", "Feed-in calibration, all phases"),
          directed("r", "W", "0000", "Feed-in calibration, phase R"),
          directed("s", "W", "0000", "Feed-in calibration, phase S"),
          directed("t", "W", "0000", "Feed-in calibration, phase T"));

  private static final Layout EQUALISATION =
      Layout.exact(
          flag("enabled", "Equalisation enabled"),
          scaled("voltage", "V", "0000", 10, "Equalisation voltage"),
          whole("time", "min", "000", "Equalisation time"),
          whole("over_time", "min", "000", "Equalisation time-out"),
          whole("period", "day", "000", "Days between equalisations"),
          unexplained("reserved", "Reserved"),
          flag("active", "Equalising now"));

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("BATS", "battery_settings", "Battery settings", BATTERY_EPS, BATTERY_SOC)
              .every(SETTINGS),
          Inquiry.of("HECS", "energy_settings", "Who may feed whom", ENERGY).every(SETTINGS),
          Inquiry.of("FLAG", "flags", "Switches", Layout.closed(5, FLAGS), MORE_FLAGS)
              .every(SETTINGS),
          Inquiry.of("FPADJ", "feed_calibration", "Feed-in calibration", CALIBRATION),
          Inquiry.of("BTEQ", "equalisation", "Battery equalisation", EQUALISATION),
          watts("OPMP", "max_output_power", "Highest output power", "=000000"),
          watts("GPMP", "max_feed_power", "Highest feed-in power", "=00000|=000000").every(RARELY),
          window("ACCT", "ac_charging_window", "Hours of charging from the grid"),
          window("ACLT", "ac_output_window", "Hours of AC output"),
          Inquiry.of(
              "MPPTV",
              "mppt_voltage_range",
              "Voltage range of the trackers",
              Layout.exact(highLow("mppt_voltage", "V", "0000", 10, "Tracker voltage"))),
          Inquiry.of(
              "SV",
              "pv_voltage_range",
              "PV voltage range",
              Layout.exact(highLow("pv_voltage", "V", "0000", 10, "PV voltage"))),
          Inquiry.of(
              "LST",
              "lcd_sleep",
              "Time before the display sleeps",
              Layout.exact(
                  wholeScaled("lcd_sleep", "s", "=00", 1 / 30.0, "Display sleeps after"))));

  private Pi17Settings() {}

  private static Inquiry watts(String code, String key, String title, String form) {
    return Inquiry.of(code, key, title, Layout.exact(whole(key, "W", form, title)));
  }

  /** One window (2016) or two (2022); both ends at 00:00 mean always. */
  private static Inquiry window(String code, String name, String title) {
    return Inquiry.of(
        code,
        name,
        title,
        Layout.exact(new WindowColumn("window", title)),
        Layout.exact(
            new WindowColumn("window", title),
            WindowColumn.second("window_2", title + ", second")));
  }
}
