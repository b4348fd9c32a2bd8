package io.sunherd.protocol.pi18;

import static io.sunherd.protocol.column.Columns.words;

import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Warning;
import io.sunherd.protocol.pi30.Pi30Warnings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The enumerations and warnings of PI18; PI17 shares those of the power directions. */
public final class Pi18Words {
  /** Modes in the words of PI30 where it has them; hybrid means with or without the grid. */
  static final Map<String, String> MODE =
      words("00", "PM", "01", "SB", "02", "BY", "03", "BT", "04", "FA", "05", "hybrid");

  /** The same modes, one digit, as PGS sends them. */
  static final Map<String, String> WORK_MODE =
      words(
          "0",
          "power_on",
          "1",
          "standby",
          "2",
          "bypass",
          "3",
          "battery",
          "4",
          "fault",
          "5",
          "hybrid");

  static final Map<String, String> BATTERY_TYPE = words("0", "AGM", "1", "flooded", "2", "user");

  static final Map<String, String> OUTPUT_PRIORITY =
      words("0", "solar_utility_battery", "1", "solar_battery_utility");

  static final Map<String, String> CHARGER_PRIORITY =
      words("0", "solar_first", "1", "solar_and_utility", "2", "solar_only");

  static final Map<String, String> MACHINE_TYPE = words("0", "off_grid", "1", "grid_tie");

  static final Map<String, String> OUTPUT_MODE =
      words(
          "0",
          "single",
          "1",
          "parallel",
          "2",
          "phase1_of_3",
          "3",
          "phase2_of_3",
          "4",
          "phase3_of_3");

  /** The kind of each output mode; those of paralleled units must agree. */
  static final Map<String, String> OUTPUT_KIND =
      words(
          "phase1_of_3",
          "three_phases",
          "phase2_of_3",
          "three_phases",
          "phase3_of_3",
          "three_phases");

  static final Map<String, String> SOLAR_PRIORITY =
      words("0", "battery_load_utility", "1", "load_battery_utility");

  static final Map<String, String> CHARGER_STATUS =
      words("0", "abnormal", "1", "idle", "2", "charging");

  /** The direction of power at the battery. */
  public static final Map<String, String> BATTERY_DIRECTION =
      words("0", "none", "1", "charge", "2", "discharge");

  /** The direction of power between the DC and AC sides. */
  public static final Map<String, String> DC_AC_DIRECTION =
      words("0", "none", "1", "ac_to_dc", "2", "dc_to_ac");

  /** The direction of power at the grid. */
  public static final Map<String, String> LINE_DIRECTION =
      words("0", "none", "1", "input", "2", "output");

  /** Fault codes of FWS; those of PI30's HS, and 00 for none. */
  static final Map<String, String> FAULT = faults();

  /** The faults that its codes stand for; those of PI30's HS. */
  static final FaultCode FAULT_CODE = Pi30Warnings.CODE;

  /** The flags of FWS by their place in the reply; no document describes the last one. */
  static final List<Warning> WARNINGS =
      Warning.numbered(
          1,
          "line_fail",
          "Grid failed",
          "output_short",
          "Output short circuit",
          "inverter_over_temperature",
          "Inverter over temperature",
          "fan_lock",
          "Fan locked",
          "battery_voltage_high",
          "Battery voltage too high",
          "battery_low",
          "Battery low",
          "battery_under",
          "Battery cut-off",
          "overload",
          "Overload",
          "eeprom_fail",
          "EEPROM fault",
          "power_limit",
          "Power limited",
          "pv1_voltage_high",
          "PV1 voltage too high",
          "pv2_voltage_high",
          "PV2 voltage too high",
          "mppt1_overload",
          "MPPT1 overload",
          "mppt2_overload",
          "MPPT2 overload",
          "scc1_battery_too_low_to_charge",
          "Battery too low for charger 1",
          "scc2_battery_too_low_to_charge",
          "Battery too low for charger 2",
          "unknown_17",
          "Warning 17, which no document tells of");

  private Pi18Words() {}

  private static Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("00", "none");
    faults.putAll(Pi30Warnings.FAULTS);
    return faults;
  }
}
