package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.words;

import io.sunherd.protocol.field.FaultCode;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Warning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The enumerations, switches and warnings of PI16 (PI16.md 2). */
final class Pi16Words {
  static final Map<String, String> MODE =
      words(
          "P", "PM", "S", "SB", "Y", "BY", "L", "LN", "G", "grid", "B", "BT", "C", "CH", "F", "FA",
          "D", "SD", "T", "SB");

  static final Map<String, String> MODEL_TYPE =
      words("00", "grid_tie", "01", "off_grid", "10", "grid_tie_with_backup", "11", "self_use");

  static final Map<String, String> PV_PRIORITY =
      words(
          "00",
          "fixed",
          "01",
          "battery_load_grid",
          "02",
          "load_battery_grid",
          "03",
          "load_grid_battery");

  static final Map<String, String> SELF_TEST = words("00", "running", "01", "ok");

  /** The letters of QFLAG, in lower case as units send them. */
  static final Map<Character, Field> FLAGS =
      switches(
          "a",
          "alarm",
          "Alarm",
          "b",
          "battery_mode_alarm",
          "Alarm in battery mode",
          "g",
          "green_power",
          "Green power",
          "p",
          "bypass_alarm",
          "Alarm in bypass");

  /** The letters of QENF; H to J are not known. */
  static final Map<Character, Field> ENERGY =
      switches(
          "A",
          "charge_battery",
          "Battery charging",
          "B",
          "ac_charge_battery",
          "Grid charges the battery",
          "C",
          "feed_grid",
          "Feeding into the grid",
          "D",
          "battery_to_load_solar_ok",
          "Battery feeds the load while there is PV",
          "E",
          "battery_to_load_solar_loss",
          "Battery feeds the load without PV",
          "F",
          "battery_to_grid_solar_ok",
          "Battery feeds the grid while there is PV",
          "G",
          "battery_to_grid_solar_loss",
          "Battery feeds the grid without PV");

  /** Fault codes (PI16.md 2.3). */
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
          "08", "DC component on the AC side",
          "09", "PV voltage too high",
          "10", "Auxiliary supply failed",
          "11", "PV over current",
          "12", "Leakage current",
          "13", "Insulation too low",
          "14", "DC component of the inverter",
          "15", "Readings of the controllers differ",
          "16", "Leakage circuit failed",
          "17", "Communication of the controllers lost",
          "18", "Controllers do not understand each other",
          "19", "Earth missing",
          "20", "Discharge circuit failed",
          "21", "Battery soft start failed",
          "22", "Charging voltage too high",
          "23", "Overload",
          "24", "Battery disconnected",
          "25", "Over current for too long",
          "26", "Output short circuit",
          "27", "Fan locked",
          "28", "Output current sensor failed",
          "29", "Charger failed",
          "30", "Versions of the controllers do not match",
          "31", "Input and output swapped");

  /** The faults that a code stands for, under the names of PI30 and PI17 where they have them. */
  private static final List<Warning> FAULTS =
      List.of(
          fault("01", "bus_over"),
          fault("02", "bus_under"),
          fault("03", "bus_soft_start_fail"),
          fault("04", "inverter_soft_start_fail"),
          fault("05", "inverter_over_current"),
          fault("06", "over_temperature"),
          fault("07", "relay_fail"),
          fault("08", "ac_dc_component"),
          fault("09", "pv_voltage_high"),
          fault("10", "auxiliary_supply_fail"),
          fault("11", "pv_over_current"),
          fault("12", "leakage_current"),
          fault("13", "insulation_low"),
          fault("14", "inverter_dc_component"),
          fault("15", "controller_readings_differ"),
          fault("16", "leakage_circuit_fail"),
          fault("17", "processor_communication_lost"),
          fault("18", "processor_protocols_differ"),
          fault("19", "earth_missing"),
          fault("20", "discharge_circuit_fail"),
          fault("21", "battery_soft_start_fail"),
          fault("22", "charging_voltage_high"),
          fault("23", "overload"),
          fault("24", "battery_disconnected"),
          fault("25", "long_over_current"),
          fault("26", "output_short"),
          fault("27", "fan_locked"),
          fault("28", "output_current_sensor_fail"),
          fault("29", "charger_fail"),
          fault("30", "controller_versions_differ"),
          fault("31", "input_output_swapped"));

  /** The code of the record that QPICF points to. */
  static final FaultCode FAULT_CODE = new FaultCode("fault_code", FAULTS);

  /** The code of QPIFS, which older firmware has. */
  static final FaultCode FAULT_TYPE = new FaultCode("fault_type_code", FAULTS);

  static final List<Warning> WARNINGS = warnings();

  private Pi16Words() {}

  private static Warning fault(String code, String name) {
    return new Warning(
        Integer.parseInt(code),
        name,
        Objects.requireNonNull(FAULT.get(code)),
        Warning.Severity.FAULT);
  }

  private static Map<Character, Field> switches(String... lettersKeysTitles) {
    Map<Character, Field> switches = new LinkedHashMap<>();
    for (int i = 0; i < lettersKeysTitles.length; i += 3) {
      switches.put(
          lettersKeysTitles[i].charAt(0),
          Field.of(lettersKeysTitles[i + 1], lettersKeysTitles[i + 2], Field.Type.SWITCH));
    }
    return switches;
  }

  /** The document's most serious level becomes a fault, and so does the fault bit itself. */
  private static List<Warning> warnings() {
    List<String> faults = List.of("device_fault", "flash_fail", "cpu_init_fail");
    return Warning.numbered(
            0,
            "device_fault",
            "The device has a fault",
            "adc_auto_correction",
            "Converter corrects itself",
            "flash_fail",
            "Flash failed",
            "pv_loss",
            "PV lost",
            "pv_low",
            "PV low",
            "island",
            "Islanding",
            "cpu_init_fail",
            "Processor start failed",
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
            "grid_needed",
            "Needs power from the grid",
            "emergency_disconnection",
            "Emergency disconnection",
            "battery_too_low",
            "Battery too low",
            "battery_low",
            "Battery low",
            "battery_disconnected",
            "Battery disconnected",
            "end_of_discharge",
            "End of discharge",
            "overload",
            "Overload",
            "epo",
            "Emergency power off",
            "unknown_20",
            "Bit 20, meaning not known",
            "unknown_21",
            "Bit 21, meaning not known",
            "over_temperature",
            "Over temperature",
            "no_earth",
            "Earth missing",
            "fan",
            "Fan fault")
        .stream()
        .map(warning -> faults.contains(warning.name()) ? warning.asFault() : warning)
        .toList();
  }
}
