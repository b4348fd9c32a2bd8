package io.sunherd.protocol.table;

import java.util.Map;
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

  private static final String EQUALISING = "equalisation_volt";

  /** By the name of a switch, the voltage that the unit goes to once it is on. */
  private static final Map<String, String> BEHIND =
      Map.of(
          "equalisation",
          EQUALISING,
          "equalise_now",
          EQUALISING,
          "keep_voltage",
          "keep_volt",
          "eps",
          "eps_cut_off_volt");

  /** The name of the voltage that a switch puts to use; empty where it puts none to use. */
  public static Optional<String> behind(Setting setting) {
    return Optional.ofNullable(BEHIND.get(setting.name()));
  }

  /** Whether a value brings voltages of its own, which nobody has asked for. */
  public static boolean bringsOthers(Setting setting, Object value) {
    return setting.name().equals("factory_settings")
        || (setting.name().equals("battery_type") && !value.equals("user"));
  }

  /** What a setting does; empty where it is no voltage of a battery. */
  public static Optional<BatteryVolts> of(Setting setting) {
    return of(setting.name());
  }

  /** The same by its name. */
  public static Optional<BatteryVolts> of(String setting) {
    return switch (setting) {
      case "battery_bulk_volt", EQUALISING -> Optional.of(CHARGE);
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
