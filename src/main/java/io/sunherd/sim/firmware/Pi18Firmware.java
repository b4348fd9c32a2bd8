package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Firmware;
import io.sunherd.sim.plant.Flow;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Plant;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import io.sunherd.sim.plant.Ratings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PI18: what its units store, and what they answer to inquiries (PI18.md 2). */
public final class Pi18Firmware implements Firmware {
  private static final List<String> SWITCHES =
      List.of(
          "overload_bypass",
          "lcd_return_to_default",
          "overload_restart",
          "over_temperature_restart",
          "backlight",
          "primary_source_interrupt_alarm",
          "fault_code_record");

  /** What is no number, of a unit that is not there. */
  private static final Map<String, Object> ABSENT =
      Map.of(
          "settings_changed", false,
          "load_connected", false,
          "mppt1_status", "abnormal",
          "mppt2_status", "abnormal",
          "battery_power_direction", "none",
          "dc_ac_power_direction", "none",
          "line_power_direction", "none");

  @Override
  public Map<String, Map<String, Object>> factory(
      Profile profile, String serial, boolean paralleled) {
    Map<String, Map<String, Object>> values = new HashMap<>();
    values.put("PI", Map.of("protocol", "18"));
    values.put("VFW", Map.of("main", "05220", "slave1", "00000", "slave2", "00000"));
    values.put("PIRI", ratings(profile, paralleled));
    values.put("MCHGCR", Map.of("values", profile.ratings().currents()));
    values.put("MUCHGCR", Map.of("values", profile.ratings().acCurrents()));
    values.put("ACCT", Map.of("window", "00:00-00:00"));
    values.put("ACLT", Map.of("window", "00:00-00:00"));
    values.put("GS", Map.of("load_connected", true));
    Map<String, Object> switches = new HashMap<>(Map.of("buzzer_flag", true, "reserved_raw", "0"));
    SWITCHES.forEach(key -> switches.put(key, key.contains("lcd") || key.equals("backlight")));
    values.put("FLAG", switches);
    return values;
  }

  private static Map<String, Object> ratings(Profile profile, boolean paralleled) {
    Ratings ratings = profile.ratings();
    double blocks = ratings.batteryVolts() / 12.0;
    double amps = Math.rint(10 * ratings.va() / Ratings.AC_VOLTS) / 10;
    Map<String, Object> values = new HashMap<>();
    values.put("ac_input_rating_voltage", Ratings.AC_VOLTS);
    values.put("ac_input_rating_current", amps);
    values.put("ac_output_rating_voltage", Ratings.AC_VOLTS);
    values.put("ac_output_rating_frequency", 50.0);
    values.put("ac_output_rating_current", amps);
    values.put("ac_output_rating_apparent_power", ratings.va());
    values.put("ac_output_rating_active_power", ratings.watts());
    values.put("battery_rating_voltage", ratings.batteryVolts());
    values.put("battery_recharge_voltage", 11.5 * blocks);
    values.put("battery_redischarge_voltage", 13.5 * blocks);
    values.put("battery_under_voltage", 10.5 * blocks);
    values.put("battery_bulk_voltage", 14.1 * blocks);
    values.put("battery_float_voltage", 13.5 * blocks);
    values.put("battery_type", "AGM");
    values.put("max_ac_charging_current", 30);
    values.put("max_charging_current", 60);
    values.put("input_voltage_range", "appliance");
    values.put("output_source_priority", "solar_utility_battery");
    values.put("charger_source_priority", "solar_and_utility");
    values.put("parallel_max_num", 9);
    values.put("machine_type", "off_grid");
    values.put("topology", "transformerless");
    values.put("output_mode", paralleled ? "parallel" : "single");
    values.put("solar_power_priority", "load_battery_utility");
    values.put("mppt_strings", ratings.trackers());
    values.put("undocumented_26", "00");
    return values;
  }

  /** As installed: set to use sun and battery, charged by the sun alone. */
  @Override
  public Map<String, Object> installed() {
    return Map.of(
        "battery_type",
        "user",
        "output_source_priority",
        "solar_battery_utility",
        "charger_source_priority",
        "solar_only");
  }

  @Override
  public Optional<Map<String, @Nullable Object>> values(Question question) {
    return switch (question.code()) {
      case "GS" -> Optional.of(status(question));
      case "MOD" -> Optional.of(LiveValues.values("mode", mode(question)));
      case "FWS" -> Optional.of(faults(question));
      case "T" -> Optional.of(LiveValues.values("timestamp", question.time()));
      case "ID" ->
          Optional.of(LiveValues.values("serial_number", question.plant().serial(question.unit())));
      case "PRI" -> Optional.of(naming(question, question.numbered()));
      case "PGS" -> Optional.of(parallel(question, question.numbered()));
      case "DI" -> Optional.of(defaults(question.settings()));
      case "ET", "EY", "EM", "ED" -> question.energy(false);
      default -> Optional.of(question.settings().values(question.code()));
    };
  }

  private static Map<String, @Nullable Object> status(Question question) {
    Moment moment = question.moment();
    Map<String, @Nullable Object> status =
        LiveValues.values(
            "grid_voltage", moment.gridVolts(),
            "grid_frequency", moment.gridHertz(),
            "ac_output_voltage", moment.outVolts(),
            "ac_output_frequency", moment.outHertz(),
            "ac_output_apparent_power", moment.va(),
            "ac_output_active_power", moment.watts(),
            "load_percent", LiveValues.loadPercent(moment, question.profile().ratings()),
            "battery_voltage", moment.batteryVolts(),
            "battery_voltage_scc1", 0,
            "battery_voltage_scc2", 0,
            "battery_discharging_current", moment.dischargeAmps(),
            "battery_charging_current", moment.chargeAmps(),
            "battery_capacity", (int) Math.round(moment.charge() * 100));
    status.put("heatsink_temperature", moment.celsius());
    status.put("mppt1_temperature", moment.celsius() - 3);
    status.put("mppt2_temperature", moment.celsius() - 3);
    status.put("pv1_input_power", moment.pv1Watts());
    status.put("pv2_input_power", moment.pv2Watts());
    status.put("pv1_input_voltage", moment.pv1Volts());
    status.put("pv2_input_voltage", moment.pv2Volts());
    status.put("settings_changed", false);
    status.put("mppt1_status", moment.pv1Watts() > 0 ? "charging" : "idle");
    status.put("mppt2_status", moment.pv2Watts() > 0 ? "charging" : "idle");
    status.put("load_connected", moment.outputOn());
    status.put(
        "battery_power_direction",
        moment.chargeAmps() > 0 ? "charge" : moment.dischargeAmps() > 0 ? "discharge" : "none");
    boolean isOnline = moment.flow().mode() == Flow.Mode.LINE;
    status.put(
        "dc_ac_power_direction",
        moment.gridCharges() ? "ac_to_dc" : moment.outputOn() ? "dc_to_ac" : "none");
    status.put("line_power_direction", isOnline && moment.flow().grid() > 0.5 ? "input" : "none");
    status.put("local_parallel_id", question.plant().placeOf(question.unit()));
    return status;
  }

  /** The mode with the grid is hybrid, whatever feeds the load. */
  private static String mode(Question question) {
    if (question.failure() > 0) {
      return "FA";
    }
    return switch (question.moment().flow().mode()) {
      case LINE -> "hybrid";
      case BATTERY -> "BT";
      case STANDBY -> "SB";
    };
  }

  private static Map<String, @Nullable Object> faults(Question question) {
    Moment moment = question.moment();
    List<String> flags = new ArrayList<>();
    if (!moment.gridPresent()) {
      flags.add("line_fail");
    }
    double cutOff = question.settings().number("battery_under_voltage");
    if (moment.batteryVolts() < cutOff + question.profile().ratings().batteryVolts() / 48.0) {
      flags.add("battery_low");
    }
    return LiveValues.values(
        "fault_code", String.format(Locale.ROOT, "%02d", question.failure() % 100), "set", flags);
  }

  /** Who a unit of the system is; of an absent one there are only zeros. */
  private static Map<String, @Nullable Object> naming(Question question, Optional<Question> unit) {
    Map<String, @Nullable Object> values =
        unit.map(found -> found.settings().values("PIRI"))
            .orElseGet(
                () ->
                    LiveValues.values(
                        "charger_source_priority",
                        "solar_first",
                        "max_charging_current",
                        0,
                        "max_ac_charging_current",
                        0,
                        "output_mode",
                        "single"));
    values.put("exists", unit.isPresent());
    values.put(
        "serial_number", unit.map(found -> question.plant().serial(found.unit())).orElse(""));
    return values;
  }

  /** What it does; of an absent one only the totals of the system are told. */
  private static Map<String, @Nullable Object> parallel(
      Question question, Optional<Question> unit) {
    Map<String, @Nullable Object> values = status(unit.orElse(question));
    values.put("max_temperature", values.get("heatsink_temperature"));
    if (unit.isEmpty()) {
      values.replaceAll((key, value) -> value instanceof Number ? (Object) 0 : ABSENT.get(key));
    }
    values.put("exists", unit.isPresent());
    values.put("work_mode", unit.map(Pi18Firmware::workMode).orElse("power_on"));
    int failure = unit.map(Question::failure).orElse(0);
    values.put("fault_code", String.format(Locale.ROOT, "%02d", failure % 100));
    int amps = 0;
    int va = 0;
    int watts = 0;
    Plant plant = question.plant();
    for (int i = 0; i < plant.members(); i++) {
      Moment moment = plant.moment(i, question.second());
      amps += moment.chargeAmps();
      va += moment.va();
      watts += moment.watts();
    }
    values.put("total_battery_charging_current", amps);
    values.put("total_ac_output_apparent_power", va);
    values.put("total_ac_output_active_power", watts);
    values.put(
        "total_load_percent", 100 * va / (question.profile().ratings().va() * plant.members()));
    return values;
  }

  private static String workMode(Question question) {
    return switch (mode(question)) {
      case "FA" -> "fault";
      case "BT" -> "battery";
      case "SB" -> "standby";
      default -> "hybrid";
    };
  }

  /** The factory settings, whose keys are those of PIRI and FLAG but for two. */
  private static Map<String, @Nullable Object> defaults(Eeprom settings) {
    Map<String, @Nullable Object> values = new HashMap<>(settings.factory("PIRI"));
    values.putAll(settings.factory("FLAG"));
    values.put("ac_output_voltage", values.get("ac_output_rating_voltage"));
    values.put("ac_output_frequency", values.get("ac_output_rating_frequency"));
    values.put("solar_power_priority", "1");
    values.put("machine_type", "0");
    return values;
  }
}
