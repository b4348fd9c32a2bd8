package io.sunherd.sim.firmware;

import io.sunherd.sim.plant.Ratings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The factory content of the memory of units that speak PI17, by inquiry and key. */
final class Pi17Factory {
  private static final String OFF = "00:00-00:00";

  private final Ratings ratings;
  private final boolean isNewer;
  private final Map<String, Map<String, Object>> values = new HashMap<>();

  private Pi17Factory(Ratings ratings, boolean isNewer) {
    this.ratings = ratings;
    this.isNewer = isNewer;
  }

  static Map<String, Map<String, Object>> values(Ratings ratings, boolean isNewer) {
    Pi17Factory factory = new Pi17Factory(ratings, isNewer);
    factory.identity();
    factory.ratings();
    factory.battery();
    factory.switches();
    factory.grid();
    factory.limits();
    return factory.values;
  }

  private void put(String inquiry, Object... keysAndValues) {
    Map<String, Object> told = values.computeIfAbsent(inquiry, code -> new HashMap<>());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      told.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
  }

  private void putLimits(String inquiry, String key, double high, double low) {
    put(inquiry, key + "_high", high, key + "_low", low);
  }

  private void identity() {
    put("PI", "protocol", "17");
    put("VFW", "label", "VERFW", "version", "00009.04");
    put("VFW2", "label", "VERFW2", "version", "00001.07");
    put("VFWT", "dsp_time", "160512101530", "mcu_time", "160309082015");
    put("VFWT", "undocumented_3", "0", "undocumented_4", "0");
    put("VFWT", "undocumented_5", "0000", "undocumented_6", "0000");
    put("MD", "machine", isNewer ? "001" : "000", "rated_va", ratings.va(), "power_factor", 99);
    put("MD", "input_phases", 3, "output_phases", 3);
    put("MD", "nominal_output_voltage", Ratings.AC_VOLTS, "nominal_input_voltage", 230.0);
    put("MD", "battery_pieces", 4, "battery_piece_voltage", 12.0);
    put("DM", "machine_model_code", "058");
    put("FET", "first_energy_hour", "2016010100");
  }

  private void ratings() {
    double amps = Math.rint(10 * ratings.va() / Ratings.AC_VOLTS / 3) / 10;
    put("PIRI", "ac_input_rating_voltage", Ratings.AC_VOLTS, "ac_input_rating_frequency", 50.0);
    put("PIRI", "ac_input_rating_current", amps, "ac_output_rating_current", amps);
    put("PIRI", "ac_output_rating_voltage", Ratings.AC_VOLTS, "mppt_rating_current", 18.7);
    put("PIRI", "battery_rating_voltage", (double) ratings.batteryVolts());
    put("PIRI", "mppt_count", isNewer ? 3 : 2, "machine_type", "hybrid");
    put("PIRI", "topology", "transformerless", "parallel_output_enabled", false);
    put("PIRI", "real_time_control", false, "parallel_status", "new");
    put("PIRI", "charge_status", "cc", "generator_port", "off");
    // Not told, but its output has it.
    put("PIRI", "ac_output_rating_frequency", 50.0);
  }

  private void battery() {
    put("BATS", "max_charging_current", 100.0, "max_ac_charging_current", 30.0);
    put("BATS", "cv_voltage", 56.4, "float_voltage", 54.0);
    put("BATS", "stop_charge_current", 0.0, "stop_charge_hold_time", 60, "recharge_voltage", 53.0);
    put("BATS", "battery_under_voltage", 42.0, "battery_under_back_voltage", 46.0);
    put("BATS", "battery_weak_voltage_hybrid", 44.0);
    put("BATS", "battery_weak_back_voltage_hybrid", 48.0);
    put("BATS", "battery_type", "ordinary", "reserved_12", "", "install_date", "");
    put("BATS", "keep_voltage_enabled", false, "keep_voltage", 53.0);
    put("BATS", "temperature_compensation", 0.0, "max_discharge_current_hybrid", 250);
    if (isNewer) {
      put("BATS", "battery_under_soc", 0, "battery_under_back_soc", 0);
      put("BATS", "battery_weak_soc", 0, "battery_weak_back_soc", 0, "undocumented_23", "0");
    } else {
      put("BATS", "eps_enabled", false, "eps_cut_off_voltage", 42.0);
      put("BATS", "eps_reconnect_voltage", 46.0);
    }
    put("BTEQ", "enabled", false, "voltage", 57.6, "time", 60, "over_time", 120, "period", 30);
    put("BTEQ", "reserved", "0", "active", false);
  }

  private void switches() {
    put("HECS", "priority", "load_battery_grid", "reserved", "0");
    put("HECS", "solar_charge_battery", true, "ac_charge_battery", false, "feed_grid", true);
    put("HECS", "battery_to_load_solar_ok", true, "battery_to_load_solar_loss", true);
    put("HECS", "battery_to_grid_solar_ok", false, "battery_to_grid_solar_loss", false);
    for (String flag :
        ("mute_buzzer mute_buzzer_standby mute_buzzer_battery_discharge generator_as_ac_input"
                + " ng_relay derating_by_voltage derating_by_frequency bms_connected"
                + " low_frequency_derating lvrt hvrt charge_limit_vde4105 external_ct_relay"
                + " pv_parallel ac_output_coupling reserved_q reserved_r second_output gfci_check"
                + " rapid_on dc_current_control rapid_shutdown_control")
            .split(" ", -1)) {
      put("FLAG", flag, false);
    }
    put("FLAG", "wide_ac_input_range", true);
    put("ACCT", "window", OFF);
    put("ACLT", "window", OFF);
    if (isNewer) {
      put("ACCT", "window_2", OFF);
      put("ACLT", "window_2", OFF);
    }
    put("LST", "lcd_sleep", 60);
  }

  private void grid() {
    put("GPMP", "max_feed_power", ratings.watts());
    put("OPMP", "max_output_power", ratings.watts());
    putLimits("GOV", "feed_voltage", 264, 184);
    putLimits("GOV", "feed_voltage_back", 253, 195);
    putLimits("GOF", "feed_frequency", 51.5, 47.5);
    putLimits("GOF", "feed_frequency_back", 50.05, 47.5);
    putLimits("MPPTV", "mppt_voltage", 850, 400);
    putLimits("SV", "pv_voltage", 900, 350);
    put("GLTHV", "grid_mean_voltage_high", 253.0);
    put("FT", "feed_wait", 60);
    put("FPPF", "power_factor_code", "100");
    put("FPADJ", "total", 0, "r", 0, "s", 0, "t", 0);
    put("PLE", "phase_loss_allowed", false);
    fields("FPRA", "+0000");
    fields("AAPF", "0", "100", "100");
    fields("INGS", "0100", "0100", "0100", "0090", "0090", "0090", "3900", "3900", "3900", "3900");
    fields("VP", "2640", "1840");
    fields("FP", "5150", "4750");
    fields("OFD", "5020", "040");
    fields("VRR", "100");
    fields("CVT", "0000");
    fields("AFD", "5050");
    fields("UL", "4980");
  }

  private void fields(String inquiry, String... sent) {
    put(inquiry, "raw_fields", List.of(sent));
  }

  private void limits() {
    putLimits("MAR", "feed_voltage_high", 276, 230);
    putLimits("MAR", "feed_voltage_low", 230, 184);
    putLimits("MAR", "feed_frequency_high", 55, 50);
    putLimits("MAR", "feed_frequency_low", 50, 45);
    putLimits("MAR", "feed_wait", 900, 5);
    putLimits("MAR", "pv_voltage_high", 900, 500);
    putLimits("MAR", "pv_voltage_low", 500, 300);
    putLimits("MAR", "mppt_voltage_high", 850, 400);
    putLimits("MAR", "mppt_voltage_low", 450, 250);
    putLimits("MAR", "charging_voltage", 60, 48);
    putLimits("MAR", "charging_current", isNewer ? 300 : 200, 0);
    putLimits("MAR", "feed_power", ratings.watts(), 0);
    fields("MAR1", "2640", "2300");
    fields("MAR2", "2760", "2300");
    fields("MAR3", "2640", "2300");
  }
}
