package io.sunherd.protocol.pi30;

import static io.sunherd.protocol.column.Columns.words;
import static io.sunherd.protocol.field.Warning.Severity.FAULT;
import static io.sunherd.protocol.field.Warning.Severity.FAULT_OR_WARNING;
import static io.sunherd.protocol.field.Warning.Severity.WARNING;

import io.sunherd.protocol.column.Column;
import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bits of QPIWS and the fault codes, by family (PI30.md 7.6.2 and 7.9). */
public final class Pi30Warnings {

  /** HS, MS, MSX and their clones (V14): 31 or 32 bits. */
  static final List<Warning> HS =
      List.of(
          bit(1, "inverter_fault", "Inverter fault", FAULT),
          bit(2, "bus_over", "Bus voltage too high", FAULT),
          bit(3, "bus_under", "Bus voltage too low", FAULT),
          bit(4, "bus_soft_start_fail", "Bus soft start failed", FAULT),
          bit(5, "line_fail", "Grid failed", WARNING),
          bit(6, "output_short", "Output short circuit", WARNING),
          bit(7, "inverter_voltage_too_low", "Inverter voltage too low", FAULT),
          bit(8, "inverter_voltage_too_high", "Inverter voltage too high", FAULT),
          bit(9, "over_temperature", "Over temperature", FAULT_OR_WARNING),
          bit(10, "fan_locked", "Fan locked", FAULT_OR_WARNING),
          bit(11, "battery_voltage_high", "Battery voltage too high", FAULT_OR_WARNING),
          bit(12, "battery_low_alarm", "Battery low", WARNING),
          bit(14, "battery_under_shutdown", "Battery cut-off: shut down", WARNING),
          bit(16, "overload", "Overload", FAULT_OR_WARNING),
          bit(17, "eeprom_fault", "EEPROM fault", WARNING),
          bit(18, "inverter_over_current", "Inverter over current", FAULT),
          bit(19, "inverter_soft_start_fail", "Inverter soft start failed", FAULT),
          bit(20, "self_test_fail", "Self test failed", FAULT),
          bit(21, "dc_voltage_on_output", "DC voltage on the AC output", FAULT),
          bit(22, "battery_open", "Battery not connected", FAULT),
          bit(23, "current_sensor_fail", "Current sensor failed", FAULT),
          bit(24, "battery_short", "Battery short circuit", FAULT),
          bit(25, "power_limit", "Power limited", WARNING),
          bit(26, "pv_voltage_high", "PV voltage too high", WARNING),
          bit(27, "mppt_overload_fault", "MPPT overload fault", WARNING),
          bit(28, "mppt_overload_warning", "MPPT overload warning", WARNING),
          bit(29, "battery_too_low_to_charge", "Battery too low to charge", WARNING));

  /** Plus Duo and Triple (V15): 38 bits, a set for each tracker. */
  static final List<Warning> KS =
      change(
          HS,
          bit(26, "pv1_voltage_high", "PV1 voltage too high", WARNING),
          bit(27, "mppt1_overload_fault", "MPPT1 overload fault", WARNING),
          bit(28, "mppt1_overload_warning", "MPPT1 overload warning", WARNING),
          bit(29, "scc1_battery_too_low_to_charge", "Battery too low for charger 1", WARNING),
          bit(30, "pv2_voltage_high", "PV2 voltage too high", WARNING),
          bit(31, "mppt2_overload_fault", "MPPT2 overload fault", WARNING),
          bit(32, "mppt2_overload_warning", "MPPT2 overload warning", WARNING),
          bit(33, "scc2_battery_too_low_to_charge", "Battery too low for charger 2", WARNING),
          bit(34, "pv3_voltage_high", "PV3 voltage too high", WARNING),
          bit(35, "mppt3_overload_fault", "MPPT3 overload fault", WARNING),
          bit(36, "mppt3_overload_warning", "MPPT3 overload warning", WARNING),
          bit(37, "scc3_battery_too_low_to_charge", "Battery too low for charger 3", WARNING));

  /** GK and MK, the King family (VGK): 36 bits with the fault code at a31 and a32. */
  static final List<Warning> GK =
      change(
          HS,
          bit(0, "pv_loss", "PV lost", WARNING),
          bit(6, "output_short", "Output short circuit", FAULT),
          bit(15, "battery_derating", "Power reduced by the battery", WARNING),
          bit(26, "pv_voltage_high", "PV voltage too high", FAULT_OR_WARNING),
          bit(27, "mppt_overload_fault", "MPPT overload fault", FAULT),
          bit(30, "dc_dc_over_current", "DC/DC over current", FAULT),
          bit(33, "pv_energy_low", "Little PV energy", WARNING),
          bit(
              34,
              "ac_input_high_at_soft_start",
              "AC input too high during bus soft start",
              WARNING),
          bit(35, "battery_equalisation", "Battery equalisation", WARNING));

  /** MAX, VM III and IV, MKS IV (VMAX): 36 bits with the fault code at a32 (48 V) or a31 (24 V). */
  static final List<Warning> MAX =
      change(
          without(HS, 24, 25, 26, 27, 28, 29),
          bit(0, "pv_loss", "PV lost", WARNING),
          bit(6, "output_short", "Output short circuit", FAULT),
          bit(15, "battery_derating", "Power reduced by the battery", WARNING),
          bit(31, "battery_weak", "Battery weak", WARNING),
          bit(35, "battery_equalisation", "Battery equalisation", WARNING));

  /** LV5048 (V41): 32 bits, two of them with another meaning. */
  static final List<Warning> LV =
      change(
          HS,
          bit(13, "battery_overcharge", "Battery overcharged", FAULT),
          bit(15, "battery_derating", "Power reduced by the battery", WARNING),
          bit(30, "slave", "This unit is a slave", WARNING));

  /** Fault codes of HS, MS, KS and PI41 (V14, V41). */
  public static final Map<String, String> FAULTS =
      words(
          "01", "Fan locked",
          "02", "Over temperature",
          "03", "Battery voltage too high",
          "04", "Battery voltage too low",
          "05", "Output short circuit or over temperature",
          "06", "Output voltage too high",
          "07", "Overload time-out",
          "08", "Bus voltage too high",
          "09", "Bus soft start failed",
          "11", "Main relay failed",
          "51", "Inverter over current",
          "52", "Bus soft start failed",
          "53", "Inverter soft start failed",
          "54", "Self test failed",
          "55", "DC voltage on the AC output",
          "56", "Battery not connected",
          "57", "Current sensor failed",
          "58", "Output voltage too low",
          "60", "Inverter negative power",
          "71", "Firmware versions of paralleled units differ",
          "72", "Output circuit failed",
          "80", "CAN communication failed",
          "81", "Parallel host lost",
          "82", "Parallel synchronisation lost",
          "83", "Battery voltages of paralleled units differ",
          "84", "Grid voltage or frequency of paralleled units differs",
          "85", "Input currents of paralleled units are unbalanced",
          "86", "Output settings of paralleled units differ");

  /** Fault codes where MAX differs (VMAX). */
  static final Map<String, String> FAULTS_MAX =
      merged(
          FAULTS,
          words(
              "01", "Fan locked while the inverter is off",
              "05", "Output short circuit",
              "10", "PV over current",
              "11", "PV voltage too high",
              "12", "DC/DC over current",
              "13", "Battery discharge over current",
              "51", "Over current",
              "52", "Bus voltage too low",
              "60", "Power feedback protection",
              "71", "Firmware versions are inconsistent",
              "72", "Current sharing fault",
              "85", "AC output currents are unbalanced",
              "86", "AC output modes differ"));

  /** Fault codes where GK and MK differ (VGK). */
  static final Map<String, String> FAULTS_GK =
      merged(FAULTS, words("10", "PV charger over current", "59", "PV voltage too high"));

  private static final Map<String, String> NAMES =
      words(
          "01", "fan_locked",
          "02", "over_temperature",
          "03", "battery_voltage_high",
          "04", "battery_voltage_low",
          "05", "output_short_or_over_temperature",
          "06", "output_voltage_high",
          "07", "overload_time_out",
          "08", "bus_over",
          "09", "bus_soft_start_fail",
          "11", "main_relay_fail",
          "51", "inverter_over_current",
          "52", "bus_soft_start_fail",
          "53", "inverter_soft_start_fail",
          "54", "self_test_fail",
          "55", "dc_voltage_on_output",
          "56", "battery_open",
          "57", "current_sensor_fail",
          "58", "output_voltage_low",
          "60", "inverter_negative_power",
          "71", "parallel_version_differs",
          "72", "output_circuit_fail",
          "80", "can_fail",
          "81", "host_lost",
          "82", "synchronisation_lost",
          "83", "battery_voltage_differs",
          "84", "line_differs",
          "85", "line_current_unbalanced",
          "86", "output_setting_differs");

  /** The faults that the codes of HS, MS, KS, PI41 and PI18 stand for, named as bits are. */
  public static final FaultCode CODE = code(FAULTS, NAMES);

  /** The same where GK and MK differ. */
  static final FaultCode CODE_GK =
      code(FAULTS_GK, merged(NAMES, words("10", "pv_over_current", "59", "pv_voltage_high")));

  /** The same where MAX differs. */
  static final FaultCode CODE_MAX =
      code(
          FAULTS_MAX,
          merged(
              NAMES,
              words(
                  "05", "output_short",
                  "10", "pv_over_current",
                  "11", "pv_voltage_high",
                  "12", "dc_dc_over_current",
                  "13", "battery_discharge_over_current",
                  "52", "bus_under",
                  "60", "power_feedback",
                  "72", "current_sharing_fault",
                  "85", "output_current_unbalanced",
                  "86", "output_mode_differs")));

  private Pi30Warnings() {}

  static Column word(
      int size, List<Warning> table, Map<String, String> faults, Integer... codePlaces) {
    return new WarningsColumn(size, table, List.of(codePlaces), faults);
  }

  private static FaultCode code(Map<String, String> titles, Map<String, String> names) {
    List<Warning> table = new ArrayList<>();
    titles.forEach(
        (code, title) ->
            table.add(
                new Warning(
                    Integer.parseInt(code), String.valueOf(names.get(code)), title, FAULT)));
    return new FaultCode("fault_code", table);
  }

  private static Warning bit(int number, String name, String title, Warning.Severity severity) {
    return new Warning(number, name, title, severity);
  }

  private static List<Warning> change(List<Warning> base, Warning... changed) {
    Map<Integer, Warning> all = new LinkedHashMap<>();
    base.forEach(warning -> all.put(warning.bit(), warning));
    Arrays.stream(changed).forEach(warning -> all.put(warning.bit(), warning));
    return List.copyOf(all.values());
  }

  private static List<Warning> without(List<Warning> base, Integer... bits) {
    List<Integer> gone = List.of(bits);
    return base.stream().filter(warning -> !gone.contains(warning.bit())).toList();
  }

  private static Map<String, String> merged(Map<String, String> base, Map<String, String> changed) {
    Map<String, String> all = new LinkedHashMap<>(base);
    all.putAll(changed);
    return all;
  }
}
