package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.column.Columns.above;
import static io.sunherd.protocol.column.Columns.asSent;
import static io.sunherd.protocol.column.Columns.bit;
import static io.sunherd.protocol.column.Columns.bits;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.inverted;
import static io.sunherd.protocol.column.Columns.join;
import static io.sunherd.protocol.column.Columns.letter;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.names;
import static io.sunherd.protocol.column.Columns.numbers;
import static io.sunherd.protocol.column.Columns.pair;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.serialNumber;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.field.FieldGroup.BATTERY;
import static io.sunherd.protocol.field.FieldGroup.GRID;
import static io.sunherd.protocol.field.FieldGroup.OUTPUT;
import static io.sunherd.protocol.field.FieldGroup.SETUP;
import static io.sunherd.protocol.field.FieldGroup.SOLAR;
import static io.sunherd.protocol.field.FieldGroup.STATE;
import static io.sunherd.protocol.field.FieldGroup.SYSTEM;
import static io.sunherd.protocol.field.FieldGroup.WARNINGS;

import io.sunherd.protocol.column.BitsColumn;
import io.sunherd.protocol.column.ClockColumn;
import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Columns;
import io.sunherd.protocol.column.FaultCodeColumn;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.NumberColumn;
import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Liveliness;
import io.sunherd.protocol.field.Product;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.TrackerPower;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** PI30: the inquiries whose answers change by themselves. */
final class Pi30Status {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** Above this, the heat sink column holds converter counts, not degrees (QUIRKS V1). */
  private static final double HOTTEST = 150;

  private static final Column PV1_AMPS = pv1Amps("0000|00.0");
  private static final Column PV1_TENTHS = pv1Amps("00.0|0000");

  /**
   * PV power of a unit that sends no field 20: volts times amperes, where the amperes are those of
   * the PV input. That is so where they come in tenths and no solar charger measures the battery
   * (MAX, VM, GK and kin: the product is field 20 in every capture). Whole amperes beside a solar
   * charger's battery voltage flow into the battery (16 A at 52.78 V are the 844 W reported, not
   * the 1,610 W of 100.6 V): these give no PV power (QUIRKS X8).
   */
  private static final Inference PV_POWER =
      Product.of("pv_watts", "pv_volts", "pv_amps")
          .where(values -> values.hasFraction("pv_amps") && values.isZero("batt_volt_scc"));

  /** A unit that answers is powered by grid, battery or sun. */
  private static final Inference ALIVE =
      Liveliness.of("grid_volt", "ac_volt", "bus_volt", "batt_volt", "pv_volts");

  /** Field 17 of QPIGS (PI30.md 7.4). */
  private static final Column DEVICE_STATUS =
      deviceStatus(
          bit(7, "sbu_priority_version", "SBU priority firmware present").in(SETUP),
          bit(3, "batt_volt_to_steady", "Battery voltage steady while charging").in(BATTERY));

  /** Fields 18 to 24 of QPIGS. */
  private static final Column[] TAIL = {
    many(
            scaled("fan_on_battery_offset", "mV", "00", 0.1, "Battery voltage offset for the fan"),
            whole("mask_b", null, "00", "Battery voltage offset for the fan, in 10 mV"))
        .in(SETUP),
    many(
            text("eeprom_version", "EEPROM version"),
            whole("mask_c", null, "00", "EEPROM version, as a number"))
        .in(SETUP),
    whole("pv_watts", "W", "00000", "PV1 charging power").as(Quantity.PV_WATTS),
    many(
        bits(
            null,
            3,
            "Device status 2",
            bit(2, "charging_to_float", "Charging in float").in(BATTERY),
            bit(1, "switch_on", "Switched on").in(STATE),
            bit(0, "dustproof_installed", "Dust-proof kit installed").in(SETUP)),
        whole("mask_d", null, "000", "Device status 2, as a number")),
    flag("solar_feed_to_grid", "Solar feeds the grid").in(GRID),
    text("country_code", "Country code").in(SETUP),
    // Reserved in the document; a unit that does not feed has shown 54 W (PI30.md 7.4).
    whole("solar_feed_to_grid_power", "W", "0000", "Solar power to the grid")
        .asWhile("solar_feed_to_grid", Quantity.SOLAR_FEED_TO_GRID_POWER)
  };

  private static final Column[] HEAD = {
    decimal("grid_volt", "V", "000.0", "Grid voltage").as(Quantity.GRID_VOLT),
    decimal("grid_freq", "Hz", "00.0", "Grid frequency").as(Quantity.GRID_FREQ),
    decimal("ac_volt", "V", "000.0", "AC output voltage").as(Quantity.AC_VOLT),
    decimal("ac_freq", "Hz", "00.0", "AC output frequency").as(Quantity.AC_FREQ),
    whole("ac_va", "VA", "0000", "AC output apparent power").as(Quantity.AC_VA),
    whole("ac_watt", "W", "0000", "AC output active power").as(Quantity.AC_WATT),
    decimal("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT),
    decimal("bus_volt", "V", "000", "Bus voltage").in(OUTPUT),
    decimal("batt_volt", "V", "00.00", "Battery voltage").as(Quantity.BATT_VOLT),
    whole("batt_charge_amps", "A", "000", "Battery charging current").as(Quantity.BATT_CHARGE_AMPS),
    whole("batt_capacity", "%", "000", "Battery capacity").as(Quantity.BATT_CAPACITY),
    many(
            whole("temp", "°C", "0000", "Heat sink temperature").as(Quantity.TEMP),
            above(HOTTEST, "temp_in_counts", "Temperature is in converter counts, not °C"))
        .in(SETUP)
  };

  static final Inquiry QPIGS =
      Inquiry.of("QPIGS", "status", "Live values", liveValues(PV1_AMPS, DEVICE_STATUS)).every(LIVE);

  /** MAX sends the PV current in tenths (VMAX). */
  static final Inquiry QPIGS_MAX = QPIGS.replying(liveValues(PV1_TENTHS, DEVICE_STATUS));

  /** GK and MK use b7 in another way, reserve b3, and send tenths too (VGK). */
  static final Inquiry QPIGS_GK =
      QPIGS.replying(
          liveValues(
              PV1_TENTHS,
              deviceStatus(bit(7, "source_feeds_load", "PV or grid feeds the load").in(STATE))));

  /** PI41 has its own bits (V41). */
  static final Inquiry QPIGS_PI41 =
      QPIGS.replying(
          liveValues(
              PV1_AMPS,
              bits(
                  "raw_status",
                  8,
                  "Device status",
                  names(
                          "charge_source",
                          "Charging from",
                          masks("ac_charging", 0b1000000, "solar_charging", 0b100000),
                          "not_charging")
                      .in(BATTERY),
                  bit(7, "scc1_ok", "Solar charger 1 works").in(SOLAR),
                  pair(3, "battery_state", "Battery state", "normal", "under", "open").in(BATTERY),
                  bit(2, "line_loss", "Grid lost").in(GRID),
                  bit(1, "load_status", "Load on").in(OUTPUT),
                  bit(0, "configuration_changed", "Configuration changed").in(SETUP))));

  /**
   * REVO has PV power and energy where the others have currents (VREV 1.2). Its field at the place
   * of PV1 charging power is not counted in addition.
   */
  static final Inquiry QPIGS_REVO =
      QPIGS.replying(
          layout(
              HEAD,
              revoTail(),
              whole("pv_power", "W", "0000", "PV power").as(Quantity.PV_WATTS),
              decimal("pv_volts", "V", "000.0", "PV voltage").in(SOLAR),
              decimal("batt_volt_scc", "V", "00.00", "Battery voltage of the solar charger")
                  .in(BATTERY),
              whole("pv_energy_today", "Wh", "00000", "PV energy today").in(SOLAR),
              DEVICE_STATUS));

  static final Inquiry QPIGS2 =
      Inquiry.of(
              "QPIGS2",
              "status_2",
              "Live values of further trackers",
              Layout.exact(
                  decimal("pv2_input_current", "A", "00.0", "PV2 current"),
                  decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage"),
                  whole("pv2_charging_power", "W", "00000", "PV2 charging power")
                      .as(Quantity.PV_WATTS)),
              Layout.exact(
                  whole("pv2_input_current", "A", "0000", "PV2 current"),
                  decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage"),
                  decimal("scc2_battery_voltage", "V", "00.00", "Battery voltage of charger 2")
                      .in(BATTERY),
                  whole("pv2_charging_power", "W", "00000", "PV2 charging power")
                      .as(Quantity.PV_WATTS),
                  bits(
                      "device_status_2",
                      8,
                      "Charger status",
                      bit(7, "scc2_charging", "Solar charger 2 charges").in(BATTERY),
                      bit(6, "scc3_charging", "Solar charger 3 charges").in(BATTERY)),
                  whole("ac_charging_current", "A", "0000", "Charging current from the grid")
                      .in(BATTERY),
                  whole("ac_charging_power", "W", "0000", "Charging power from the grid")
                      .in(BATTERY),
                  whole("pv3_input_current", "A", "0000", "PV3 current"),
                  decimal("pv3_input_voltage", "V", "000.0", "PV3 voltage"),
                  decimal("scc3_battery_voltage", "V", "00.00", "Battery voltage of charger 3")
                      .in(BATTERY),
                  whole("pv3_charging_power", "W", "0000", "PV3 charging power")
                      .as(Quantity.PV_WATTS),
                  whole(
                      "pv_total_charging_power", "W", "00000", "PV charging power, all trackers")),
              Layout.exact(
                  raw("raw_fields", 11, "(\\d+\\.\\d ){3}[\\d. ]+", "Fields of an unknown layout")))
          .in(SOLAR)
          .every(OFTEN);

  /**
   * PI41 sends volts and amperes of its second tracker, but not on which side of the charger the
   * current is (V41).
   */
  private static final Inference UNTOLD_PV2 =
      TrackerPower.of(
          "pv2_charging_power", "PV2 charging power", TrackerPower.untold("pv2_input_voltage"));

  /** PI41: the second phase (V41). */
  static final Inquiry QPIGS2_PI41 =
      QPIGS2.replying(
          Layout.exact(
                  decimal("l2_grid_voltage", "V", "000.0", "Grid voltage, L2").in(GRID),
                  decimal("l2_grid_frequency", "Hz", "00.0", "Grid frequency, L2").in(GRID),
                  decimal("l2_ac_output_voltage", "V", "000.0", "AC output voltage, L2").in(OUTPUT),
                  decimal("l2_ac_output_frequency", "Hz", "00.0", "AC output frequency, L2")
                      .in(OUTPUT),
                  whole("l2_ac_output_apparent_power", "VA", "0000", "Apparent power, L2")
                      .as(Quantity.AC_VA),
                  whole("l2_ac_output_active_power", "W", "0000", "Active power, L2")
                      .as(Quantity.AC_WATT),
                  whole("l2_load_percent", "%", "000", "Load, L2").in(OUTPUT),
                  whole("pv2_input_current", "A", "0000", "PV2 current"),
                  decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage"),
                  decimal("l2_battery_voltage", "V", "00.00", "Battery voltage, L2").in(BATTERY),
                  bits(
                      "device_status_2",
                      8,
                      "Device status, L2",
                      bit(7, "scc2_ok", "Solar charger 2 works"),
                      bit(6, "l2_ac_charging", "Grid charges, L2").in(BATTERY),
                      bit(5, "scc2_charging", "Solar charger 2 charges").in(BATTERY),
                      bit(2, "l2_line_loss", "Grid lost, L2").in(GRID),
                      bit(1, "l2_load_on", "Load on, L2").in(OUTPUT)))
              .inferring(UNTOLD_PV2));

  static final Inquiry QMOD =
      Inquiry.of(
              "QMOD",
              "operation_mode",
              "Operation mode",
              Layout.exact(letter("mode", "Operation mode", "00", Pi30Words.MODE).offGrid("BT")))
          .in(STATE)
          .every(LIVE);

  static final Inquiry QPIWS =
      Inquiry.of(
              "QPIWS",
              "warnings",
              "Warnings and faults",
              Layout.exact(Pi30Warnings.word(38, Pi30Warnings.KS, Pi30Warnings.FAULTS)),
              Layout.exact(
                  Pi30Warnings.word(36, Pi30Warnings.MAX, Pi30Warnings.FAULTS_MAX, 32, 31)),
              Layout.exact(Pi30Warnings.word(31, Pi30Warnings.HS, Pi30Warnings.FAULTS)))
          .in(WARNINGS)
          .every(OFTEN);

  static final Inquiry QPIWS_GK =
      QPIWS.replying(
          Layout.exact(Pi30Warnings.word(36, Pi30Warnings.GK, Pi30Warnings.FAULTS_GK, 31)),
          Layout.exact(Pi30Warnings.word(31, Pi30Warnings.HS, Pi30Warnings.FAULTS)));

  static final Inquiry QPIWS_PI41 =
      QPIWS.replying(Layout.exact(Pi30Warnings.word(32, Pi30Warnings.LV, Pi30Warnings.FAULTS)));

  /** Status word of QPGSn (PI30.md 7.6.1). */
  private static final Column PARALLEL_STATUS =
      bits(
          "inverter_status",
          8,
          "Inverter status",
          bit(7, "scc_ok", "Solar charger works").in(SOLAR),
          bit(6, "ac_charging", "Grid charges").in(BATTERY),
          bit(5, "scc_charging", "Solar charger charges").in(BATTERY),
          pair(3, "battery_state", "Battery state", "normal", "under", "open").in(BATTERY),
          bit(2, "line_loss", "Grid lost").in(GRID),
          bit(1, "load_on", "Load on").in(OUTPUT),
          bit(0, "configuration_changed", "Configuration changed").in(SETUP));

  static final Inquiry QPGS =
      Inquiry.of(
              "QPGS",
              "parallel",
              "A unit of the parallel system",
              parallelUnit(Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY, Pi30Warnings.CODE))
          .with(Argument.of("parallel number of the unit, 0 to 9", "\\d", "0").usually("0"));

  static final Inquiry QPGS_GK =
      QPGS.replying(
          parallelUnit(Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY, Pi30Warnings.CODE_GK));

  static final Inquiry QPGS_PI41 =
      QPGS.replying(
          parallelUnit(Pi30Words.OUTPUT_MODE_PI41, Pi30Words.CHARGER_PRIORITY, Pi30Warnings.CODE));

  /**
   * MAX sends both trackers, and its currents are those of the panels: 349.8 V x 2 A and 275.3 V x
   * 2 A match the power of load and battery (capture of a PIP-8048MAX). For the others no document
   * says on which side of the charger the current is, and volts times amperes give several times
   * the rating (QUIRKS X9).
   */
  private static final Inference PV_POWER_MAX =
      TrackerPower.of(
          "pv_watts",
          "PV power",
          TrackerPower.tracker("pv1_input_voltage", "pv1_input_current"),
          TrackerPower.tracker("pv2_input_voltage", "pv2_input_current"));

  static final Inquiry QPGS_MAX =
      QPGS.replying(
          parallelUnit(Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY, Pi30Warnings.CODE_MAX)
              .inferring(PV_POWER_MAX));

  static final Inquiry QPGS_LV6548 =
      QPGS.replying(
          parallelUnit(
                  Pi30Words.OUTPUT_MODE, Pi30Words.CHARGER_PRIORITY_LV6548, Pi30Warnings.CODE_MAX)
              .inferring(PV_POWER_MAX));

  /** KS sends the power of each of its trackers here, and nowhere else on the bus (V15). */
  static final Inquiry QP2GS = furtherTrackers(column -> column.as(Quantity.PV_WATTS));

  /** Not in the document of MAX, whose QPGS has all its trackers. */
  static final Inquiry QP2GS_MAX = furtherTrackers(column -> column);

  /** PI41: the second phase of a unit (V41). */
  static final Inquiry QP2GS_PI41 =
      QP2GS.replying(
          Layout.exact(
              unexplained("exists_raw", "\\d{1,2}", "The unit exists, as sent"),
              serialNumber().in(SETUP),
              letter("work_mode", "Work mode", "unknown", Pi30Words.WORK_MODE).in(STATE),
              new FaultCodeColumn(Pi30Warnings.CODE),
              decimal("l2_grid_voltage", "V", "000.0", "Grid voltage, L2").in(GRID),
              decimal("l2_grid_frequency", "Hz", "00.00", "Grid frequency, L2").in(GRID),
              decimal("l2_ac_output_voltage", "V", "000.0", "AC output voltage, L2").in(OUTPUT),
              decimal("l2_ac_output_frequency", "Hz", "00.00", "AC output frequency, L2")
                  .in(OUTPUT),
              whole("l2_ac_output_apparent_power", "VA", "0000", "Apparent power, L2")
                  .as(Quantity.AC_VA),
              whole("l2_ac_output_active_power", "W", "0000", "Active power, L2")
                  .as(Quantity.AC_WATT),
              whole("l2_load_percent", "%", "000", "Load, L2").in(OUTPUT),
              decimal("l2_battery_voltage", "V", "00.0", "Battery voltage, L2").in(BATTERY),
              whole("l2_battery_charging_current", "A", "000", "Battery charging current, L2")
                  .in(BATTERY),
              whole("l2_battery_capacity", "%", "000", "Battery capacity, L2").in(BATTERY),
              decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage"),
              whole("pv2_input_current", "A", "00", "PV2 current"),
              PARALLEL_STATUS));

  static final Inquiry QBMS =
      Inquiry.of(
          "QBMS",
          "bms",
          "Battery management data, as last pushed to the inverter",
          Layout.exact(
              inverted("connected", "Battery management connected"),
              whole("battery_capacity", "%", "000", "Battery capacity"),
              flag("force_ac_charge", "Charging from the grid demanded"),
              flag("stop_discharge", "Discharging forbidden"),
              flag("stop_charge", "Charging forbidden"),
              scaled("cv_voltage", "V", "000", 10, "Bulk voltage demanded"),
              scaled("float_voltage", "V", "000", 10, "Float voltage demanded"),
              scaled("cut_off_voltage", "V", "000", 10, "Cut-off voltage demanded"),
              whole("max_charging_current", "A", "0000", "Highest charging current"),
              whole("max_discharging_current", "A", "0000", "Highest discharging current")));

  private static final Column[] Q1_MIDDLE = {
    text("scc_ok_flag", "\\d{2}", "Solar charger works"),
    text("allow_scc_on_flag", "\\d{2}", "Solar charger allowed"),
    text("charge_average_current", "\\d{2,3}", "Average charging current"),
    whole("scc_pwm_temperature", "°C", "000", "Solar charger temperature"),
    whole("inverter_temperature", "°C", "000", "Inverter temperature"),
    whole("battery_heatsink_temperature", "°C", "000", "Battery heat sink temperature"),
    whole("transformer_temperature", "°C", "000", "Transformer temperature"),
    many(
        text("parallel_mode", "\\d{2}", "Parallel role as sent"),
        Columns.choice("parallel_role", "Parallel role", Pi30Words.PARALLEL_ROLE)),
    text("fan_lock_status", "\\d{2}", "Fan locked"),
    text("fan_pwm_duty", "\\d{2,4}", "Fan duty"),
    whole("fan_speed", "%", "0000", "Fan speed"),
    whole("scc_charge_power", "W", "0000", "Solar charger power"),
    text("parallel_warning", "\\d{4}", "Parallel warning bits"),
    decimal("sync_frequency", "Hz", "00.00", "Synchronisation frequency"),
    Columns.choice("charge_status", "Charge status", Pi30Words.CHARGE_STATUS)
  };

  private static final Column ABSORB = timer("time_until_absorb_end", "Time to the end of absorb");
  private static final Column FLOAT = timer("time_until_float_end", "Time to the end of float");

  /** Not in any vendor document (VQ1): only the layouts seen are decoded, the rest is kept raw. */
  static final Inquiry Q1 =
      Inquiry.of(
          "Q1",
          "internals",
          "Undocumented internal values, a hint only",
          Layout.exact(join(new Column[] {ABSORB, FLOAT}, Q1_MIDDLE)),
          Layout.exact(join(join(new Column[] {ABSORB, FLOAT}, Q1_MIDDLE), extras(18, 27))),
          Layout.exact(join(join(new Column[] {ABSORB, FLOAT}, Q1_MIDDLE), extras(18, 22))),
          Layout.exact(
              raw(
                  "raw_fields",
                  20,
                  "\\d \\d \\d{4} [\\d. ]+ 1[0-3]",
                  "Fields of an unknown layout")),
          Layout.exact(
              raw("raw_fields", 13, "(\\d\\d ){3}[\\d. ]+ 1[0-3]", "Fields of an unknown layout")));

  static final Inquiry QT =
      Inquiry.of(
          "QT",
          "clock",
          "Clock of the inverter",
          Layout.exact(
              new ClockColumn(Field.of("timestamp", "Time of the inverter", Field.Type.TEXT))));

  static final Inquiry QET = energy("QET", "pv_energy_total", "PV energy, total").every(SELDOM);
  static final Inquiry QEY =
      energy("QEY", "pv_energy_year", "PV energy of a year").with(Argument.year());
  static final Inquiry QEM =
      energy("QEM", "pv_energy_month", "PV energy of a month").with(Argument.month());
  static final Inquiry QED =
      energy("QED", "pv_energy_day", "PV energy of a day").with(Argument.day());
  static final Inquiry QLT = energy("QLT", "load_energy_total", "Load energy, total").every(SELDOM);
  static final Inquiry QLY =
      energy("QLY", "load_energy_year", "Load energy of a year").with(Argument.year());
  static final Inquiry QLM =
      energy("QLM", "load_energy_month", "Load energy of a month").with(Argument.month());
  static final Inquiry QLD =
      energy("QLD", "load_energy_day", "Load energy of a day").with(Argument.day());

  private Pi30Status() {}

  private static Inquiry energy(String code, String name, String title) {
    return Inquiry.of(code, name, title, Layout.exact(whole("energy", "Wh", "00000000", title)));
  }

  private static Column timer(String key, String title) {
    return whole(key, "s", "00000|0", title);
  }

  private static Column[] extras(int from, int to) {
    Column[] columns = new Column[to - from + 1];
    for (int i = from; i <= to; i++) {
      columns[i - from] = unexplained("extra_" + i, "Field " + i + ", meaning not known");
    }
    return columns;
  }

  private static Map<String, Integer> masks(String first, int mask, String second, int other) {
    Map<String, Integer> masks = new LinkedHashMap<>();
    masks.put(first, mask);
    masks.put(second, other);
    return masks;
  }

  /** The bits that PI30 families share, and one or two of their own. */
  private static Column deviceStatus(BitsColumn.Part... own) {
    BitsColumn.Part[] parts = new BitsColumn.Part[own.length + 4];
    parts[0] =
        names(
                "charge_source",
                "Charging from",
                masks("ac_charging", 0b101, "solar_charging", 0b110),
                "not_charging")
            .in(BATTERY);
    parts[1] = bit(4, "load_status", "Load on").in(OUTPUT);
    parts[2] = bit(5, "ssc_firmware_updated", "Solar charger firmware updated").in(SETUP);
    parts[3] = bit(6, "configuration_changed", "Configuration changed").in(SETUP);
    System.arraycopy(own, 0, parts, 4, own.length);
    return bits("raw_status", 8, "Device status", parts);
  }

  private static Column pv1Amps(String form) {
    return many(
            decimal("pv1_input_current", "A", form, "PV1 current"),
            asSent("pv_amps", "A", form, "PV1 current"))
        .in(SOLAR);
  }

  private static Layout liveValues(Column amps, Column status) {
    return layout(
            HEAD,
            TAIL,
            amps,
            decimal("pv_volts", "V", "000.0", "PV1 voltage").in(SOLAR),
            decimal("batt_volt_scc", "V", "00.00", "Battery voltage of the solar charger")
                .in(BATTERY),
            whole("batt_discharge_amps", "A", "00000", "Battery discharging current")
                .as(Quantity.BATT_DISCHARGE_AMPS),
            status)
        .inferring(PV_POWER);
  }

  private static Layout layout(Column[] head, Column[] tail, Column... middle) {
    return Layout.open(17, join(join(head, middle), tail)).inferring(ALIVE);
  }

  private static Column[] revoTail() {
    return Arrays.stream(TAIL)
        .map(
            column ->
                column.fields().get(0).key().equals("pv_watts")
                    ? whole("pv_watts", "W", "00000", "PV1 charging power").in(SOLAR)
                    : column)
        .toArray(Column[]::new);
  }

  /**
   * @param watts turns each power column into one that counts, or leaves it
   */
  private static Inquiry furtherTrackers(UnaryOperator<NumberColumn> watts) {
    return Inquiry.of(
            "QP2GS",
            "parallel_2",
            "A unit of the parallel system, further trackers",
            Layout.exact(
                flag("exists", "The unit exists").in(SYSTEM),
                watts.apply(whole("pv1_charging_power", "W", "00000", "PV1 charging power")),
                decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage"),
                whole("pv2_input_current", "A", "0000", "PV2 current"),
                watts.apply(whole("pv2_charging_power", "W", "00000", "PV2 charging power")),
                decimal("pv3_input_voltage", "V", "000.0", "PV3 voltage"),
                whole("pv3_input_current", "A", "0000", "PV3 current"),
                watts.apply(whole("pv3_charging_power", "W", "00000", "PV3 charging power")),
                bits(
                    "inverter_status",
                    8,
                    "Charger status",
                    bit(7, "scc2_ok", "Solar charger 2 works"),
                    bit(6, "scc2_charging", "Solar charger 2 charges").in(BATTERY),
                    bit(5, "scc3_ok", "Solar charger 3 works"),
                    bit(4, "scc3_charging", "Solar charger 3 charges").in(BATTERY))))
        .in(SOLAR)
        .with(Argument.of("parallel number of the unit, 0 to 9", "\\d", "0").usually("0"));
  }

  private static Layout parallelUnit(
      Map<String, String> outputModes, Map<String, String> chargerPriorities, FaultCode faults) {
    return Layout.open(
        27,
        flag("exists", "The unit exists").in(SYSTEM),
        serialNumber().in(SETUP),
        letter("work_mode", "Work mode", "unknown", Pi30Words.WORK_MODE)
            .offGrid("battery")
            .in(STATE),
        new FaultCodeColumn(faults),
        decimal("grid_voltage", "V", "000.0", "Grid voltage").as(Quantity.GRID_VOLT),
        decimal("grid_frequency", "Hz", "00.00", "Grid frequency").as(Quantity.GRID_FREQ),
        decimal("ac_output_voltage", "V", "000.0", "AC output voltage").as(Quantity.AC_VOLT),
        decimal("ac_output_frequency", "Hz", "00.00", "AC output frequency").as(Quantity.AC_FREQ),
        whole("ac_output_apparent_power", "VA", "0000", "AC output apparent power")
            .as(Quantity.AC_VA),
        whole("ac_output_active_power", "W", "0000", "AC output active power").as(Quantity.AC_WATT),
        whole("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT),
        decimal("battery_voltage", "V", "00.0", "Battery voltage").as(Quantity.BATT_VOLT),
        whole("battery_charging_current", "A", "000", "Battery charging current")
            .as(Quantity.BATT_CHARGE_AMPS),
        whole("battery_capacity", "%", "000", "Battery capacity").as(Quantity.BATT_CAPACITY),
        decimal("pv1_input_voltage", "V", "000.0", "PV1 voltage").in(SOLAR),
        whole("total_charging_current", "A", "000", "Charging current of the system").in(SYSTEM),
        whole("total_ac_output_apparent_power", "VA", "00000", "Apparent power of the system")
            .in(SYSTEM),
        whole("total_ac_output_active_power", "W", "00000", "Active power of the system")
            .in(SYSTEM),
        whole("total_ac_output_percent", "%", "000", "Load of the system").in(SYSTEM),
        PARALLEL_STATUS,
        Columns.choice("output_mode", "Output mode", outputModes).in(SETUP),
        Columns.choice("charger_source_priority", "Charger source priority", chargerPriorities)
            .in(SETUP),
        whole("max_charging_current", "A", "000", "Highest charging current set").in(SETUP),
        whole("max_charging_current_range", "A", "000", "Highest charging current possible")
            .in(SETUP),
        whole("max_ac_charging_current", "A", "00|000", "Highest charging current from the grid")
            .in(SETUP),
        decimal("pv1_input_current", "A", "00|00.0", "PV1 current").in(SOLAR),
        whole("battery_discharging_current", "A", "000", "Battery discharging current")
            .as(Quantity.BATT_DISCHARGE_AMPS),
        decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage").in(SOLAR),
        decimal("pv2_input_current", "A", "00|00.0", "PV2 current").in(SOLAR));
  }

  /** The commands of REVO alone (PI30.md 7.19). */
  static final Inquiry[] REVO = {
    Inquiry.of(
            "QALL",
            "all",
            "Live values in one",
            Layout.exact(
                whole("grid_voltage", "V", "000", "Grid voltage").in(GRID),
                decimal("grid_frequency", "Hz", "00.0", "Grid frequency").in(GRID),
                whole("ac_output_voltage", "V", "000", "AC output voltage").in(OUTPUT),
                decimal("ac_output_frequency", "Hz", "00.0", "AC output frequency").in(OUTPUT),
                whole("ac_output_power", "W", "0000", "AC output power").in(OUTPUT),
                whole("load_percent", "%", "000", "Load").in(OUTPUT),
                decimal("battery_voltage", "V", "00.0", "Battery voltage").in(BATTERY),
                whole("battery_soc", "%", "000", "Battery state of charge").in(BATTERY),
                whole("battery_charging_current", "A", "000", "Battery charging current")
                    .in(BATTERY),
                whole("battery_discharging_current", "A", "000", "Battery discharging current")
                    .in(BATTERY),
                whole("pv_voltage", "V", "000", "PV voltage").in(SOLAR),
                decimal("pv_current", "A", "00.0", "PV current").in(SOLAR),
                whole("pv_power", "W", "0000", "PV power").in(SOLAR),
                whole("pv_energy_today", "Wh", "000000", "PV energy today").in(SOLAR),
                whole("pv_energy_total", "kWh", "000000", "PV energy, total").in(SOLAR),
                letter("mode", "Operation mode", "unknown", Pi30Words.WORK_MODE).in(STATE),
                text("warning_code", "\\d{2}", "Warning code").in(WARNINGS),
                text("fault_code", "\\d{2}", "Fault code").in(WARNINGS)))
        .every(OFTEN),
    Inquiry.of(
        "PQSE",
        "revo_settings",
        "Settings",
        Layout.exact(
            Columns.parts(
                "(\\d)(\\d)(\\d)(\\d)(\\d)(\\d)",
                List.of(
                    "language",
                    "work_mode",
                    "input_range",
                    "output_voltage",
                    "output_frequency",
                    "battery_type"),
                Field.of("language", "Language", Field.Type.TEXT),
                Field.of("work_mode", "Work mode", Field.Type.TEXT),
                Field.of("input_range", "Input range", Field.Type.TEXT),
                Field.of("output_voltage", "Output voltage code", Field.Type.TEXT),
                Field.of("output_frequency", "Output frequency code", Field.Type.TEXT),
                Field.of("battery_type", "Battery type code", Field.Type.TEXT)),
            decimal("bulk_voltage", "V", "00.0", "Bulk voltage"),
            decimal("float_voltage", "V", "00.0", "Float voltage"),
            decimal("low_alarm_voltage", "V", "00.0", "Low battery alarm voltage"),
            decimal("cut_off_voltage", "V", "00.0", "Cut-off voltage"),
            whole("total_charging_current", "A", "000", "Highest charging current"),
            whole("ac_charging_current", "A", "000", "Highest charging current from the grid"),
            raw("tail", 7, "20\\d\\d( \\d\\d){6}", "Date, time and switches"))),
    Inquiry.of(
        "QLITH0",
        "lithium",
        "Lithium battery",
        Layout.exact(
            decimal("voltage", "V", "000.0", "Battery voltage"),
            decimal("charging_current", "A", "000.0", "Charging current"),
            decimal("discharging_current", "A", "000.0", "Discharging current"),
            whole("temperature", "°C", "000", "Battery temperature"),
            whole("soc", "%", "000", "State of charge"),
            whole("soh", "%", "000", "State of health"),
            decimal("max_charging_current", "A", "000.0", "Highest charging current"),
            decimal("max_discharging_current", "A", "000.0", "Highest discharging current"),
            decimal("max_charging_voltage", "V", "000.0", "Highest charging voltage"),
            decimal("min_discharging_voltage", "V", "000.0", "Lowest discharging voltage"),
            text("fault_code", "\\d", "Fault code"),
            text("warning_code", "\\d", "Warning code"))),
    Inquiry.of(
        "PQSA",
        "revo_service",
        "Service data of unknown layout",
        new Layout(List.of(raw("raw_fields", Column.REST, ".*", "Fields as sent")), 1, 40))
  };

  /** An hourly table: 24 hours, the priority now, three order digits (PI30.md 7.13). */
  static Inquiry hourly(String code, String name, String title) {
    return Inquiry.of(
        code,
        name,
        title,
        Layout.exact(
            numbers("hours", null, "0", 24, "Priority of each hour"),
            whole("current_priority", null, "0", "Priority now"),
            numbers("orders", null, "0", 3, "Order digits")));
  }
}
