package io.sunherd.protocol.pi16;

import static io.sunherd.protocol.column.Columns.words;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Warning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static final List<Warning> WARNINGS = warnings();

  private Pi16Words() {}

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
