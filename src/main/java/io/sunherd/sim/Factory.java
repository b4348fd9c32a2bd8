package io.sunherd.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a unit's memory holds when it leaves the factory, by inquiry and key. */
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

  private void put(String inquiry, @Nullable Object... keysAndValues) {
    Map<String, Object> map = values.computeIfAbsent(inquiry, code -> new HashMap<>());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      if (value != null) {
        map.put(String.valueOf(keysAndValues[i]), value);
      }
    }
  }

  private void identity(String serial) {
    put("QPI", "protocol", "PI30");
    put("QID", "serial_number", serial);
    put("QSID", "serial_number", serial);
    put("QVFW", "label", "VERFW", "version", "00072.70");
    put("QVFW2", "label", "VERFW2", "version", "00001.12");
    put("QVFW3", "label", "VERFW", "version", "00025.12");
    put("VERFW:", "label", "VERFW", "version", "00002.61");
    put("QMN", "model_family", profile.family(), "rating_token", ratings.va());
    put("QGMN", "general_model_number", profile.modelNumber());
    put("QBOOT", "has_bootstrap", "0");
  }

  private void ratings(boolean paralleled) {
    double amps = ratings.va() / Ratings.AC_VOLTS;
    put(
        "QPIRI",
        "grid_rating_voltage",
        Ratings.AC_VOLTS,
        "grid_rating_current",
        amps,
        "ac_output_rating_voltage",
        Ratings.AC_VOLTS,
        "ac_output_rating_frequency",
        50.0,
        "ac_output_rating_current",
        amps,
        "ac_output_rating_apparent_power",
        ratings.va(),
        "ac_output_rating_active_power",
        ratings.watts(),
        "battery_rating_voltage",
        ratings.batteryVolts(),
        "battery_recharge_voltage",
        11.5 * blocks,
        "battery_under_voltage",
        10.5 * blocks,
        "battery_bulk_voltage",
        14.1 * blocks,
        "battery_float_voltage",
        13.5 * blocks,
        "battery_type",
        "AGM",
        "max_ac_charging_current",
        30,
        "max_charging_current",
        60,
        "input_voltage_range",
        "appliance",
        "output_source_priority",
        "utility_first",
        "charger_source_priority",
        "solar_and_utility",
        "parallel_max_num",
        mostUnits(),
        "machine_type",
        "off_grid",
        "topology",
        profile.hasOwnCharger() ? "transformer" : "transformerless",
        "output_mode",
        paralleled ? "parallel" : "single",
        "battery_redischarge_voltage",
        13.5 * blocks,
        "pv_ok_condition",
        "any_unit_has_pv",
        "pv_power_balance",
        "charge_plus_load",
        "cv_charging_time",
        0,
        "operation_logic",
        "automatic",
        "max_discharging_current",
        0);
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
    put(
        "QFLAG",
        "buzzer",
        true,
        "overload_bypass",
        false,
        "solar_feed_to_grid",
        newest ? false : null,
        "power_saving",
        false,
        "lcd_return_to_default",
        true,
        "data_log_pop_up",
        newest ? false : null,
        "overload_restart",
        false,
        "over_temperature_restart",
        false,
        "backlight",
        true,
        "primary_source_interrupt_alarm",
        true,
        "fault_code_record",
        false);
  }

  private void others() {
    put("QCST", "charging_stage", "auto");
    put("QDOP", "raw_fields", List.of("1 3 2 0 00.0 21.0 015 40 010 030 000 000".split(" ")));
    put("QDI", "buzzer_silenced", false, "cv_or_tail_26", "000");
    put(
        "QBEQI",
        "enabled",
        false,
        "time",
        60,
        "period",
        30,
        "max_current",
        60,
        "reserved_5",
        "030",
        "voltage",
        14.6 * blocks,
        "reserved_7",
        "000",
        "over_time",
        120,
        "active",
        false,
        "elapsed",
        0);
    put(
        "QLED",
        "enabled",
        true,
        "speed",
        1,
        "effect",
        2,
        "brightness",
        5,
        "color_count",
        3,
        "colors_rgb",
        List.of(List.of(148, 0, 211), List.of(255, 255, 0), List.of(0, 255, 255)));
  }
}
