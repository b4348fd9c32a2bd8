package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.bit;
import static io.sunherd.protocol.column.Columns.bitsAfter;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.letter;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.pair;
import static io.sunherd.protocol.column.Columns.raw;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.field.FieldGroup.BATTERY;
import static io.sunherd.protocol.field.FieldGroup.GRID;
import static io.sunherd.protocol.field.FieldGroup.OUTPUT;
import static io.sunherd.protocol.field.FieldGroup.SOLAR;
import static io.sunherd.protocol.field.FieldGroup.STATE;
import static io.sunherd.protocol.field.FieldGroup.WARNINGS;

import io.sunherd.protocol.column.ClockColumn;
import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.column.Columns;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.WarningFlagsColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Liveliness;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.SumOfParts;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.util.List;

/** PI16: the inquiries whose answers change by themselves (PI16.md 2). */
final class Pi16Status {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofSeconds(5);

  /**
   * Field 22: a letter and three characters of unknown meaning, then six bits (PI16.md 2.1). Bit 2
   * is the direction in which the inverter works.
   */
  private static final Column DEVICE_STATUS =
      bitsAfter(
          "[A-Z][-01]{3}",
          "device_status",
          6,
          "Device status",
          bit(5, "load_status", "Load on").in(OUTPUT),
          pair(3, "battery_power_direction", "Battery", "none", "charge", "discharge").in(BATTERY),
          bit(2, "ac_to_dc", "Inverter works from AC to DC").in(STATE),
          pair(0, "line_power_direction", "Line", "both", "input", "output").in(GRID));

  /** Columns that PI30's status has too are also read under its names. */
  private static final Layout LIVE_VALUES =
      Layout.exact(
              many(
                  decimal("grid_voltage", "V", "000.0", "Grid voltage"),
                  decimal("grid_volt", "V", "000.0", "Grid voltage").as(Quantity.GRID_VOLT)),
              whole("output_power", "W", "000000", "Power to the grid").in(GRID),
              many(
                  decimal("grid_frequency", "Hz", "00.0", "Grid frequency"),
                  decimal("grid_freq", "Hz", "00.0", "Grid frequency").as(Quantity.GRID_FREQ)),
              decimal("output_current", "A", "0000.0", "Current to the grid").in(GRID),
              many(
                  decimal("ac_output_voltage_r", "V", "000.0", "AC output voltage, phase R"),
                  decimal("ac_volt", "V", "000.0", "AC output voltage").as(Quantity.AC_VOLT)),
              many(
                  whole("ac_output_power_r", "W", "00000", "AC output power, phase R"),
                  whole("ac_watt", "W", "00000", "AC output power").as(Quantity.AC_WATT)),
              many(
                  decimal("ac_output_frequency", "Hz", "00.0", "AC output frequency"),
                  decimal("ac_freq", "Hz", "00.0", "AC output frequency").as(Quantity.AC_FREQ)),
              decimal("ac_output_current_r", "A", "000.0", "AC output current, phase R").in(OUTPUT),
              decimal("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT),
              decimal("pbus_voltage", "V", "000.0", "Voltage of the positive bus").in(OUTPUT),
              decimal("sbus_voltage", "V", "000.0", "Voltage of the second bus").in(OUTPUT),
              many(
                  decimal("positive_battery_voltage", "V", "000.0", "Positive battery voltage"),
                  decimal("batt_volt", "V", "000.0", "Battery voltage").as(Quantity.BATT_VOLT)),
              decimal("negative_battery_voltage", "V", "000.0", "Negative battery voltage")
                  .in(BATTERY),
              many(
                  whole("battery_capacity", "%", "000", "Battery capacity"),
                  whole("batt_capacity", "%", "000", "Battery capacity")
                      .as(Quantity.BATT_CAPACITY)),
              whole("pv1_input_power", "W", "00000", "PV1 power").as(Quantity.PV_WATTS),
              whole("pv2_input_power", "W", "00000", "PV2 power").asIfFitted(Quantity.PV_WATTS),
              whole("pv3_input_power", "W", "00000", "PV3 power").asIfFitted(Quantity.PV_WATTS),
              many(
                      decimal("pv1_input_voltage", "V", "000.0", "PV1 voltage"),
                      decimal("pv_volts", "V", "000.0", "PV1 voltage"))
                  .in(SOLAR),
              decimal("pv2_input_voltage", "V", "000.0", "PV2 voltage").in(SOLAR),
              decimal("pv3_input_voltage", "V", "000.0", "PV3 voltage").in(SOLAR),
              many(
                  decimal("max_temperature", "°C", "000.0", "Highest temperature"),
                  decimal("temp", "°C", "000.0", "Highest temperature").as(Quantity.TEMP)),
              DEVICE_STATUS)
          .inferring(
              SumOfParts.watts("pv_watts", "PV power of all trackers", "pv1_input_power")
                  .andIfFitted("pv2_input_power", "pv3_input_power"),
              new Pi16GridMeter(),
              Liveliness.of("grid_volt", "ac_volt", "pbus_voltage", "batt_volt", "pv_volts"));

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("QPIGS", "status", "Live values", LIVE_VALUES).every(LIVE),
          Inquiry.of(
                  "QMOD",
                  "operation_mode",
                  "Operation mode",
                  Layout.exact(
                      letter("mode", "Operation mode", "unknown", Pi16Words.MODE).offGrid("BT")))
              .in(STATE)
              .every(LIVE),
          Inquiry.of(
                  "QPIWS",
                  "warnings",
                  "Warnings",
                  Layout.exact(
                          WarningFlagsColumn.word(128, Pi16Words.WARNINGS, Pi16Words.FAULT_CODE))
                      .withRaw())
              .in(WARNINGS)
              .every(OFTEN)
              .joining(Pi16Faults.JOINED),
          Inquiry.of(
              "QPIBI",
              "battery",
              "Battery",
              Layout.exact(
                      unexplained("undocumented_1", "\\d{3}", "Field 1, meaning not known"),
                      whole("battery_count", null, "000", "Batteries"),
                      whole("battery_size", "Ah", "000", "Size of the battery"),
                      unexplained("undocumented_4", "\\d{3}", "Field 4, meaning not known"),
                      whole("remaining_time", "min", "000", "Time until it is empty"))
                  .withRaw()),
          Pi16Faults.NOW,
          Pi16Faults.RECORD,
          Pi16Faults.OLDER,
          Inquiry.of(
              "QT",
              "clock",
              "Clock of the inverter",
              Layout.exact(
                  new ClockColumn(Field.of("timestamp", "Time of the inverter", Field.Type.TEXT)))),
          Inquiry.of(
              "QFET",
              "first_energy_hour",
              "Hour of the first energy stored",
              Layout.exact(text("first_energy_hour", "\\d{10}", "Hour, YYYYMMDDHH"))),
          energy("QEY", "year", "=00000000").with(Argument.year()),
          energy("QEM", "month", "=0000000").with(Argument.month()),
          energy("QED", "day", "=000000").with(Argument.day()),
          energy("QEH", "hour", "=00000").with(Argument.hour()),
          Inquiry.of(
              "QSTS",
              "self_test",
              "Result of the self test",
              Layout.exact(
                  Columns.choice("self_test", "Self test", Pi16Words.SELF_TEST),
                  raw("thresholds", 4, "[\\d.]+( [\\d.]+){3}", "Thresholds"),
                  raw("trip_times", 4, "[\\d.]+( [\\d.]+){3}", "Trip times"))));

  private Pi16Status() {}

  private static Inquiry energy(String code, String span, String form) {
    String title = "PV energy of " + (span.equals("hour") ? "an " : "a ") + span;
    return Inquiry.of(
        code,
        "pv_energy_" + span,
        title,
        Layout.exact(whole("energy", "Wh", form, title)).withRaw());
  }
}
