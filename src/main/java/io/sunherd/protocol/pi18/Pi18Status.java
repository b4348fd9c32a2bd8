package io.sunherd.protocol.pi18;

import static io.sunherd.protocol.column.Columns.choice;
import static io.sunherd.protocol.column.Columns.decimal;
import static io.sunherd.protocol.column.Columns.flag;
import static io.sunherd.protocol.column.Columns.many;
import static io.sunherd.protocol.column.Columns.scaled;
import static io.sunherd.protocol.column.Columns.whole;
import static io.sunherd.protocol.field.FieldGroup.BATTERY;
import static io.sunherd.protocol.field.FieldGroup.GRID;
import static io.sunherd.protocol.field.FieldGroup.OUTPUT;
import static io.sunherd.protocol.field.FieldGroup.SETUP;
import static io.sunherd.protocol.field.FieldGroup.SOLAR;
import static io.sunherd.protocol.field.FieldGroup.STATE;
import static io.sunherd.protocol.field.FieldGroup.SYSTEM;
import static io.sunherd.protocol.field.FieldGroup.WARNINGS;

import io.sunherd.protocol.column.ClockColumn;
import io.sunherd.protocol.column.FaultCodeColumn;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.column.WarningFlagsColumn;
import io.sunherd.protocol.field.Absence;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Inference;
import io.sunherd.protocol.field.Liveliness;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Quotient;
import io.sunherd.protocol.field.SumOfParts;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Inquiry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** PI18: the inquiries whose answers change by themselves (PI18.md 2). */
final class Pi18Status {
  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private static final String ABSENT = "none";

  /** A tracker that is not fitted, or in the dark, has the code of a faulty one (PI18.md 2.2). */
  private static final Inference NO_FIRST_TRACKER =
      new Absence("mppt1_status", "0", ABSENT, List.of("pv1_input_voltage", "pv1_input_power"));

  private static final Inference NO_SECOND_TRACKER =
      new Absence("mppt2_status", "0", ABSENT, List.of("pv2_input_voltage", "pv2_input_power"));

  /** Columns that PI30's status has too are also read under its names. */
  private static final Layout LIVE_VALUES =
      Layout.open(
              28,
              many(
                  scaled("grid_voltage", "V", "0000", 10, "Grid voltage"),
                  scaled("grid_volt", "V", "0000", 10, "Grid voltage").as(Quantity.GRID_VOLT)),
              many(
                  scaled("grid_frequency", "Hz", "000", 10, "Grid frequency"),
                  scaled("grid_freq", "Hz", "000", 10, "Grid frequency").as(Quantity.GRID_FREQ)),
              many(
                  scaled("ac_output_voltage", "V", "0000", 10, "AC output voltage"),
                  scaled("ac_volt", "V", "0000", 10, "AC output voltage").as(Quantity.AC_VOLT)),
              many(
                  scaled("ac_output_frequency", "Hz", "000", 10, "AC output frequency"),
                  scaled("ac_freq", "Hz", "000", 10, "AC output frequency").as(Quantity.AC_FREQ)),
              many(
                  whole("ac_output_apparent_power", "VA", "0000", "AC output apparent power"),
                  whole("ac_va", "VA", "0000", "AC output apparent power").as(Quantity.AC_VA)),
              many(
                  whole("ac_output_active_power", "W", "0000", "AC output active power"),
                  whole("ac_watt", "W", "0000", "AC output active power").as(Quantity.AC_WATT)),
              decimal("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT),
              many(
                  scaled("battery_voltage", "V", "000", 10, "Battery voltage"),
                  scaled("batt_volt", "V", "000", 10, "Battery voltage").as(Quantity.BATT_VOLT)),
              many(
                      scaled(
                          "battery_voltage_scc1", "V", "000", 10, "Battery voltage of charger 1"),
                      scaled("batt_volt_scc", "V", "000", 10, "Battery voltage of charger 1"))
                  .in(BATTERY),
              scaled("battery_voltage_scc2", "V", "000", 10, "Battery voltage of charger 2")
                  .in(BATTERY),
              many(
                  whole("battery_discharging_current", "A", "000", "Battery discharging current"),
                  whole("batt_discharge_amps", "A", "000", "Battery discharging current")
                      .as(Quantity.BATT_DISCHARGE_AMPS)),
              many(
                  whole("battery_charging_current", "A", "000", "Battery charging current"),
                  whole("batt_charge_amps", "A", "000", "Battery charging current")
                      .as(Quantity.BATT_CHARGE_AMPS)),
              many(
                  whole("battery_capacity", "%", "000", "Battery capacity"),
                  whole("batt_capacity", "%", "000", "Battery capacity")
                      .as(Quantity.BATT_CAPACITY)),
              many(
                  whole("heatsink_temperature", "°C", "000", "Heat sink temperature"),
                  whole("temp", "°C", "000", "Heat sink temperature").as(Quantity.TEMP)),
              whole("mppt1_temperature", "°C", "000", "MPPT1 temperature"),
              whole("mppt2_temperature", "°C", "000", "MPPT2 temperature"),
              whole("pv1_input_power", "W", "0000", "PV1 power").as(Quantity.PV_WATTS),
              whole("pv2_input_power", "W", "0000", "PV2 power").as(Quantity.PV_WATTS),
              many(
                      scaled("pv1_input_voltage", "V", "0000", 10, "PV1 voltage"),
                      scaled("pv_volts", "V", "0000", 10, "PV1 voltage"))
                  .in(SOLAR),
              scaled("pv2_input_voltage", "V", "0000", 10, "PV2 voltage").in(SOLAR),
              many(
                      flag("settings_changed", "Settings changed"),
                      flag("configuration_changed", "Configuration changed"))
                  .in(SETUP),
              choice("mppt1_status", "MPPT1 charger", Pi18Words.CHARGER_STATUS)
                  .or(ABSENT)
                  .in(SOLAR),
              choice("mppt2_status", "MPPT2 charger", Pi18Words.CHARGER_STATUS)
                  .or(ABSENT)
                  .in(SOLAR),
              many(flag("load_connected", "Load on"), flag("load_status", "Load on")).in(OUTPUT),
              choice("battery_power_direction", "Battery", Pi18Words.BATTERY_DIRECTION).in(BATTERY),
              choice("dc_ac_power_direction", "Inverter", Pi18Words.DC_AC_DIRECTION).in(STATE),
              choice("line_power_direction", "Line", Pi18Words.LINE_DIRECTION).in(GRID),
              whole("local_parallel_id", null, "0", "Number of this unit in the parallel system")
                  .in(STATE))
          .inferring(
              NO_FIRST_TRACKER,
              NO_SECOND_TRACKER,
              SumOfParts.watts(
                  "pv_watts", "PV power of both trackers", "pv1_input_power", "pv2_input_power"),
              Quotient.amps("pv_amps", "PV1 current", "pv1_input_power", "pv1_input_voltage"),
              Liveliness.of("grid_volt", "ac_volt", "batt_volt", "pv_volts", "pv2_input_voltage"));

  static final List<Inquiry> ALL =
      List.of(
          Inquiry.of("GS", "status", "Live values", LIVE_VALUES).every(LIVE),
          Inquiry.of(
                  "MOD",
                  "operation_mode",
                  "Operation mode",
                  Layout.exact(
                      choice("mode", "Operation mode", "0\\d", Pi18Words.MODE).offGrid("BT")))
              .in(STATE)
              .every(LIVE),
          Inquiry.of(
                  "FWS",
                  "warnings",
                  "Warnings and faults",
                  Layout.open(
                          17,
                          choice("fault", "Fault", Pi18Words.FAULT),
                          WarningFlagsColumn.tokens(
                              1, 17, Pi18Words.WARNINGS, Pi18Words.FAULT_CODE))
                      .inferring(Pi18Words.FAULT_CODE))
              .in(WARNINGS)
              .every(OFTEN),
          Inquiry.of("PGS", "parallel", "A unit of the parallel system", parallelUnit())
              .with(Argument.of("parallel number of the unit, 0 to 9", "\\d", "0").usually("0")),
          Inquiry.of(
              "T",
              "clock",
              "Clock of the inverter",
              Layout.exact(
                  new ClockColumn(Field.of("timestamp", "Time of the inverter", Field.Type.TEXT)))),
          Inquiry.of("ET", "pv_energy_total", "PV energy, total", counter()).every(SELDOM),
          Inquiry.of("EY", "pv_energy_year", "PV energy of a year", counter())
              .with(Argument.year().onceOver(ChronoUnit.YEARS)),
          Inquiry.of("EM", "pv_energy_month", "PV energy of a month", counter())
              .with(Argument.month().onceOver(ChronoUnit.MONTHS)),
          Inquiry.of(
                  "ED",
                  "pv_energy_day",
                  "PV energy of a day",
                  Layout.exact(whole("energy", "Wh", "=00000000", "PV energy of a day")))
              .with(Argument.day().onceOver(ChronoUnit.DAYS)));

  private Pi18Status() {}

  /**
   * The document says kWh, the devices count Wh (PI18.md 2.8): a reading has both the energy in Wh
   * and the bare number.
   */
  private static Layout counter() {
    return Layout.exact(
        many(
            whole("energy", "Wh", "=00000000", "PV energy"),
            whole("raw_counter", null, "=00000000", "PV energy counter as sent")));
  }

  /** It does not say which unit it is about: that is for PRI to tell (PI18.md 2.7). */
  private static Layout parallelUnit() {
    return Layout.open(
            29,
            flag("exists", "The unit exists").in(SYSTEM),
            choice("work_mode", "Work mode", Pi18Words.WORK_MODE).offGrid("battery").in(STATE),
            new FaultCodeColumn(Pi18Words.FAULT_CODE),
            scaled("grid_voltage", "V", "0000", 10, "Grid voltage").as(Quantity.GRID_VOLT),
            scaled("grid_frequency", "Hz", "000", 10, "Grid frequency").as(Quantity.GRID_FREQ),
            scaled("ac_output_voltage", "V", "0000", 10, "AC output voltage").as(Quantity.AC_VOLT),
            scaled("ac_output_frequency", "Hz", "000", 10, "AC output frequency")
                .as(Quantity.AC_FREQ),
            whole("ac_output_apparent_power", "VA", "0000", "AC output apparent power")
                .as(Quantity.AC_VA),
            whole("ac_output_active_power", "W", "0000", "AC output active power")
                .as(Quantity.AC_WATT),
            whole("total_ac_output_apparent_power", "VA", "00000", "Apparent power of all units")
                .in(SYSTEM),
            whole("total_ac_output_active_power", "W", "00000", "Active power of all units")
                .in(SYSTEM),
            whole("load_percent", "%", "000", "Load").as(Quantity.LOAD_PERCENT),
            whole("total_load_percent", "%", "000", "Load of all units").in(SYSTEM),
            scaled("battery_voltage", "V", "000", 10, "Battery voltage").as(Quantity.BATT_VOLT),
            whole("battery_discharging_current", "A", "000", "Battery discharging current")
                .as(Quantity.BATT_DISCHARGE_AMPS),
            whole("battery_charging_current", "A", "000", "Battery charging current")
                .as(Quantity.BATT_CHARGE_AMPS),
            whole("total_battery_charging_current", "A", "000", "Charging current of all units")
                .in(SYSTEM),
            whole("battery_capacity", "%", "000", "Battery capacity").as(Quantity.BATT_CAPACITY),
            whole("pv1_input_power", "W", "0000", "PV1 power").as(Quantity.PV_WATTS),
            whole("pv2_input_power", "W", "0000", "PV2 power").as(Quantity.PV_WATTS),
            scaled("pv1_input_voltage", "V", "0000", 10, "PV1 voltage").in(SOLAR),
            scaled("pv2_input_voltage", "V", "0000", 10, "PV2 voltage").in(SOLAR),
            choice("mppt1_status", "MPPT1 charger", Pi18Words.CHARGER_STATUS).or(ABSENT).in(SOLAR),
            choice("mppt2_status", "MPPT2 charger", Pi18Words.CHARGER_STATUS).or(ABSENT).in(SOLAR),
            flag("load_connected", "Load on").in(OUTPUT),
            choice("battery_power_direction", "Battery", Pi18Words.BATTERY_DIRECTION).in(BATTERY),
            choice("dc_ac_power_direction", "Inverter", Pi18Words.DC_AC_DIRECTION).in(STATE),
            choice("line_power_direction", "Line", Pi18Words.LINE_DIRECTION).in(GRID),
            whole("max_temperature", "°C", "000", "Highest temperature"))
        .inferring(
            NO_FIRST_TRACKER,
            NO_SECOND_TRACKER,
            SumOfParts.watts(
                "pv_watts", "PV power of both trackers", "pv1_input_power", "pv2_input_power"));
  }
}
