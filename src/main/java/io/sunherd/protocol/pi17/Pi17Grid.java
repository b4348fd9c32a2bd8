package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.highLow;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.time;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.column.Columns.wholeScaled;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.table.Inquiry;
import java.util.List;

/** PI17: the inquiries for the grid code, the limits and the internals (PI17.md 2). */
final class Pi17Grid {

  private static final Layout DEFAULTS =
      Layout.exact(
          highLow("feed_voltage", "V", "0000", 10, "Grid voltage for feeding in"),
          highLow("feed_frequency", "Hz", "0000", 100, "Grid frequency for feeding in"),
          highLow("mppt_voltage", "V", "0000", 10, "Tracker voltage"),
          highLow("pv_voltage", "V", "0000", 10, "PV voltage"),
          scaled("grid_mean_voltage_high", "V", "0000", 10, "Highest mean grid voltage"),
          wholeScaled("lcd_sleep", "s", "=00", 1 / 30.0, "Display sleeps after"),
          scaled("max_charging_current", "A", "0000", 10, "Highest charging current"),
          scaled("cv_voltage", "V", "0000", 10, "Battery bulk voltage"),
          scaled("float_voltage", "V", "0000", 10, "Battery float voltage"),
          whole("feed_wait", "s", "000", "Time before feeding in"),
          time("ac_output_start", "AC output, start"),
          time("ac_output_end", "AC output, end"),
          time("ac_charging_start", "Charging from the grid, start"),
          time("ac_charging_end", "Charging from the grid, end"),
          scaled("battery_under_voltage", "V", "0000", 10, "Battery cut-off voltage"),
          scaled("battery_under_back_voltage", "V", "0000", 10, "Battery voltage back from it"),
          scaled("battery_weak_voltage_hybrid", "V", "0000", 10, "Battery weak, hybrid mode"),
          scaled("battery_weak_back_voltage_hybrid", "V", "0000", 10, "No longer weak"),
          scaled("stop_charge_current", "A", "0000", 10, "Float charging stops below"),
          whole("stop_charge_hold_time", "min", "000", "Time before float charging stops"),
          scaled("recharge_voltage", "V", "0000", 10, "Battery voltage to charge again"));

  /** The limits of the setters, each from above and from below. */
  private static final Layout LIMITS =
      Layout.exact(
          highLow("feed_voltage_high", "V", "0000", 10, "Feeding in, highest voltage"),
          highLow("feed_voltage_low", "V", "0000", 10, "Feeding in, lowest voltage"),
          highLow("feed_frequency_high", "Hz", "0000", 100, "Feeding in, highest frequency"),
          highLow("feed_frequency_low", "Hz", "0000", 100, "Feeding in, lowest frequency"),
          highLow("feed_wait", "s", "000", 1, "Time before feeding in"),
          highLow("pv_voltage_high", "V", "0000", 10, "Highest PV voltage"),
          highLow("pv_voltage_low", "V", "0000", 10, "Lowest PV voltage"),
          highLow("mppt_voltage_high", "V", "0000", 10, "Highest tracker voltage"),
          highLow("mppt_voltage_low", "V", "0000", 10, "Lowest tracker voltage"),
          highLow("charging_voltage", "V", "0000", 10, "Charging voltage"),
          highLow("charging_current", "A", "0000", 10, "Charging current"),
          highLow("feed_power", "W", "00000", 1, "Feed-in power"));

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("DI", "default_settings", "Factory settings", DEFAULTS),
          Inquiry.of("MAR", "limits", "Limits of the settings", LIMITS),
          unread("MAR1", "limits_1", "Recovery limits of the settings"),
          unread("MAR2", "limits_2", "Second limits of the settings"),
          unread("MAR3", "limits_3", "Second recovery limits of the settings"),
          window("GOV", "feed_voltage_window", "feed_voltage", "V", 10, "Voltage to feed in"),
          window("GOF", "feed_frequency_window", "feed_frequency", "Hz", 100, "Frequency to feed"),
          one(
              "GLTHV",
              "grid_mean_voltage_limit",
              scaled("grid_mean_voltage_high", "V", "=0000", 10, "Highest mean grid voltage")),
          one("FT", "feed_wait", whole("feed_wait", "s", "=000", "Time before feeding in")),
          one("DM", "certification", text("machine_model_code", "\\d{3}", "Grid standard, a code")),
          one("FPPF", "feed_power_factor", text("power_factor_code", "\\d{3}", "Power factor")),
          unread("AAPF", "auto_power_factor", "Automatic power factor"),
          unread("FPRA", "reactive_power", "Reactive power"),
          one("PLE", "phase_loss", flag("phase_loss_allowed", "Loss of phase S or T allowed")),
          unread("VP", "voltage_protection", "Voltage protection"),
          unread("FP", "frequency_protection", "Frequency protection"),
          unread("OFD", "over_frequency_derating", "Less power at high frequency"),
          unread("VRR", "voltage_ride_through", "Voltage ride through"),
          unread("CVT", "cv_time", "Time at bulk voltage"),
          unread("AFD", "ac_coupling_derating", "Less power of coupled AC"),
          unread("UL", "under_frequency", "Low grid frequency"),
          unread("INGS", "internals", "Currents and bus voltages inside"),
          unread("RTCP", "real_time_control", "Undocumented real time control"),
          Inquiry.of(
              "EMINFO",
              "energy_meter",
              "Link to the energy meter, undocumented",
              Layout.exact(
                      flag("connected", "Energy meter connected"),
                      whole("feed_limit", "W", "00000", "Feed-in limit"),
                      whole("pv_power", "W", "00000", "PV power"),
                      whole("feed_power", "W", "00000", "Feed-in power"),
                      unexplained("reserved", "Reserved"),
                      unexplained("undocumented_6", "Field 6, meaning not known"))
                  .withRaw()));

  private Pi17Grid() {}

  private static Inquiry one(String code, String name, Column column) {
    return Inquiry.of(code, name, column.fields().get(0).title(), Layout.exact(column));
  }

  /** A reply of which the fields are not known well enough to name them. */
  private static Inquiry unread(String code, String name, String title) {
    String fields = "[\\w.+-]*( [\\w.+-]*)*";
    return Inquiry.of(
        code, name, title, Layout.list(raw("raw_fields", Column.REST, fields, "Fields as sent")));
  }

  private static Inquiry window(
      String code, String name, String key, String unit, double perUnit, String title) {
    return Inquiry.of(
        code,
        name,
        title,
        Layout.exact(
            highLow(key, unit, "0000", perUnit, title),
            highLow(key + "_back", unit, "0000", perUnit, title + " again")));
  }
}
