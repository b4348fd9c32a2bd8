package io.sunherd.protocol.table;

import java.util.Optional;

/**
 * What a setting in volts does to a battery. Every dialect names the same quantity alike, so that
 * this goes by the names.
 */
public enum BatteryVolts {
  /** A voltage that the battery is charged with for a time. */
  CHARGE,
  /** A voltage that the battery is kept at. */
  FLOAT,
  /** A voltage down to which the battery is discharged. */
  DISCHARGE,
  /** A voltage at which charging or discharging begins again: it takes the battery nowhere. */
  RESUME;

  /** The name of the float voltage. */
  public static final String FLOATING = "battery_float_volt";

  /** The name of the voltage at which a unit stops discharging. */
  public static final String CUT_OFF = "battery_cut_off_volt";

  /** What a setting does; empty where it is no voltage of a battery. */
  public static Optional<BatteryVolts> of(Setting setting) {
    return switch (setting.name()) {
      case "battery_bulk_volt", "equalisation_volt" -> Optional.of(CHARGE);
      case FLOATING, "keep_volt" -> Optional.of(FLOAT);
      case CUT_OFF,
          "battery_cut_off_volt_on_grid",
          "battery_recharge_volt",
          "battery_weak_volt",
          "eps_cut_off_volt" ->
          Optional.of(DISCHARGE);
      case "battery_redischarge_volt",
          "battery_cut_off_back_volt",
          "battery_restart_volt",
          "battery_restart_volt_on_grid",
          "battery_weak_back_volt",
          "charge_again_volt",
          "eps_reconnect_volt" ->
          Optional.of(RESUME);
      default -> Optional.empty();
    };
  }
}
