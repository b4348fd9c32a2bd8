package io.sunherd.config;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the batteries, and their limits; it holds for each of them.
 *
 * @param capacityAh what a battery gives from full to empty, ampere-hours, or null
 * @param soc where the state of charge is from
 * @param chargeAtMost the highest voltage to charge with, or null for no limit
 * @param floatAtMost the highest voltage to float with, or null for no limit
 * @param dischargeTo the lowest voltage to discharge to, or null for no limit
 * @param socMin the lowest state of charge to use, percent, or null
 */
public record BatteryConfig(
    @Nullable Double capacityAh,
    Source soc,
    @Nullable Limit chargeAtMost,
    @Nullable Limit floatAtMost,
    @Nullable Limit dischargeTo,
    @Nullable Double socMin) {

  /** Nothing is known, and nothing limited. */
  public static final BatteryConfig NONE =
      new BatteryConfig(null, Source.INVERTER, null, null, null, null);

  /** Where a state of charge is from. */
  public enum Source {
    INVERTER,
    BMS,
    AH,
    PUSHED
  }

  /**
   * A voltage that is not to be passed.
   *
   * @param key where it stands in the configuration
   * @param volts the voltage
   * @param place the file and line, or the variable, that it is written in
   */
  public record Limit(String key, double volts, String place) {
    private static @Nullable Limit unplaced(@Nullable Limit limit) {
      return limit == null ? null : new Limit(limit.key, limit.volts, "");
    }
  }

  /** The same, wherever its limits are written. */
  BatteryConfig unplaced() {
    return new BatteryConfig(
        capacityAh,
        soc,
        Limit.unplaced(chargeAtMost),
        Limit.unplaced(floatAtMost),
        Limit.unplaced(dischargeTo),
        socMin);
  }
}
