package io.sunherd.sim.firmware;

import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Plant;
import io.sunherd.sim.plant.Ratings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that any unit of a parallel system reports about each unit (PI30.md 7.6 and 10). */
final class ParallelValues {
  private static final String NO_SERIAL = "00000000000000";

  private static final List<String> MEASURED =
      List.of(
          "grid_voltage",
          "grid_frequency",
          "ac_output_voltage",
          "ac_output_frequency",
          "ac_output_apparent_power",
          "ac_output_active_power",
          "load_percent",
          "battery_voltage",
          "battery_charging_current",
          "battery_capacity",
          "pv1_input_voltage",
          "max_charging_current",
          "max_charging_current_range",
          "max_ac_charging_current",
          "pv1_input_current",
          "battery_discharging_current",
          "pv2_input_voltage",
          "pv2_input_current");

  private ParallelValues() {}

  /** The values of a unit of the plant; for an absent one only the totals of the system. */
  static Map<String, @Nullable Object> of(Plant plant, int unit, long second) {
    Map<String, @Nullable Object> values =
        unit < plant.members() ? present(plant, unit, second) : absent();
    int amps = 0;
    int va = 0;
    int watts = 0;
    for (int i = 0; i < plant.members(); i++) {
      Moment moment = plant.moment(i, second);
      amps += moment.chargeAmps();
      va += moment.va();
      watts += moment.watts();
    }
    Ratings ratings = plant.profile().ratings();
    int members = plant.members();
    values.put("total_charging_current", amps);
    values.put("total_ac_output_apparent_power", va);
    values.put("total_ac_output_active_power", watts);
    values.put(
        "total_ac_output_percent",
        Math.max(100 * va / (ratings.va() * members), 100 * watts / (ratings.watts() * members)));
    return values;
  }

  private static Map<String, @Nullable Object> present(Plant plant, int unit, long second) {
    Moment moment = plant.moment(unit, second);
    Eeprom settings = plant.settings(unit);
    Map<String, @Nullable Object> values = settings.values("QPIRI");
    values.put("exists", true);
    values.put("serial_number", plant.serial(unit));
    int failure = plant.faults(unit).amount(Faults.Kind.FAILURE);
    values.put("work_mode", failure > 0 ? "fault" : moment.flow().mode().word());
    values.put("fault_code", String.format(Locale.ROOT, "%02d", failure % 100));
    values.put("grid_voltage", moment.gridVolts());
    values.put("grid_frequency", moment.gridHertz());
    values.put("ac_output_voltage", moment.outVolts());
    values.put("ac_output_frequency", moment.outHertz());
    values.put("ac_output_apparent_power", moment.va());
    values.put("ac_output_active_power", moment.watts());
    values.put("load_percent", LiveValues.loadPercent(moment, plant.profile().ratings()));
    values.put("battery_voltage", moment.batteryVolts());
    values.put("battery_charging_current", moment.chargeAmps());
    values.put("battery_capacity", (int) Math.round(moment.charge() * 100));
    values.put("pv1_input_voltage", moment.pv1Volts());
    values.put("pv1_input_current", moment.pv1Amps());
    values.put("pv2_input_voltage", moment.pv2Volts());
    values.put("pv2_input_current", moment.pv2Amps());
    values.put("battery_discharging_current", moment.dischargeAmps());
    values.put("scc_ok", true);
    values.put("ac_charging", moment.gridCharges());
    values.put("scc_charging", moment.solarCharges());
    values.put("battery_state", "normal");
    values.put("line_loss", !moment.gridPresent());
    values.put("load_on", moment.outputOn());
    values.put(
        "max_charging_current_range",
        plant.profile().ratings().currents().stream().mapToInt(Integer::intValue).max().orElse(0));
    return values;
  }

  private static Map<String, @Nullable Object> absent() {
    Map<String, @Nullable Object> values =
        LiveValues.values(
            "exists",
            false,
            "serial_number",
            NO_SERIAL,
            "work_mode",
            "power_on",
            "fault_code",
            "00",
            "output_mode",
            "single",
            "charger_source_priority",
            "utility_first");
    for (String key : MEASURED) {
      values.put(key, 0);
    }
    return values;
  }
}
