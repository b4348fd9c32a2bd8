package io.sunherd.bus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the owner has configured of the batteries; it holds for each of them.
 *
 * @param capacityAh what a battery gives from full to empty, ampere-hours, or null where it is not
 *     told
 * @param source where the state of charge is from
 * @param chargeAtMost the highest voltage that a setting may charge with, or null for no limit
 * @param floatAtMost the highest voltage that a setting may float with, or null for no limit
 * @param dischargeTo the lowest voltage that a setting may discharge to, or null for no limit
 * @param socMin the lowest state of charge that is meant to be used, percent, or null
 */
public record BatteryRules(
    @Nullable Double capacityAh,
    Source source,
    @Nullable Limit chargeAtMost,
    @Nullable Limit floatAtMost,
    @Nullable Limit dischargeTo,
    @Nullable Double socMin) {

  /** What holds where nothing is configured. */
  public static final BatteryRules NONE =
      new BatteryRules(null, Source.INVERTER, null, null, null, null);

  /** The state of charge at which a battery counts as empty, percent. */
  public double emptySoc() {
    return socMin == null ? 0 : socMin;
  }

  /** Where a state of charge is from. */
  public enum Source {
    /** What the inverters tell, which is guessed from the voltage unless a BMS speaks to them. */
    INVERTER,
    /** What the battery management tells by way of an inverter. */
    BMS,
    /** Ampere-hours counted by the hub. */
    AH,
    /** What somebody sends. */
    PUSHED;

    /** The word in the configuration and in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A voltage that is not to be passed.
   *
   * @param key where it stands in the configuration
   * @param volts the voltage
   * @param place the file and line, or the variable, that it is written in
   */
  public record Limit(String key, double volts, String place) {}
}
