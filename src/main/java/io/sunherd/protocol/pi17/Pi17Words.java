package io.sunherd.protocol.pi17;

import static io.sunherd.protocol.column.Columns.words;

import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Warning;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The enumerations and warnings of PI17 (PI17.md 2.4 to 2.7). */
final class Pi17Words {
  static final Map<String, String> MODE =
      words("00", "PM", "01", "SB", "02", "BY", "03", "BT", "04", "FA", "05", "hybrid", "06", "CH");

  /** The machine numbers of MD (PI17.md 2). */
  static final Map<String, String> MACHINE =
      words(
          "000", "InfiniSolar 3P 10K",
          "001", "InfiniSolar 3P 15K",
          "002", "InfiniSolar 3P 15K custom",
          "003", "InfiniSolar WP",
          "004", "InfiniSolar WP 30K",
          "005", "InfiniSolar WP LV 6K",
          "006", "InfiniSolar WP TWIN");

  static final Map<String, String> MACHINE_TYPE =
      words("00", "grid_tie", "01", "off_grid", "10", "hybrid");

  static final Map<String, String> BATTERY_TYPE = words("0", "ordinary", "1", "li_fe");

  static final Map<String, String> PRIORITY =
      words("00", "battery_load_grid", "01", "load_battery_grid", "02", "load_grid_battery");

  static final Map<String, String> PARALLEL_STATUS = words("0", "new", "1", "slave", "2", "master");

  static final Map<String, String> CHARGE_STATUS =
      words("0", "discharge", "1", "cv", "2", "float", "3", "cc");

  static final Map<String, String> GENERATOR_PORT =
      words("0", "off", "1", "output", "2", "input", "3", "ac_coupling");

  static final List<Warning> WARNINGS =
      Warning.numbered(
          0,
          "pv1_loss",
          "PV1 lost",
          "pv2_loss",
          "PV2 lost",
          "pv1_voltage_high",
          "PV1 voltage too high",
          "pv2_voltage_high",
          "PV2 voltage too high",
          "battery_under",
          "Battery cut-off",
          "battery_low",
          "Battery low",
          "battery_open",
          "Battery not connected",
          "battery_voltage_high",
          "Battery voltage too high",
          "battery_low_hybrid",
          "Battery low in hybrid mode",
          "grid_voltage_high",
          "Grid voltage too high",
          "grid_voltage_low",
          "Grid voltage too low",
          "grid_frequency_high",
          "Grid frequency too high",
          "grid_frequency_low",
          "Grid frequency too low",
          "grid_mean_voltage_high",
          "Mean grid voltage too high",
          "ac_input_voltage_loss",
          "AC input voltage lost",
          "ac_input_frequency_loss",
          "AC input frequency lost",
          "island",
          "Islanding",
          "phase_order",
          "Phases in the wrong order",
          "over_temperature",
          "Over temperature",
          "overload",
          "Overload",
          "epo",
          "Emergency power off",
          "wave_loss",
          "Wave form lost",
          "equalisation",
          "Battery equalisation",
          "rapid_shutdown",
          "Rapid shutdown");

  /** Fault codes of CFS and HFS. */
  static final Map<String, String> FAULT =
      words(
          "00", "none",
          "01", "Bus voltage too high",
          "02", "Bus voltage too low",
          "03", "Bus soft start failed",
          "04", "Inverter soft start failed",
          "05", "Inverter over current",
          "06", "Over temperature",
          "07", "Relay failed",
          "08", "Current sensor failed",
          "09", "PV voltage too high",
          "10", "Auxiliary supply failed",
          "11", "PV over current",
          "12", "Leakage current",
          "13", "Insulation too low",
          "14", "DC component while feeding in",
          "15", "Master and slave read the grid differently",
          "16", "Leakage circuit failed",
          "17", "Communication of the processors lost",
          "18", "Protocols of the processors differ",
          "19", "Earth missing",
          "22", "Battery voltage too high",
          "23", "Overload",
          "24", "Battery disconnected, or over current of phase S",
          "25", "Over current of phase T",
          "26", "Output short circuit",
          "27", "Fan locked",
          "29", "Inverter current sensor failed",
          "30", "DC component of phase S",
          "31", "DC component of phase T",
          "32", "Battery DC/DC over current",
          "33", "Output voltage too low",
          "34", "Output voltage too high",
          "35", "Wiring fault",
          "36", "AC voltage sensor failed",
          "37", "Over current of the neutral wire",
          "39", "Output voltage of phase S or T too low or too high",
          "40", "Output voltage of phase S or T too low or too high",
          "41", "Output voltage of phase S or T too low or too high",
          "42", "Output voltage of phase S or T too low or too high",
          "50", "Version of the relay board",
          "51", "Temperature of the external battery",
          "52", "Temperature of PV1",
          "53", "Temperature of PV2",
          "54", "Temperature of the battery converter",
          "55", "Inverter temperature of phase R",
          "56", "Inverter temperature of phase S",
          "57", "Inverter temperature of phase T",
          "58", "Temperature of the DC/DC converter",
          "60", "Inverter negative power",
          "61", "Driver of the relay board failed",
          "62", "Link to the relay board lost",
          "63", "Version of the relay board is wrong",
          "71", "Firmware versions of paralleled units differ",
          "72", "Output current detection failed",
          "80", "CAN communication failed",
          "81", "Parallel host lost",
          "82", "Parallel synchronisation lost",
          "88", "Bus unbalanced");

  /** The faults that the code of CFS stands for, under the names of PI30 where it has them. */
  static final FaultCode FAULT_CODE =
      new FaultCode(
          "fault_code",
          List.of(
              fault("01", "bus_over"),
              fault("02", "bus_under"),
              fault("03", "bus_soft_start_fail"),
              fault("04", "inverter_soft_start_fail"),
              fault("05", "inverter_over_current"),
              fault("06", "over_temperature"),
              fault("07", "relay_fail"),
              fault("08", "current_sensor_fail"),
              fault("09", "pv_voltage_high"),
              fault("10", "auxiliary_supply_fail"),
              fault("11", "pv_over_current"),
              fault("12", "leakage_current"),
              fault("13", "insulation_low"),
              fault("14", "dc_component"),
              fault("15", "grid_readings_differ"),
              fault("16", "leakage_circuit_fail"),
              fault("17", "processor_communication_lost"),
              fault("18", "processor_protocols_differ"),
              fault("19", "earth_missing"),
              fault("22", "battery_voltage_high"),
              fault("23", "overload"),
              fault("24", "battery_or_phase_s"),
              fault("25", "phase_t_over_current"),
              fault("26", "output_short"),
              fault("27", "fan_locked"),
              fault("29", "inverter_current_sensor_fail"),
              fault("30", "phase_s_dc_component"),
              fault("31", "phase_t_dc_component"),
              fault("32", "battery_converter_over_current"),
              fault("33", "output_voltage_low"),
              fault("34", "output_voltage_high"),
              fault("35", "wiring_fault"),
              fault("36", "ac_voltage_sensor_fail"),
              fault("37", "neutral_over_current"),
              fault("39", "phase_s_or_t_voltage"),
              fault("40", "phase_s_or_t_voltage"),
              fault("41", "phase_s_or_t_voltage"),
              fault("42", "phase_s_or_t_voltage"),
              fault("50", "relay_board_version"),
              fault("51", "external_battery_temperature"),
              fault("52", "pv1_temperature"),
              fault("53", "pv2_temperature"),
              fault("54", "battery_converter_temperature"),
              fault("55", "phase_r_temperature"),
              fault("56", "phase_s_temperature"),
              fault("57", "phase_t_temperature"),
              fault("58", "dc_converter_temperature"),
              fault("60", "inverter_negative_power"),
              fault("61", "relay_board_driver_fail"),
              fault("62", "relay_board_lost"),
              fault("63", "relay_board_version_wrong"),
              fault("71", "parallel_version_differs"),
              fault("72", "output_circuit_fail"),
              fault("80", "can_fail"),
              fault("81", "host_lost"),
              fault("82", "synchronisation_lost"),
              fault("88", "bus_unbalanced")));

  private Pi17Words() {}

  private static Warning fault(String code, String name) {
    return new Warning(
        Integer.parseInt(code),
        name,
        Objects.requireNonNull(FAULT.get(code)),
        Warning.Severity.FAULT);
  }
}
