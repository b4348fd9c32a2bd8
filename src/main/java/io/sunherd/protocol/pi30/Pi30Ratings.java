package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.join;
import static io.sunherd.protocol.column.Columns.modelNumber;
import static io.sunherd.protocol.column.Columns.numbers;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.serialNumber;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.version;
import static io.sunherd.protocol.column.Columns.whole;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.LettersColumn;
import io.sunherd.protocol.column.LongSerialColumn;
import io.sunherd.protocol.column.TextColumn;
import io.sunherd.protocol.field.Agreement;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** PI30: the inquiries for what the inverter is and how it is set. */
public final class Pi30Ratings {
  private static final Duration SETTINGS = Duration.ofSeconds(30);
  private static final Duration RARELY = Duration.ofMinutes(10);

  static final Inquiry QPI =
      Inquiry.of(
          "QPI", "protocol", "Protocol", Layout.exact(text("protocol", "PI\\d{2}", "Protocol")));

  static final Inquiry QID =
      Inquiry.of("QID", "serial_number", "Serial number", Layout.exact(serialNumber()));

  /** Two digits of length, then the serial number; what follows it is filler (QUIRKS L12). */
  static final Inquiry QSID =
      Inquiry.of(
          "QSID",
          "long_serial_number",
          "Serial number, long form",
          Layout.exact(LongSerialColumn.oneToken()));

  static final Inquiry QVFW = firmware("QVFW", "firmware", "Main firmware").every(RARELY);
  static final Inquiry QVFW2 = firmware("QVFW2", "firmware_2", "Firmware of the second processor");
  static final Inquiry QVFW3 =
      firmware("QVFW3", "firmware_3", "Firmware of charger 2 or of the remote panel");
  static final Inquiry QVFW4 = firmware("QVFW4", "firmware_4", "Firmware of charger 3");
  static final Inquiry VERFW =
      firmware("VERFW:", "bluetooth_firmware", "Firmware of the Bluetooth board");

  /**
   * Any name, short or odd, with or without filler around it; clones name other makers' models
   * (QUIRKS I6, X3). It has a letter, is one word or begins with a letter, and is not the answer to
   * another inquiry: a protocol, switches, a version, a serial number. A name with a dash is split
   * in two at the last one.
   */
  private static final Column MODEL_NAME =
      new TextColumn(
          Pattern.compile(
              "[# ]*(?!PI\\d\\d[# ]*$|E[a-z]*D[a-z]*[# ]*$|.*:|.*\\d{8})(?=.*[A-Za-z])"
                  + "(?=[A-Za-z]|\\S+[# ]*$)((\\S.*)-([^-#]*[^-# ])|\\S.*?[^# ])[# ]*"),
          values -> {
            Object name = values.get("model_name");
            Object whole = values.get("model_family") + "-" + values.get("rating_token");
            return (name == null ? whole : name).toString();
          },
          List.of(
              Field.of("model_name", "Model name", Field.Type.TEXT),
              Field.of("model_family", "Model family", Field.Type.TEXT),
              Field.of("rating_token", "Rating in the model name", Field.Type.TEXT)));

  static final Inquiry QMN =
      Inquiry.of("QMN", "model", "Model name", Layout.undivided(MODEL_NAME)).every(RARELY);

  static final Inquiry QGMN =
      Inquiry.of("QGMN", "model_number", "General model number", Layout.exact(modelNumber()))
          .every(RARELY);

  /** The rated power must agree with volts times amperes: not 200 W at 46.3 A and 220 V. */
  public static final List<Inference> RATED =
      List.of(
          new Agreement(
              "ac_output_rating_apparent_power",
              "ac_output_rating_voltage",
              "ac_output_rating_current"),
          new Agreement(
              "ac_output_rating_active_power",
              "ac_output_rating_voltage",
              "ac_output_rating_current"));

  /** Fields 1 to 21 that all families share (PI30.md 7.2). */
  private static Column[] ratingColumns(Map<String, String> chargerPriorities) {
    return new Column[] {
      decimal("grid_rating_voltage", "V", "000.0", "Grid rating voltage"),
      decimal("grid_rating_current", "A", "00.0", "Grid rating current"),
      decimal("ac_output_rating_voltage", "V", "000.0", "AC output rating voltage"),
      decimal("ac_output_rating_frequency", "Hz", "00.0", "AC output rating frequency"),
      decimal("ac_output_rating_current", "A", "00.0", "AC output rating current"),
      whole("ac_output_rating_apparent_power", "VA", "0000", "AC output rating apparent power"),
      whole("ac_output_rating_active_power", "W", "0000", "AC output rating active power"),
      decimal("battery_rating_voltage", "V", "00.0", "Battery rating voltage"),
      decimal("battery_recharge_voltage", "V", "00.0", "Battery voltage back to grid"),
      decimal("battery_under_voltage", "V", "00.0", "Battery cut-off voltage"),
      decimal("battery_bulk_voltage", "V", "00.0", "Battery bulk voltage"),
      decimal("battery_float_voltage", "V", "00.0", "Battery float voltage"),
      choice("battery_type", "Battery type", Pi30Words.BATTERY_TYPE),
      whole("max_ac_charging_current", "A", "00|000", "Highest charging current from the grid"),
      whole("max_charging_current", "A", "000|00", "Highest charging current"),
      choice("input_voltage_range", "Input voltage range", Pi30Words.INPUT_RANGE),
      choice("output_source_priority", "Output source priority", Pi30Words.OUTPUT_PRIORITY),
      choice("charger_source_priority", "Charger source priority", chargerPriorities),
      whole("parallel_max_num", null, "0", "Units that can be paralleled"),
      choice("machine_type", "Machine type", Pi30Words.MACHINE_TYPE),
      choice("topology", "Topology", Pi30Words.TOPOLOGY)
    };
  }

  /** The 29 fields of MAX; older families stop earlier. */
  private static final Layout QPIRI_FULL =
      ratings(Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY);

  /** Some clones end with three fields of a second output (QUIRKS L5). */
  private static final Layout QPIRI_DUAL =
      Layout.exact(
              join(
                  join(ratingColumns(Pi30Words.CHARGER_PRIORITY), more(Pi30Words.OUTPUT_MODE)),
                  unexplained("undocumented_26", "\\d\\d\\.\\d", "Field 26, meaning not known"),
                  unexplained("undocumented_27", "\\d\\d", "Field 27, meaning not known"),
                  unexplained("undocumented_28", "\\d\\d\\.\\d", "Field 28, meaning not known")))
          .inferring(RATED);

  static final Inquiry QPIRI =
      Inquiry.of("QPIRI", "settings", "Ratings and settings", QPIRI_FULL, QPIRI_DUAL)
          .every(SETTINGS);

  static final Inquiry QPIRI_PI41 =
      QPIRI.replying(ratings(Pi30Words.OUTPUT_MODE_PI41, Pi30Words.CHARGER_PRIORITY));

  static final Inquiry QPIRI_LV6548 =
      QPIRI.replying(ratings(Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY_LV6548));

  /** Fields 9 to 12 and 14 mean other things on REVO, the rest is reserved (VREV 1.1). */
  static final Inquiry QPIRI_REVO =
      QPIRI.replying(
          Layout.open(
                  21,
                  join(
                      Arrays.copyOf(ratingColumns(Pi30Words.CHARGER_PRIORITY), 8),
                      decimal("low_alarm_voltage", "V", "00.0", "Low battery alarm voltage"),
                      decimal("battery_under_voltage", "V", "00.0", "Battery cut-off voltage"),
                      decimal("battery_bulk_voltage", "V", "00.0", "Battery bulk voltage"),
                      decimal("battery_float_voltage", "V", "00.0", "Battery float voltage"),
                      choice("battery_type", "Battery type", Pi30Words.BATTERY_TYPE),
                      whole(
                          "max_charging_current_range",
                          "A",
                          "00|000",
                          "Highest charging current possible"),
                      raw("reserved", 7, "[\\d. -]+", "Reserved fields")))
              .inferring(RATED));

  /** The switches of QFLAG (PI30.md 7.3). */
  static final Map<Character, Field> SWITCHES = switches();

  static final Inquiry QFLAG =
      Inquiry.of("QFLAG", "flags", "Switches", Layout.exact(new LettersColumn(SWITCHES)))
          .every(SETTINGS);

  /**
   * Factory defaults; float comes before bulk, the other way round than in QPIRI (PI30.md 7.10).
   */
  static final Inquiry QDI =
      Inquiry.of("QDI", "default_settings", "Factory settings", defaults(Pi30Words.OUTPUT_MODE));

  static final Inquiry QDI_PI41 = QDI.replying(defaults(Pi30Words.OUTPUT_MODE_PI41));

  static final Inquiry QMCHGCR =
      amperes("QMCHGCR", "max_charging_currents", "Charging currents this unit takes");
  static final Inquiry QMUCHGCR =
      amperes(
          "QMUCHGCR",
          "max_ac_charging_currents",
          "Charging currents from the grid this unit takes");
  static final Inquiry QMSCHGCR =
      amperes(
          "QMSCHGCR",
          "max_solar_charging_currents",
          "Charging currents from the sun this unit takes");

  static final Inquiry QBOOT =
      Inquiry.of(
          "QBOOT",
          "bootstrap",
          "Boot loader present",
          Layout.exact(text("has_bootstrap", "[01]", "Boot loader present")));

  static final Inquiry QOPM =
      Inquiry.of("QOPM", "output_mode", "Output mode", outputMode(Pi30Words.OUTPUT_MODE));

  static final Inquiry QOPM_PI41 = QOPM.replying(outputMode(Pi30Words.OUTPUT_MODE_PI41));

  static final Inquiry QCST =
      Inquiry.of(
          "QCST",
          "charging_stage",
          "Charging stage",
          Layout.exact(choice("charging_stage", "Charging stage", Pi30Words.CHARGING_STAGE)));

  static final Inquiry QCVT =
      Inquiry.of(
          "QCVT",
          "cv_charging_time",
          "Time at bulk voltage",
          Layout.exact(
              whole("cv_charging_time", "min", "=000", "Time at bulk voltage; 255 is automatic")));

  static final Inquiry QBEQI =
      Inquiry.of(
          "QBEQI",
          "equalisation",
          "Battery equalisation",
          Layout.exact(
              flag("enabled", "Equalisation enabled"),
              whole("time", "min", "000", "Equalisation time"),
              whole("period", "day", "000", "Days between equalisations"),
              whole("max_current", "A", "000", "Equalisation current"),
              unexplained("reserved_5", "Reserved"),
              decimal("voltage", "V", "00.00", "Equalisation voltage"),
              unexplained("reserved_7", "Reserved"),
              whole("over_time", "min", "000", "Equalisation time-out"),
              flag("active", "Equalising now"),
              whole("elapsed", "h", "0000", "Time equalised")));

  static final Inquiry QOPPT =
      Pi30Status.hourly("QOPPT", "output_priority_hours", "Output source priority by hour");
  static final Inquiry QCHPT =
      Pi30Status.hourly("QCHPT", "charger_priority_hours", "Charger source priority by hour");

  static final Inquiry QLED =
      Inquiry.of(
          "QLED",
          "led",
          "LED bar",
          Layout.exact(
              flag("enabled", "LED bar enabled"),
              whole("speed", null, "0", "Speed"),
              whole("effect", null, "0", "Effect: 0 breathing, 2 solid, 3 scrolling"),
              whole("brightness", null, "0", "Brightness"),
              whole("color_count", null, "0", "Number of colours"),
              new ColorsColumn()));

  /** Read-back of PBATCD; every unit seen so far refuses it. */
  static final Inquiry QBATCD =
      Inquiry.of(
          "QBATCD",
          "battery_control",
          "Charge and discharge switches",
          Layout.exact(
              text("battery_control", "[01]{3}", "Discharge, stand-by and charge switch")));

  /** Seen on one model only: kept raw. */
  static final Inquiry QDOP =
      Inquiry.of(
          "QDOP",
          "dual_output",
          "Second output, meaning not known",
          Layout.exact(
              raw("raw_fields", 14, "(\\d ){4}(\\d\\d\\.\\d ){2}[\\d ]+", "Fields as sent")),
          Layout.exact(
              raw("raw_fields", 12, "(\\d ){4}(\\d\\d\\.\\d ){2}[\\d ]+", "Fields as sent")));

  private Pi30Ratings() {}

  private static Inquiry firmware(String code, String name, String title) {
    return Inquiry.of(code, name, title, version("[A-Za-z]\\w*"));
  }

  private static Inquiry amperes(String code, String name, String title) {
    return Inquiry.of(
            code, name, title, Layout.list(numbers("values", "A", "000", Column.REST, title)))
        .every(RARELY);
  }

  private static Layout defaults(Map<String, String> outputModes) {
    return Layout.open(
        25,
        decimal("ac_output_voltage", "V", "000.0", "AC output voltage"),
        decimal("ac_output_frequency", "Hz", "00.0", "AC output frequency"),
        whole("max_ac_charging_current", "A", "0000", "Highest charging current from the grid"),
        decimal("battery_under_voltage", "V", "00.0", "Battery cut-off voltage"),
        decimal("battery_float_voltage", "V", "00.0", "Battery float voltage"),
        decimal("battery_bulk_voltage", "V", "00.0", "Battery bulk voltage"),
        decimal("battery_recharge_voltage", "V", "00.0", "Battery voltage back to grid"),
        whole("max_charging_current", "A", "00|000", "Highest charging current"),
        choice("input_voltage_range", "Input voltage range", Pi30Words.INPUT_RANGE),
        choice("output_source_priority", "Output source priority", Pi30Words.OUTPUT_PRIORITY),
        choice("charger_source_priority", "Charger source priority", Pi30Words.CHARGER_PRIORITY),
        choice("battery_type", "Battery type", Pi30Words.BATTERY_TYPE),
        flag("buzzer_silenced", "Buzzer silenced"),
        flag("power_saving", "Power saving"),
        flag("overload_restart", "Restart after overload"),
        flag("over_temperature_restart", "Restart after over temperature"),
        flag("backlight", "Back light"),
        flag("primary_source_interrupt_alarm", "Alarm when the primary source is lost"),
        flag("fault_code_record", "Fault code record"),
        flag("overload_bypass", "Bypass on overload"),
        flag("lcd_return_to_default", "Display returns to the first page"),
        choice("output_mode", "Output mode", outputModes),
        decimal("battery_redischarge_voltage", "V", "00.0", "Battery voltage back to battery"),
        choice("pv_ok_condition", "PV OK condition", Pi30Words.PV_OK),
        choice("pv_power_balance", "PV power balance", Pi30Words.PV_BALANCE),
        text("cv_or_tail_26", "\\d{1,3}", "Field 26: CV time in minutes on some families"));
  }

  private static Layout outputMode(Map<String, String> outputModes) {
    return Layout.exact(choice("output_mode", "Output mode", Pi30Words.twoDigits(outputModes)));
  }

  private static Column[] more(Map<String, String> outputModes) {
    return new Column[] {
      choice("output_mode", "Output mode", outputModes),
      decimal("battery_redischarge_voltage", "V", "00.0", "Battery voltage back to battery"),
      choice("pv_ok_condition", "PV OK condition", Pi30Words.PV_OK),
      choice("pv_power_balance", "PV power balance", Pi30Words.PV_BALANCE)
    };
  }

  private static Layout ratings(
      Map<String, String> outputModes, Map<String, String> chargerPriorities) {
    return Layout.open(
            21,
            join(
                join(ratingColumns(chargerPriorities), more(outputModes)),
                whole("cv_charging_time", "min", "000", "Time at bulk voltage; 0 is automatic"),
                choice("operation_logic", "Operation logic", Pi30Words.OPERATION_LOGIC),
                whole(
                    "max_discharging_current", "A", "000", "Highest discharging current; 0 is off"),
                unexplained("undocumented_29", "Field 29, meaning not known")))
        .inferring(RATED);
  }

  private static Map<Character, Field> switches() {
    Map<Character, Field> letters = new LinkedHashMap<>();
    letter(letters, 'a', "buzzer", "Buzzer");
    letter(letters, 'b', "overload_bypass", "Bypass on overload");
    letter(letters, 'd', "solar_feed_to_grid", "Solar feeds the grid");
    letter(letters, 'j', "power_saving", "Power saving");
    letter(letters, 'k', "lcd_return_to_default", "Display returns to the first page");
    letter(letters, 'l', "data_log_pop_up", "Data log pop-up");
    letter(letters, 'u', "overload_restart", "Restart after overload");
    letter(letters, 'v', "over_temperature_restart", "Restart after over temperature");
    letter(letters, 'x', "backlight", "Back light");
    letter(letters, 'y', "primary_source_interrupt_alarm", "Alarm when the primary source is lost");
    letter(letters, 'z', "fault_code_record", "Fault code record");
    return letters;
  }

  private static void letter(Map<Character, Field> letters, char letter, String key, String title) {
    letters.put(letter, Field.of(key, title, Field.Type.SWITCH));
  }
}
