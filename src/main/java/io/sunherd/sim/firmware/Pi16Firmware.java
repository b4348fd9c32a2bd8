package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Flow;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Policy;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import io.sunherd.sim.plant.Ratings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PI16: what its units store, and what they answer to inquiries (PI16.md 2). */
public final class Pi16Firmware implements Firmware {
  private static final String NONE = "00";

  /** The number of the record of the fault that there is. */
  private static final String RECORD = "02";

  @Override
  public Map<String, Map<String, Object>> factory(
      Profile profile, String serial, boolean paralleled) {
    double amps = Math.rint(10 * profile.ratings().va() / Ratings.AC_VOLTS) / 10;
    Map<String, Map<String, Object>> values = new HashMap<>(Pi16Factory.settings(profile));
    values.put("QPI", Map.of("protocol", "PI16"));
    values.put("QVFW", Map.of("label", "VERFW", "version", "00001.08"));
    values.put("QVFW2", Map.of("label", "VERFW2", "version", "00000.45"));
    values.put("QSVFW2", Map.of("label", "SVERFW2", "version", "00000.45"));
    values.put("QDM", Map.of("machine_model_code", "050"));
    values.put("QGMN", Map.of("general_model_number", "031"));
    values.put("I", Map.of("dsp_time", "14-09-26,15:05", "mcu_time", "14-10-06,11:33"));
    Map<String, Object> ratings = new HashMap<>();
    ratings.put("nominal_grid_voltage", Ratings.AC_VOLTS);
    ratings.put("nominal_grid_frequency", 50.0);
    ratings.put("nominal_grid_current", amps);
    ratings.put("ac_output_rating_voltage", Ratings.AC_VOLTS);
    ratings.put("ac_output_rating_frequency", 50.0); // it has it, but does not tell it
    ratings.put("ac_output_rating_current", amps);
    ratings.put("max_pv_input_current", 18.0);
    ratings.put("battery_rating_voltage", profile.ratings().batteryVolts());
    ratings.put("mppt_count", profile.ratings().trackers());
    ratings.put("model_type", "grid_tie_with_backup");
    ratings.put("device_type", "transformerless");
    values.put("QPIRI", ratings);
    return values;
  }

  @Override
  public Map<String, Object> installed() {
    return Map.of();
  }

  /** The battery feeds the load until it is down to its cut-off voltage with the grid. */
  @Override
  public Policy policy(Eeprom settings) {
    boolean charges = settings.isOn("solar_charge_battery");
    boolean discharges = settings.isOn("battery_to_load_solar_loss");
    double amps = charges ? settings.amount("max_charging_current") : 0;
    return new Policy(
        discharges ? "solar_battery_utility" : "solar_utility_battery",
        settings.isOn("ac_charge_battery") ? "solar_and_utility" : "solar_only",
        amps,
        amps,
        settings.amount("battery_bulk_volt"),
        settings.amount("battery_float_volt"),
        settings.amount("battery_cut_off_volt_on_grid"),
        settings.amount("battery_restart_volt_on_grid"),
        settings.amount("battery_cut_off_volt"),
        true,
        String.valueOf(settings.setting("ac_charging_window")),
        String.valueOf(settings.setting("ac_output_window")),
        null);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> values(Question question) {
    Eeprom settings = question.settings();
    return switch (question.code()) {
      case "QPIGS" -> Optional.of(status(question));
      case "QMOD" -> Optional.of(LiveValues.values("mode", mode(question)));
      case "QPIWS" -> Optional.of(LiveValues.values("set", warnings(question)));
      case "QPICF" ->
          Optional.of(
              LiveValues.values(
                  "fault_status", question.failure() > 0 ? "01" : NONE, "fault_id", RECORD));
      case "QPIHF" -> Optional.of(record(question));
      case "QPIBI" -> Optional.of(battery(question));
      case "QCHGS" -> {
        Map<String, @Nullable Object> values = settings.values("QCHGS");
        values.put("charging_current", question.moment().chargeAmps());
        yield Optional.of(values);
      }
      case "QDI", "QDI2" -> Optional.of(Pi16Factory.defaults(settings));
      case "QID" ->
          Optional.of(LiveValues.values("serial_number", question.plant().serial(question.unit())));
      case "QT" -> Optional.of(LiveValues.values("timestamp", question.time()));
      case "QEY", "QEM", "QED", "QEH" -> question.energy(false);
      default -> Optional.of(settings.values(question.code()));
    };
  }

  private static Map<String, @Nullable Object> status(Question question) {
    Moment moment = question.moment();
    double grid = moment.flow().mode() == Flow.Mode.LINE ? moment.flow().grid() : 0;
    long watts = Math.round(grid);
    Map<String, @Nullable Object> status =
        LiveValues.values(
            "grid_voltage", moment.gridVolts(),
            "output_power", watts,
            "grid_frequency", moment.gridHertz(),
            "output_current", moment.gridPresent() ? watts / moment.gridVolts() : 0,
            "ac_output_voltage_r", moment.outVolts(),
            "ac_output_power_r", moment.watts(),
            "ac_output_frequency", moment.outHertz(),
            "ac_output_current_r", moment.outputOn() ? moment.va() / moment.outVolts() : 0,
            "load_percent", LiveValues.loadPercent(moment, question.profile().ratings()),
            "pbus_voltage", 380 + moment.watts() / 100.0,
            "sbus_voltage", 380 + moment.watts() / 100.0,
            "positive_battery_voltage", moment.batteryVolts(),
            "battery_capacity", (int) Math.round(moment.charge() * 100));
    status.put("pv1_input_power", moment.pv1Watts());
    status.put("pv2_input_power", moment.pv2Watts());
    status.put("pv1_input_voltage", moment.pv1Volts());
    status.put("pv2_input_voltage", moment.pv2Volts());
    status.put("max_temperature", moment.celsius());
    status.put("device_status", "A---000000");
    status.put("load_status", moment.outputOn());
    status.put(
        "battery_power_direction",
        moment.chargeAmps() > 0 ? "charge" : moment.dischargeAmps() > 0 ? "discharge" : "none");
    status.put("ac_to_dc", moment.gridCharges());
    status.put("line_power_direction", watts > 0 ? "input" : "both");
    return status;
  }

  private static String mode(Question question) {
    if (question.failure() > 0) {
      return "FA";
    }
    return switch (question.moment().flow().mode()) {
      case LINE -> "grid";
      case BATTERY -> "BT";
      case STANDBY -> "SB";
    };
  }

  private static List<String> warnings(Question question) {
    Moment moment = question.moment();
    List<String> names = new ArrayList<>();
    if (question.failure() > 0) {
      names.add("device_fault");
    }
    if (moment.pv1Volts() == 0) {
      names.add("pv_loss");
    }
    if (!moment.gridPresent()) {
      names.add("grid_voltage_low");
    }
    if (moment.batteryVolts() < question.settings().amount("battery_cut_off_volt") + 1) {
      names.add("battery_low");
    }
    return names;
  }

  /** The record of the fault; there are no others. */
  private static Map<String, @Nullable Object> record(Question question) {
    boolean isThere = question.failure() > 0 && question.argument().equals(RECORD);
    String code = isThere ? String.format(Locale.ROOT, "%02d", question.failure() % 100) : NONE;
    return LiveValues.values(
        "fault_code",
        code,
        "fault_values",
        Stream.concat(Stream.of("20150320110000"), Stream.generate(() -> "000").limit(18))
            .toList());
  }

  private static Map<String, @Nullable Object> battery(Question question) {
    Moment moment = question.moment();
    double ampHours = question.profile().ratings().ampHours();
    double hours =
        moment.dischargeAmps() > 0 ? ampHours * moment.charge() / moment.dischargeAmps() : 0;
    return LiveValues.values(
        "undocumented_1",
        "000",
        "battery_count",
        4,
        "battery_size",
        (int) ampHours,
        "undocumented_4",
        "000",
        "remaining_time",
        (int) Math.min(999, Math.round(60 * hours)));
  }
}
