package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Moment;
import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Question;
import io.sunherd.sim.plant.Ratings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measured values of a unit, under the keys of the protocol tables. */
final class LiveValues {
  private LiveValues() {}

  static Map<String, @Nullable Object> of(String inquiry, Question question) {
    Moment moment = question.moment();
    Profile profile = question.profile();
    Eeprom settings = question.settings();
    boolean hasFailed = question.failure() > 0;
    return switch (inquiry) {
      case "QPIGS" -> status(moment, profile);
      case "QPIGS2" -> secondTracker(moment);
      case "QMOD" -> values("mode", hasFailed ? "FA" : moment.flow().mode().code());
      case "QPIWS" -> warnings(moment, profile, settings, hasFailed);
      case "QBMS" -> battery(moment, settings, question.bms());
      case "Q1" -> internals(moment);
      default -> throw new IllegalArgumentException(inquiry + " has no live values.");
    };
  }

  private static Map<String, @Nullable Object> status(Moment moment, Profile profile) {
    Map<String, @Nullable Object> status =
        values(
            "grid_volt", moment.gridVolts(),
            "grid_freq", moment.gridHertz(),
            "ac_volt", moment.outVolts(),
            "ac_freq", moment.outHertz(),
            "ac_va", moment.va(),
            "ac_watt", moment.watts(),
            "load_percent", loadPercent(moment, profile.ratings()),
            "bus_volt", profile.ratings().batteryVolts() * 7.9 + moment.watts() / 80.0,
            "batt_volt", moment.batteryVolts(),
            "batt_charge_amps", moment.chargeAmps(),
            "batt_capacity", (int) Math.round(moment.charge() * 100));
    status.put("temp", profile.heatInCounts() ? 560 - 4 * moment.celsius() : moment.celsius());
    status.put("pv1_input_current", moment.pv1Amps());
    status.put("pv_volts", moment.pv1Volts());
    status.put("batt_volt_scc", profile.hasOwnCharger() ? moment.batteryVolts() : 0);
    status.put("batt_discharge_amps", moment.dischargeAmps());
    status.put("pv_watts", moment.pv1Watts());
    status.put("charge_source", chargeSource(moment));
    status.put("load_status", moment.outputOn());
    status.put("source_feeds_load", moment.gridPresent() || moment.pv1Watts() > 0);
    status.put("batt_volt_to_steady", moment.full());
    status.put("charging_to_float", moment.full());
    status.put("switch_on", true);
    status.put("fan_on_battery_offset", 0);
    status.put("eeprom_version", "00");
    status.put("country_code", "00");
    status.put("solar_feed_to_grid_power", 0);
    return status;
  }

  private static Map<String, @Nullable Object> secondTracker(Moment moment) {
    return values(
        "pv2_input_current", moment.pv2Amps(),
        "pv2_input_voltage", moment.pv2Volts(),
        "pv2_charging_power", moment.pv2Watts());
  }

  private static Map<String, @Nullable Object> warnings(
      Moment moment, Profile profile, Eeprom settings, boolean hasFailed) {
    List<String> names = new ArrayList<>();
    if (hasFailed) {
      names.add("inverter_fault");
    }
    if (!moment.gridPresent()) {
      names.add("line_fail");
    }
    double cutOff = settings.number("battery_under_voltage");
    if (moment.batteryVolts() < cutOff + profile.ratings().batteryVolts() / 48.0) {
      names.add("battery_low_alarm");
    }
    return values("set_names", names);
  }

  /** No battery management is connected; the inverter shows its own settings. */
  private static Map<String, @Nullable Object> battery(Moment moment, Eeprom settings, int bms) {
    return values(
        "connected",
        bms > 0,
        "battery_capacity",
        bms > 0 ? bms : (int) Math.round(moment.charge() * 100),
        "force_ac_charge",
        false,
        "stop_discharge",
        false,
        "stop_charge",
        false,
        "cv_voltage",
        settings.number("battery_bulk_voltage"),
        "float_voltage",
        settings.number("battery_float_voltage"),
        "cut_off_voltage",
        settings.number("battery_under_voltage"),
        "max_charging_current",
        settings.number("max_charging_current"),
        "max_discharging_current",
        0);
  }

  private static Map<String, @Nullable Object> internals(Moment moment) {
    boolean charging = moment.chargeAmps() > 0;
    Map<String, @Nullable Object> internals =
        values(
            "time_until_absorb_end",
            0,
            "time_until_float_end",
            0,
            "scc_ok_flag",
            "01",
            "allow_scc_on_flag",
            "01",
            "charge_average_current",
            "00",
            "scc_pwm_temperature",
            moment.celsius(),
            "inverter_temperature",
            moment.celsius() - 2,
            "battery_heatsink_temperature",
            moment.celsius() - 4,
            "transformer_temperature",
            moment.celsius() - 1,
            "fan_lock_status",
            "00");
    internals.put("fan_pwm_duty", "000");
    internals.put("fan_speed", Math.min(100, Math.max(30, 2 * moment.celsius() - 30)));
    internals.put("scc_charge_power", (int) Math.round(moment.flow().solarCharge()));
    internals.put("parallel_warning", "0000");
    internals.put("sync_frequency", moment.gridHertz());
    internals.put("charge_status", moment.full() ? "float" : charging ? "bulk" : "not_charging");
    return internals;
  }

  static List<String> chargeSource(Moment moment) {
    List<String> sources = new ArrayList<>();
    if (moment.gridCharges()) {
      sources.add("ac_charging");
    }
    if (moment.solarCharges()) {
      sources.add("solar_charging");
    }
    return sources;
  }

  /** The larger of the shares of the two ratings (PI30.md 7.4). */
  static int loadPercent(Moment moment, Ratings ratings) {
    return Math.max(100 * moment.va() / ratings.va(), 100 * moment.watts() / ratings.watts());
  }

  static Map<String, @Nullable Object> values(Object... keysAndValues) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return values;
  }
}
