package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.phases;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.text;
import static io.sunherd.protocol.column.Columns.unexplained;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.column.Columns.wholeScaled;
import static io.sunherd.protocol.field.FieldGroup.BATTERY;
import static io.sunherd.protocol.field.FieldGroup.GRID;
import static io.sunherd.protocol.field.FieldGroup.OUTPUT;
import static io.sunherd.protocol.field.FieldGroup.SETUP;
import static io.sunherd.protocol.field.FieldGroup.SOLAR;
import static io.sunherd.protocol.field.FieldGroup.STATE;
import static io.sunherd.protocol.field.FieldGroup.WARNINGS;

import io.sunherd.protocol.column.ClockColumn;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.WarningFlagsColumn;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Liveliness;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.SumOfParts;
import io.sunherd.protocol.field.Values;
import io.sunherd.protocol.pi18.Pi18Words;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Joined;
import java.time.Duration;
import java.util.List;

/**
 * PI17: the inquiries whose answers change by themselves (PI17.md 2). Values that PI30's status has
 * too are also read under its names; of its voltages those of phase R. What PI30 tells at once is
 * told here by GS and PS together.
 *
 * <p>Of the modes 00, 01 and 02, which units are in by night, one peer says that the live values
 * mean nothing then (PI17.md 4), and nobody has bytes of it. So they are told as they came, beside
 * the mode: in bypass a load is fed, and in standby the battery has its voltage, and to hide these
 * would be wrong more surely than to show them. One without any voltage is doubtful in any mode.
 */
final class Pi17Status {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private static final String PV = "pv_watts";
  private static final String PV_TITLE = "PV power of all trackers";

  /** Only newer models have it (PI17.md 2). */
  private static final Joined THIRD_TRACKER =
      Joined.beside(
          Pi17SecondOutput.POWER_ROW,
          List.of(Pi17SecondOutput.PV3),
          SumOfParts.watts(
              PV, PV_TITLE, "pv1_input_power", "pv2_input_power", Pi17SecondOutput.PV3));

  private static final Layout LIVE_VALUES =
      Layout.open(
              25,
              many(
                      scaled("pv1_input_voltage", "V", "0000", 10, "PV1 voltage"),
                      scaled("pv_volts", "V", "0000", 10, "PV1 voltage"))
                  .in(SOLAR),
              scaled("pv2_input_voltage", "V", "0000", 10, "PV2 voltage").in(SOLAR),
              many(
                      scaled("pv1_input_current", "A", "0000", 100, "PV1 current"),
                      scaled("pv_amps", "A", "0000", 100, "PV1 current"))
                  .in(SOLAR),
              scaled("pv2_input_current", "A", "0000", 100, "PV2 current").in(SOLAR),
              many(
                  scaled("battery_voltage", "V", "0000", 10, "Battery voltage"),
                  scaled("batt_volt", "V", "0000", 10, "Battery voltage").as(Quantity.BATT_VOLT)),
              many(
                  whole("battery_capacity", "%", "000", "Battery capacity"),
                  whole("batt_capacity", "%", "000", "Battery capacity")
                      .as(Quantity.BATT_CAPACITY)),
              scaled("battery_current", "A", "+00000", 10, "Battery current, plus is charging")
                  .in(BATTERY),
              many(
                  scaled("ac_input_voltage_r", "V", "0000", 10, "AC input voltage, phase R"),
                  scaled("grid_volt", "V", "0000", 10, "AC input voltage, phase R")
                      .as(Quantity.GRID_VOLT)),
              scaled("ac_input_voltage_s", "V", "0000", 10, "AC input voltage, phase S").in(GRID),
              scaled("ac_input_voltage_t", "V", "0000", 10, "AC input voltage, phase T").in(GRID),
              many(
                  scaled("ac_input_frequency", "Hz", "0000", 100, "AC input frequency"),
                  scaled("grid_freq", "Hz", "0000", 100, "AC input frequency")
                      .as(Quantity.GRID_FREQ)),
              phases("ac_input_current", "A", "0000", 10, "AC input current").in(GRID),
              many(
                  scaled("ac_output_voltage_r", "V", "0000", 10, "AC output voltage, phase R"),
                  scaled("ac_volt", "V", "0000", 10, "AC output voltage, phase R")
                      .as(Quantity.AC_VOLT)),
              scaled("ac_output_voltage_s", "V", "0000", 10, "AC output voltage, phase S")
                  .in(OUTPUT),
              scaled("ac_output_voltage_t", "V", "0000", 10, "AC output voltage, phase T")
                  .in(OUTPUT),
              many(
                  scaled("ac_output_frequency", "Hz", "0000", 100, "AC output frequency"),
                  scaled("ac_freq", "Hz", "0000", 100, "AC output frequency").as(Quantity.AC_FREQ)),
              phases("ac_output_current", "A", "0000", 10, "AC output current").in(OUTPUT),
              many(
                  whole("inner_temperature", "°C", "000", "Temperature inside"),
                  whole("temp", "°C", "000", "Temperature inside").as(Quantity.TEMP)),
              whole("component_max_temperature", "°C", "000", "Temperature of the hottest part"),
              whole(
                  "external_battery_temperature",
                  "°C",
                  "000",
                  "Temperature of the external battery; 0 without sensor"),
              many(
                      flag("setting_changed", "Settings changed"),
                      flag("configuration_changed", "Configuration changed"))
                  .in(SETUP),
              text("phase_angle_code", "\\d", "Angle of L1 and L2: 1 is 120°, 2 is 180°").in(STATE))
          .inferring(
              BySign.of(
                  "battery_current",
                  scaled("batt_charge_amps", "A", "0000", 10, "Battery charging current")
                      .as(Quantity.BATT_CHARGE_AMPS),
                  scaled("batt_discharge_amps", "A", "0000", 10, "Battery discharging current")
                      .as(Quantity.BATT_DISCHARGE_AMPS)),
              Liveliness.of(
                  "ac_input_voltage_r",
                  "ac_output_voltage_r",
                  "batt_volt",
                  "pv_volts",
                  "pv2_input_voltage"));

  private static final Layout POWER =
      Layout.exact(
              whole("pv1_input_power", "W", "00000", "PV1 power").as(Quantity.PV_WATTS),
              whole("pv2_input_power", "W", "00000", "PV2 power").as(Quantity.PV_WATTS),
              whole("battery_power", "W", "+00000", "Battery power").in(BATTERY),
              phases("ac_input_active_power", "W", "+00000", "AC input power, plus is input")
                  .in(GRID),
              whole("ac_input_total_active_power", "W", "+00000", "AC input power, all phases")
                  .in(GRID),
              phases("ac_output_active_power", "W", "0000|000000", "AC output active power")
                  .in(OUTPUT),
              many(
                  whole("ac_output_total_active_power", "W", "00000", "Active power, all phases"),
                  whole("ac_watt", "W", "00000", "Active power, all phases").as(Quantity.AC_WATT)),
              phases("ac_output_apparent_power", "VA", "0000|000000", "AC output apparent power")
                  .in(OUTPUT),
              many(
                  whole(
                      "ac_output_total_apparent_power",
                      "VA",
                      "00000",
                      "Apparent power, all phases"),
                  whole("ac_va", "VA", "00000", "Apparent power, all phases").as(Quantity.AC_VA)),
              many(
                  whole("output_percent", "%", "000", "Load"),
                  decimal("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT)),
              many(flag("output_connected", "Output connected"), flag("load_status", "Load on"))
                  .in(OUTPUT),
              flag("pv1_working", "PV1 works").in(SOLAR),
              flag("pv2_working", "PV2 works").in(SOLAR),
              choice("battery_power_direction", "Battery", Pi18Words.BATTERY_DIRECTION).in(BATTERY),
              choice("dc_ac_power_direction", "Inverter", Pi18Words.DC_AC_DIRECTION).in(STATE),
              choice("line_power_direction", "Line", Pi18Words.LINE_DIRECTION).in(GRID))
          .inferring(
              SumOfParts.watts(PV, PV_TITLE, "pv1_input_power", "pv2_input_power"),
              new Pi17GridMeter());

  private static final Inquiry POWER_ROW = Inquiry.of("PS", "power", "Power", POWER);

  private static final Inquiry FAULT_ROW =
      Inquiry.of(
          "CFS",
          "fault",
          "Fault now",
          Layout.exact(
              choice("fault", "Fault", Pi17Words.FAULT),
              whole("fault_id", null, "0", "Its number in the history")));

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("GS", "status", "Live values", LIVE_VALUES)
              .every(LIVE)
              .joining(Joined.along(POWER_ROW), THIRD_TRACKER),
          POWER_ROW,
          Inquiry.of(
                  "MOD",
                  "operation_mode",
                  "Operation mode",
                  Layout.exact(
                      choice("mode", "Operation mode", "0\\d", Pi17Words.MODE).offGrid("BT")))
              .in(STATE)
              .every(LIVE),
          Inquiry.of(
                  "WS",
                  "warnings",
                  "Warnings and faults",
                  Layout.open(
                      22,
                      WarningFlagsColumn.tokens(0, 24, Pi17Words.WARNINGS, Pi17Words.FAULT_CODE)))
              .in(WARNINGS)
              .every(OFTEN)
              .joining(Joined.along(FAULT_ROW, Pi17Status::faults)),
          FAULT_ROW,
          Inquiry.of("HFS", "fault_history", "A fault of the past", faultOfThePast())
              .with(Argument.of("number in the history, two digits", "\\d{2}", "00")),
          Inquiry.of(
              "T",
              "clock",
              "Clock of the inverter",
              Layout.exact(
                  new ClockColumn(Field.of("timestamp", "Time of the inverter", Field.Type.TEXT)))),
          Inquiry.of(
                  "ET",
                  "pv_energy_total",
                  "PV energy, total",
                  Layout.exact(
                      many(
                          wholeScaled("energy", "Wh", "=00000000", 0.001, "PV energy, total"),
                          whole("raw_counter", "kWh", "=00000000", "PV energy counter as sent"))))
              .every(SELDOM),
          energy("EY", "year", "=00000000|=000000000").with(Argument.year()),
          energy("EM", "month", "=0000000|=00000000").with(Argument.month()),
          energy("ED", "day", "=000000").with(Argument.day()),
          energy("EH", "hour", "=00000|=000000").with(Argument.hour()),
          Inquiry.of(
              "FET",
              "first_energy_hour",
              "Hour of the first energy stored",
              Layout.exact(text("first_energy_hour", "\\d{10}", "Hour, YYYYMMDDHH"))),
          Inquiry.of(
                  "BMS",
                  "bms",
                  "Battery management data, undocumented",
                  Layout.undivided(unexplained(Pi17Bms.RAW, "BMS[\\w., +-]*", "Data as sent"))
                      .inferring(new Pi17Bms()))
              .in(BATTERY)
              .every(OFTEN));

  private Pi17Status() {}

  /** A fault has a code and no flag: without the code nobody knows that there is none. */
  private static void faults(Values values) {
    if (values.get(Pi17Words.FAULT_CODE.key()) == null) {
      values.put("faults", null);
    } else {
      Pi17Words.FAULT_CODE.draw(values);
    }
  }

  private static Inquiry energy(String code, String span, String form) {
    String title = "PV energy of " + (span.equals("hour") ? "an " : "a ") + span;
    return Inquiry.of(
        code, "pv_energy_" + span, title, Layout.exact(whole("energy", "Wh", form, title)));
  }

  private static Layout faultOfThePast() {
    return Layout.open(
        25,
        whole("fault_id", null, "0", "Number in the history"),
        choice("fault", "Fault", Pi17Words.FAULT),
        text("time", "\\d{12}", "Time, YYMMDDHHMMSS"),
        choice("mode", "Operation mode", Pi17Words.MODE),
        scaled("pv1_input_voltage", "V", "0000", 10, "PV1 voltage"),
        whole("pv1_input_power", "W", "00000", "PV1 power"),
        scaled("pv2_input_voltage", "V", "0000", 10, "PV2 voltage"),
        whole("pv2_input_power", "W", "00000", "PV2 power"),
        phases("grid_voltage", "V", "0000", 10, "Grid voltage"),
        scaled("grid_frequency", "Hz", "0000", 100, "Grid frequency"),
        scaled("battery_voltage", "V", "0000", 10, "Battery voltage"),
        scaled("battery_current", "A", "+00000", 10, "Battery current, plus is charging"),
        phases("ac_output_voltage", "V", "0000", 10, "AC output voltage"),
        scaled("ac_output_frequency", "Hz", "0000", 100, "AC output frequency"),
        phases("ac_output_apparent_power", "VA", "0000|000000", "AC output apparent power"),
        whole("output_percent", "%", "000", "Load"),
        whole("temperature_1", "°C", "+000", "First temperature"),
        whole("temperature_2", "°C", "+000", "Second temperature"),
        whole("temperature_3", "°C", "+000", "Third temperature"));
  }
}
