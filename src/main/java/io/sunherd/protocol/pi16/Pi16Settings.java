package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.highLow;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.time;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.verbatim;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.column.Columns.wholeScaled;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Columns;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.LettersColumn;
import io.sunherd.protocol.column.WindowColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/** PI16: the inquiries for how the inverter is set (PI16.md 2). */
final class Pi16Settings {
  private static final Duration SETTINGS = Duration.ofSeconds(30);

  /** Float comes before bulk. */
  private static final Layout CHARGING =
      Layout.exact(
              decimal("charging_current", "A", "00.0", "Charging current"),
              decimal("float_voltage", "V", "00.0", "Battery float voltage"),
              decimal("max_charging_current", "A", "00.0", "Highest charging current"),
              decimal("bulk_voltage", "V", "00.0", "Battery bulk voltage"))
          .withRaw();

  private static final Layout DISCHARGING =
      Layout.exact(
              decimal("cut_off_off_grid", "V", "00.0", "Cut-off voltage, off grid"),
              decimal("cut_off_on_grid", "V", "00.0", "Cut-off voltage, on grid"),
              decimal("restart_off_grid", "V", "00.0", "Restart voltage, off grid"),
              decimal("restart_on_grid", "V", "00.0", "Restart voltage, on grid"))
          .withRaw();

  private static final Layout DEFAULTS =
      Layout.exact(
          volts("feed_voltage_high", "Highest voltage to feed in"),
          volts("feed_voltage_low", "Lowest voltage to feed in"),
          hertz("feed_frequency_high", "Highest frequency to feed in"),
          hertz("feed_frequency_low", "Lowest frequency to feed in"),
          volts("grid_voltage_high", "Highest grid voltage taken in"),
          volts("grid_voltage_low", "Lowest grid voltage taken in"),
          hertz("grid_frequency_high", "Highest grid frequency taken in"),
          hertz("grid_frequency_low", "Lowest grid frequency taken in"),
          whole("pv_voltage_high", "V", "000", "Highest PV voltage"),
          whole("pv_voltage_low", "V", "000", "Lowest PV voltage"),
          whole("mppt_voltage_high", "V", "000", "Highest tracker voltage"),
          whole("mppt_voltage_low", "V", "000", "Lowest tracker voltage"),
          whole("max_output_power", "W", "00000", "Highest output power"),
          whole("grid_mean_voltage_high", "V", "000", "Highest mean grid voltage"),
          wholeScaled("lcd_sleep", "s", "00", 1 / 30.0, "Display sleeps after"),
          unexplained("undocumented_16", "Field 16, meaning not known"),
          unexplained("undocumented_17", "Field 17, meaning not known"),
          unexplained("undocumented_18", "Field 18, meaning not known"));

  /** The highest value of each, then the lowest. */
  private static final Layout LIMITS =
      Layout.exact(
              highLow("grid_voltage_high", "V", "000.0", 1, "Highest grid voltage"),
              highLow("grid_voltage_low", "V", "000.0", 1, "Lowest grid voltage"),
              highLow("grid_frequency_high", "Hz", "00.0", 1, "Highest grid frequency"),
              highLow("grid_frequency_low", "Hz", "00.0", 1, "Lowest grid frequency"),
              highLow("feed_wait", "s", "000", 1, "Time before the grid is connected"),
              highLow("float_voltage", "V", "00.0", 1, "Battery float voltage"),
              highLow("charging_current", "A", "00.0", 1, "Highest charging current"),
              highLow("pv_voltage_high", "V", "000", 1, "Highest PV voltage"),
              highLow("pv_voltage_low", "V", "000", 1, "Lowest PV voltage"),
              highLow("mppt_voltage_high", "V", "000", 1, "Highest tracker voltage"),
              highLow("mppt_voltage_low", "V", "000", 1, "Lowest tracker voltage"),
              highLow("output_power", "W", "00000", 1, "Highest output power"),
              highLow("bulk_voltage", "V", "00.0", 1, "Battery bulk voltage"),
              verbatim(
                  Field.of("undocumented_27", "Field 27, meaning not known", Field.Type.TEXT)
                      .internal()))
          .withRaw();

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of(
                  "QFLAG",
                  "flags",
                  "Switches",
                  Layout.exact(LettersColumn.ofAnyCase(Pi16Words.FLAGS)))
              .every(SETTINGS),
          Inquiry.of(
                  "QENF",
                  "energy_settings",
                  "Who may feed whom",
                  Layout.exact(new SwitchesColumn(Pi16Words.ENERGY)).withRaw())
              .every(SETTINGS),
          Inquiry.of("QCHGS", "charging", "Charging", CHARGING).every(SETTINGS),
          Inquiry.of("QBSDV", "discharge_voltages", "Discharge voltages", DISCHARGING),
          Inquiry.of(
              "QOFFC",
              "off_charge",
              "End of charging",
              Layout.exact(
                  decimal("min_float_current", "A", "00.0", "Least float current"),
                  decimal("restart_voltage", "V", "00.0", "Charging starts again below"),
                  whole("hold_time", "min", "000", "Time before charging ends"))),
          Inquiry.of("QDI", "default_settings", "Factory settings", DEFAULTS),
          Inquiry.of(
              "QDI2",
              "default_settings_2",
              "More factory settings",
              new Layout(
                  List.of(
                      decimal("max_charging_current", "A", "00.0", "Highest charging current"),
                      decimal("float_voltage", "V", "00.0", "Battery float voltage"),
                      whole("feed_wait", "s", "000", "Time before the grid is connected"),
                      decimal("cut_off_voltage", "V", "00.0", "Cut-off voltage"),
                      decimal("bulk_voltage", "V", "00.0", "Battery bulk voltage"),
                      raw("filler", Column.REST, "[-. ]+", "Filler")),
                  5,
                  20)),
          Inquiry.of("QVFTR", "limits", "Limits of the settings, upper and lower in turn", LIMITS),
          one(
              "QPRIO",
              "pv_priority",
              choice("pv_priority", "Who gets PV power first", Pi16Words.PV_PRIORITY)),
          Inquiry.of(
              "GNTMQ",
              "generator",
              "Generator as AC source",
              Layout.exact(
                  Columns.parts(
                      "(\\d)([01])",
                      List.of("undocumented_1", "generator_code"),
                      Field.of("undocumented_1", "Digit 1, meaning not known", Field.Type.TEXT)
                          .internal(),
                      Field.of("generator_code", "Generator as AC source", Field.Type.TEXT)))),
          range("QGOV", "feed_voltage_window", volts("high", "Highest"), volts("low", "Lowest")),
          range("QGOF", "feed_frequency_window", hertz("high", "Highest"), hertz("low", "Lowest")),
          range("QBYV", "grid_voltage_window", volts("high", "Highest"), volts("low", "Lowest")),
          range("QBYF", "grid_frequency_window", hertz("high", "Highest"), hertz("low", "Lowest")),
          range("QPVIPV", "pv_voltage_range", whole3("high", "Highest"), whole3("low", "Lowest")),
          range("QMPPTV", "mppt_voltage_range", whole3("high", "Highest"), whole3("low", "Lowest")),
          range("QCHT", "charging_window", time("start", "Start"), time("end", "End")),
          one(
              "QPKT",
              "ac_charging_window",
              new WindowColumn("window", "Hours of charging from the grid")),
          one("QLDT", "ac_output_window", new WindowColumn("window", "Hours of AC output")),
          range(
              "QGLTV",
              "grid_mean_voltage_limit",
              whole3("grid_mean_voltage_high", "Highest mean grid voltage"),
              unexplained("reserved", "\\d{3}", "Reserved")),
          one("QFT", "feed_wait", whole("feed_wait", "s", "=000", "Time before grid connection")),
          one("QOPMP", "max_output_power", watts("max_output_power", "Highest output power")),
          one("QGPMP", "max_feed_power", watts("max_feed_power", "Highest feed-in power")),
          one(
              "QLST",
              "lcd_sleep",
              wholeScaled("lcd_sleep", "s", "=00", 1 / 30.0, "Display sleeps after")),
          one(
              "QOPF",
              "power_factor",
              text("power_factor", "[+-]?\\d\\.\\d+|[+-]\\d{3}", "Power factor")),
          one("QPPS", "power_percent", whole("power_percent", "%", "=000", "Power")),
          one("QPPD", "power_percent_2", whole("power_percent", "%", "=000", "Power")),
          one("QPDG", "power_derating", flag("power_derating", "Less power")),
          one("QPFL", "power_factor_limit", text("power_factor_limit", "[+-]?\\d{3}", "Limit")));

  private Pi16Settings() {}

  private static Inquiry one(String code, String name, Column column) {
    return Inquiry.of(code, name, column.fields().get(0).title(), Layout.exact(column));
  }

  private static Inquiry range(String code, String name, Column from, Column to) {
    String words = name.replace('_', ' ');
    String title = words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    return Inquiry.of(code, name, title, Layout.exact(from, to));
  }

  private static Column volts(String key, String title) {
    return decimal(key, "V", "000.0", title);
  }

  private static Column hertz(String key, String title) {
    return decimal(key, "Hz", "=00.0", title);
  }

  private static Column whole3(String key, String title) {
    return whole(key, "V", "=000", title);
  }

  private static Column watts(String key, String title) {
    return whole(key, "W", "=00000", title);
  }
}
