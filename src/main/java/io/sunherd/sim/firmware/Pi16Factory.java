package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Eeprom;
import io.sunherd.sim.plant.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PI16: the factory settings of its units, by inquiry and key. */
final class Pi16Factory {
  private Pi16Factory() {}

  static Map<String, Map<String, Object>> settings(Profile profile) {
    int watts = profile.ratings().watts();
    Map<String, Map<String, Object>> values = new HashMap<>();
    values.put(
        "QMD",
        Map.of(
            "model_name", "InfiniSolar E##",
            "rated_power", watts,
            "power_factor", 99,
            "input_phases", 1,
            "output_phases", 1,
            "nominal_input_voltage", 230,
            "nominal_output_voltage", 230,
            "battery_pieces", 4,
            "battery_piece_voltage", 12.0));
    values.put(
        "QFLAG",
        Map.of(
            "alarm",
            true,
            "battery_mode_alarm",
            true,
            "green_power",
            false,
            "bypass_alarm",
            false));
    values.put(
        "QENF",
        Map.of(
            "charge_battery", true,
            "ac_charge_battery", false,
            "feed_grid", false,
            "battery_to_load_solar_ok", true,
            "battery_to_load_solar_loss", true,
            "battery_to_grid_solar_ok", false,
            "battery_to_grid_solar_loss", false));
    values.put("QPRIO", Map.of("pv_priority", "load_battery_grid"));
    values.put("GNTMQ", Map.of("undocumented_1", "0", "generator_code", "0"));
    values.put(
        "QCHGS", Map.of("float_voltage", 54.0, "max_charging_current", 60.0, "bulk_voltage", 56.4));
    values.put("QOFFC", Map.of("min_float_current", 0.0, "restart_voltage", 53.0, "hold_time", 60));
    values.put(
        "QBSDV",
        Map.of(
            "cut_off_off_grid", 42.0,
            "cut_off_on_grid", 46.0,
            "restart_off_grid", 46.0,
            "restart_on_grid", 54.0));
    values.put("QCHT", Map.of("start", "00:00", "end", "00:00"));
    values.put("QPKT", Map.of("window", "00:00-00:00"));
    values.put("QLDT", Map.of("window", "00:00-00:00"));
    values.put("QLST", Map.of("lcd_sleep", 300));
    values.put("QFT", Map.of("feed_wait", 60));
    values.put("QOPMP", Map.of("max_output_power", watts));
    values.put("QGPMP", Map.of("max_feed_power", watts));
    values.put("QGLTV", Map.of("grid_mean_voltage_high", 253, "reserved", "---"));
    values.put("QFET", Map.of("first_energy_hour", "2015032011"));
    values.put(
        "QSTS",
        Map.of(
            "self_test", "ok",
            "thresholds", List.of("264.5", "184.0", "51.5", "47.5"),
            "trip_times", List.of("0.1", "0.1", "0.1", "0.1")));
    values.putAll(grid());
    values.put("QVFTR", limits(watts));
    return values;
  }

  private static Map<String, Map<String, Object>> grid() {
    return Map.of(
        "QGOV", Map.of("high", 264.5, "low", 184.0),
        "QGOF", Map.of("high", 51.5, "low", 47.5),
        "QBYV", Map.of("high", 280.0, "low", 170.0),
        "QBYF", Map.of("high", 60.0, "low", 40.0),
        "QPVIPV", Map.of("high", 500, "low", 90),
        "QMPPTV", Map.of("high", 450, "low", 120));
  }

  private static Map<String, Object> limits(int watts) {
    Map<String, Object> limits = new HashMap<>();
    both(limits, "grid_voltage_high", 276.0, 235.0);
    both(limits, "grid_voltage_low", 225.0, 180.0);
    both(limits, "grid_frequency_high", 55.0, 50.1);
    both(limits, "grid_frequency_low", 49.9, 45.0);
    both(limits, "feed_wait", 999, 5);
    both(limits, "float_voltage", 58.0, 48.0);
    both(limits, "charging_current", 60.0, 0.5);
    both(limits, "pv_voltage_high", 510, 450);
    both(limits, "pv_voltage_low", 200, 90);
    both(limits, "mppt_voltage_high", 450, 400);
    both(limits, "mppt_voltage_low", 200, 110);
    both(limits, "output_power", watts, 0);
    both(limits, "bulk_voltage", 58.0, 50.0);
    limits.put("undocumented_27", "--");
    return limits;
  }

  private static void both(Map<String, Object> limits, String key, Number high, Number low) {
    limits.put(key + "_high", high);
    limits.put(key + "_low", low);
  }

  /** What QDI and QDI2 tell of the factory settings. */
  static Map<String, @Nullable Object> defaults(Eeprom settings) {
    Map<String, @Nullable Object> values =
        LiveValues.values(
            "feed_voltage_high", 264.5,
            "feed_voltage_low", 184.0,
            "feed_frequency_high", 51.5,
            "feed_frequency_low", 47.5,
            "grid_voltage_high", 264.5,
            "grid_voltage_low", 184.0,
            "grid_frequency_high", 51.5,
            "grid_frequency_low", 47.5,
            "pv_voltage_high", 500,
            "pv_voltage_low", 90,
            "mppt_voltage_high", 450,
            "mppt_voltage_low", 120,
            "grid_mean_voltage_high", 253);
    values.put("max_output_power", settings.factory("QOPMP").get("max_output_power"));
    values.put("lcd_sleep", settings.factory("QLST").get("lcd_sleep"));
    values.put("undocumented_16", "04");
    values.put("undocumented_17", "---");
    values.put("undocumented_18", "--");
    values.putAll(settings.factory("QCHGS"));
    values.put("feed_wait", settings.factory("QFT").get("feed_wait"));
    values.put("cut_off_voltage", settings.factory("QBSDV").get("cut_off_off_grid"));
    values.put("filler", List.of("--", "--"));
    return values;
  }
}
