package io.sunherd.protocol.pi18;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.numbers;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.LongSerialColumn;
import io.sunherd.protocol.column.WindowColumn;
import io.sunherd.protocol.frame.CaretFraming;
import io.sunherd.protocol.pi30.Pi30Ratings;
import io.sunherd.protocol.pi30.Pi30Words;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/** PI18: InfiniSolar V, LV5048 Hybrid V2, LV2424, Axpert with {@code ^D} replies (PI18.md). */
public final class Pi18 {
  private static final Duration SETTINGS = Duration.ofSeconds(30);
  private static final Duration RARELY = Duration.ofMinutes(10);

  /** A version; allowed currents have three digits each. */
  private static final String VERSION = "[\\w.-]{4,12}";

  /**
   * The most fields that newer firmware may append; with more, a reply of FWS would pass for one of
   * FLAG.
   */
  private static final int MORE = 4;

  /** Float comes before bulk, the other way round than in PIRI. */
  private static final Layout DEFAULTS =
      Layout.open(
          24,
          scaled("ac_output_voltage", "V", "0000", 10, "AC output voltage"),
          scaled("ac_output_frequency", "Hz", "000", 10, "AC output frequency"),
          choice("input_voltage_range", "Input voltage range", Pi30Words.INPUT_RANGE),
          scaled("battery_under_voltage", "V", "000", 10, "Battery cut-off voltage"),
          scaled("battery_float_voltage", "V", "000", 10, "Battery float voltage"),
          scaled("battery_bulk_voltage", "V", "000", 10, "Battery bulk voltage"),
          scaled("battery_recharge_voltage", "V", "000", 10, "Battery voltage back to grid"),
          scaled("battery_redischarge_voltage", "V", "000", 10, "Battery voltage back to battery"),
          whole("max_charging_current", "A", "000", "Highest charging current"),
          whole("max_ac_charging_current", "A", "00", "Highest charging current from the grid"),
          choice("battery_type", "Battery type", Pi18Words.BATTERY_TYPE),
          choice("output_source_priority", "Output source priority", Pi18Words.OUTPUT_PRIORITY),
          choice("charger_source_priority", "Charger source priority", Pi18Words.CHARGER_PRIORITY),
          text("solar_power_priority", "[01]", "Solar power priority"),
          text("machine_type", "[01]", "Machine type"),
          choice("output_mode", "Output mode", Pi18Words.OUTPUT_MODE),
          flag("buzzer_flag", "Buzzer"),
          flag("overload_restart", "Restart after overload"),
          flag("over_temperature_restart", "Restart after over temperature"),
          flag("backlight", "Back light"),
          flag("primary_source_interrupt_alarm", "Alarm when the primary source is lost"),
          flag("fault_code_record", "Fault code record"),
          flag("overload_bypass", "Bypass on overload"),
          flag("lcd_return_to_default", "Display returns to the first page"));

  private static final Layout FLAGS =
      Layout.exact(
              flag("buzzer_flag", "Buzzer"),
              flag("overload_bypass", "Bypass on overload"),
              flag("lcd_return_to_default", "Display returns to the first page"),
              flag("overload_restart", "Restart after overload"),
              flag("over_temperature_restart", "Restart after over temperature"),
              flag("backlight", "Back light"),
              flag("primary_source_interrupt_alarm", "Alarm when the primary source is lost"),
              flag("fault_code_record", "Fault code record"),
              unexplained("reserved_raw", "Reserved"))
          .withRoom(MORE);

  private static final List<Inquiry> RARE =
      List.of(
          Inquiry.of("PIRI", "settings", "Ratings and settings", ratings("00"), ratings("000"))
              .every(SETTINGS),
          Inquiry.of("FLAG", "flags", "Switches", FLAGS).every(SETTINGS),
          Inquiry.of("DI", "default_settings", "Factory settings", DEFAULTS),
          Inquiry.of(
              "PI", "protocol", "Protocol", Layout.exact(text("protocol", "18", "Protocol"))),
          Inquiry.of(
              "ID", "serial_number", "Serial number", Layout.exact(LongSerialColumn.oneToken())),
          Inquiry.of(
                  "VFW",
                  "firmware",
                  "Firmware",
                  Layout.exact(
                          many(
                              text("main", VERSION, "Main firmware"),
                              new PackedVersionColumn("version", "Version of the main firmware")),
                          text("slave1", VERSION, "Firmware of slave 1; 00000 where there is none"),
                          text("slave2", VERSION, "Firmware of slave 2; 00000 where there is none"))
                      .withRoom(MORE))
              .every(RARELY),
          amperes("MCHGCR", "max_charging_currents", "Charging currents this unit takes"),
          amperes(
              "MUCHGCR",
              "max_ac_charging_currents",
              "Charging currents from the grid this unit takes"),
          Inquiry.of(
                  "PRI",
                  "parallel_ratings",
                  "Ratings of a unit of the parallel system",
                  Layout.exact(
                          flag("exists", "The unit exists"),
                          LongSerialColumn.twoTokens(),
                          choice(
                              "charger_source_priority",
                              "Charger source priority",
                              Pi18Words.CHARGER_PRIORITY),
                          whole("max_charging_current", "A", "000", "Highest charging current"),
                          whole(
                              "max_ac_charging_current",
                              "A",
                              "000",
                              "Highest charging current from the grid"),
                          choice("output_mode", "Output mode", Pi18Words.OUTPUT_MODE))
                      .withRoom(MORE))
              .with(Argument.of("parallel number of the unit, 0 to 9", "\\d", "0").usually("0")),
          window("ACCT", "ac_charging_window", "Hours of charging from the grid"),
          window("ACLT", "ac_output_window", "Hours of AC output"));

  /** The dialect. */
  public static final Dialect PI18 =
      new Dialect(
          "pi18",
          "PI18 (InfiniSolar V, LV5048 Hybrid V2, LV2424)",
          CaretFraming.PI18,
          Inquiry.commas(List.of(Pi18Status.ALL, RARE)),
          Pi18Settings.ALL,
          Pi18Setters.ALL);

  private Pi18() {}

  /**
   * Ratings and settings.
   *
   * @param acAmps the digits of the highest current from the grid: two in the document, three on
   *     LV5048
   */
  private static Layout ratings(String acAmps) {
    return Layout.open(
            25,
            scaled("ac_input_rating_voltage", "V", "0000", 10, "AC input rating voltage"),
            scaled("ac_input_rating_current", "A", "000", 10, "AC input rating current"),
            scaled("ac_output_rating_voltage", "V", "0000", 10, "AC output rating voltage"),
            scaled("ac_output_rating_frequency", "Hz", "000", 10, "AC output rating frequency"),
            scaled("ac_output_rating_current", "A", "000", 10, "AC output rating current"),
            whole(
                "ac_output_rating_apparent_power", "VA", "0000", "AC output rating apparent power"),
            whole("ac_output_rating_active_power", "W", "0000", "AC output rating active power"),
            scaled("battery_rating_voltage", "V", "000", 10, "Battery rating voltage"),
            scaled("battery_recharge_voltage", "V", "000", 10, "Battery voltage back to grid"),
            scaled(
                "battery_redischarge_voltage", "V", "000", 10, "Battery voltage back to battery"),
            scaled("battery_under_voltage", "V", "000", 10, "Battery cut-off voltage"),
            scaled("battery_bulk_voltage", "V", "000", 10, "Battery bulk voltage"),
            scaled("battery_float_voltage", "V", "000", 10, "Battery float voltage"),
            choice("battery_type", "Battery type", Pi18Words.BATTERY_TYPE),
            whole("max_ac_charging_current", "A", acAmps, "Highest charging current from the grid"),
            whole("max_charging_current", "A", "000", "Highest charging current"),
            choice("input_voltage_range", "Input voltage range", Pi30Words.INPUT_RANGE),
            choice("output_source_priority", "Output source priority", Pi18Words.OUTPUT_PRIORITY),
            choice(
                "charger_source_priority", "Charger source priority", Pi18Words.CHARGER_PRIORITY),
            whole("parallel_max_num", null, "0", "Units that can be paralleled"),
            choice("machine_type", "Machine type", Pi18Words.MACHINE_TYPE),
            choice("topology", "Topology", Pi30Words.TOPOLOGY),
            choice("output_mode", "Output mode", Pi18Words.OUTPUT_MODE),
            choice("solar_power_priority", "Solar power priority", Pi18Words.SOLAR_PRIORITY),
            text("mppt_strings", "\\d", "Trackers"),
            unexplained("undocumented_26", "\\w{2,}", "Field 26, meaning not known"))
        .inferring(Pi30Ratings.RATED);
  }

  private static Inquiry amperes(String code, String name, String title) {
    return Inquiry.of(
            code, name, title, Layout.list(numbers("values", "A", "000", Column.REST, title)))
        .every(RARELY);
  }

  /** Both ends at 00:00 mean always. */
  private static Inquiry window(String code, String name, String title) {
    return Inquiry.of(
        code,
        name,
        title,
        Layout.exact(new WindowColumn("window", title + "; 00:00-00:00 is always")));
  }
}
