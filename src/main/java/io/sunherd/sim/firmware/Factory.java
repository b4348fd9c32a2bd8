package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Profile;
import io.sunherd.sim.plant.Ratings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The factory content of a unit's memory, by inquiry and key. */
final class Factory {
  private static final int CELLS = 12;

  private final Profile profile;
  private final Ratings ratings;
  private final int blocks;
  private final Map<String, Map<String, Object>> values = new HashMap<>();

  private Factory(Profile profile) {
    this.profile = profile;
    this.ratings = profile.ratings();
    this.blocks = ratings.batteryVolts() / CELLS;
  }

  static Map<String, Map<String, Object>> values(
      Profile profile, String serial, boolean paralleled) {
    Factory factory = new Factory(profile);
    factory.identity(serial);
    factory.ratings(paralleled);
    factory.switches();
    factory.others();
    return factory.values;
  }

  private void put(String inquiry, String key, @Nullable Object value) {
    if (value != null) {
      values.computeIfAbsent(inquiry, code -> new HashMap<>()).put(key, value);
    }
  }

  private void identity(String serial) {
    put("QPI", "protocol", "PI30");
    put("QID", "serial_number", serial);
    put("QSID", "serial_number", serial);
    put("QVFW", "label", "VERFW");
    put("QVFW", "version", "00072.70");
    put("QVFW2", "label", "VERFW2");
    put("QVFW2", "version", "00001.12");
    put("QVFW3", "label", "VERFW");
    put("QVFW3", "version", "00025.12");
    put("VERFW:", "label", "VERFW");
    put("VERFW:", "version", "00002.61");
    put("QMN", "model_family", profile.family());
    put("QMN", "rating_token", ratings.va());
    put("QGMN", "general_model_number", profile.modelNumber());
    put("QBOOT", "has_bootstrap", "0");
  }

  private void ratings(boolean paralleled) {
    double amps = ratings.va() / Ratings.AC_VOLTS;
    put("QPIRI", "grid_rating_voltage", Ratings.AC_VOLTS);
    put("QPIRI", "grid_rating_current", amps);
    put("QPIRI", "ac_output_rating_voltage", Ratings.AC_VOLTS);
    put("QPIRI", "ac_output_rating_frequency", 50.0);
    put("QPIRI", "ac_output_rating_current", amps);
    put("QPIRI", "ac_output_rating_apparent_power", ratings.va());
    put("QPIRI", "ac_output_rating_active_power", ratings.watts());
    put("QPIRI", "battery_rating_voltage", ratings.batteryVolts());
    put("QPIRI", "battery_recharge_voltage", 11.5 * blocks);
    put("QPIRI", "battery_under_voltage", 10.5 * blocks);
    put("QPIRI", "battery_bulk_voltage", 14.1 * blocks);
    put("QPIRI", "battery_float_voltage", 13.5 * blocks);
    put("QPIRI", "battery_type", "AGM");
    put("QPIRI", "max_ac_charging_current", 30);
    put("QPIRI", "max_charging_current", 60);
    put("QPIRI", "input_voltage_range", "appliance");
    put("QPIRI", "output_source_priority", "utility_first");
    put("QPIRI", "charger_source_priority", "solar_and_utility");
    put("QPIRI", "parallel_max_num", mostUnits());
    put("QPIRI", "machine_type", "off_grid");
    put("QPIRI", "topology", profile.hasOwnCharger() ? "transformer" : "transformerless");
    put("QPIRI", "output_mode", paralleled ? "parallel" : "single");
    put("QPIRI", "battery_redischarge_voltage", 13.5 * blocks);
    put("QPIRI", "pv_ok_condition", "any_unit_has_pv");
    put("QPIRI", "pv_power_balance", "charge_plus_load");
    put("QPIRI", "cv_charging_time", 0);
    put("QPIRI", "operation_logic", "automatic");
    put("QPIRI", "max_discharging_current", 0);
    put("QMCHGCR", "values", ratings.currents());
    put("QMUCHGCR", "values", ratings.acCurrents());
  }

  /** How many can be paralleled; models without the card show none. */
  private @Nullable Integer mostUnits() {
    if (profile.canBeParalleled()) {
      return 9;
    }
    return profile.hasOwnCharger() ? null : Integer.valueOf(1);
  }

  private void switches() {
    boolean newest = profile.answers().containsKey("QLED");
    put("QFLAG", "buzzer", true);
    put("QFLAG", "overload_bypass", false);
    put("QFLAG", "solar_feed_to_grid", newest ? false : null);
    put("QFLAG", "power_saving", false);
    put("QFLAG", "lcd_return_to_default", true);
    put("QFLAG", "data_log_pop_up", newest ? false : null);
    put("QFLAG", "overload_restart", false);
    put("QFLAG", "over_temperature_restart", false);
    put("QFLAG", "backlight", true);
    put("QFLAG", "primary_source_interrupt_alarm", true);
    put("QFLAG", "fault_code_record", false);
  }

  private void others() {
    put("QCST", "charging_stage", "auto");
    put("QDOP", "raw_fields", List.of("1 3 2 0 00.0 21.0 015 40 010 030 000 000".split(" ")));
    put("QDI", "buzzer_silenced", false);
    put("QDI", "cv_or_tail_26", "000");
    put("QBEQI", "enabled", false);
    put("QBEQI", "time", 60);
    put("QBEQI", "period", 30);
    put("QBEQI", "max_current", 60);
    put("QBEQI", "reserved_5", "030");
    put("QBEQI", "voltage", 14.6 * blocks);
    put("QBEQI", "reserved_7", "000");
    put("QBEQI", "over_time", 120);
    put("QBEQI", "active", false);
    put("QBEQI", "elapsed", 0);
    put("QLED", "enabled", true);
    put("QLED", "speed", 1);
    put("QLED", "effect", 2);
    put("QLED", "brightness", 5);
    put("QLED", "color_count", 3);
    put(
        "QLED",
        "colors_rgb",
        List.of(List.of(148, 0, 211), List.of(255, 255, 0), List.of(0, 255, 255)));
  }
}
