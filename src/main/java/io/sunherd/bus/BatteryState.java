package io.sunherd.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one battery is. The units of a parallel system share one; units that are in none are taken to
 * share one, too.
 *
 * @param system the key of the parallel system it belongs to; null where all units share it, and
 *     for the units that are in no system
 * @param units the ids of the units on it, each unit once
 * @param soc its state of charge, percent, or null where it is not known
 * @param volts its voltage, or null
 * @param amps the current of all its units, plus is charging; null where none tells it
 * @param watts the power of all its units, plus is charging; null where none tells it
 * @param missing the ids of the units that are not in {@code amps} and {@code watts}
 * @param source where this is from: the configured source
 * @param at when it was measured, epoch milliseconds
 * @param stale whether it is no longer measured: the values are the last known ones
 */
public record BatteryState(
    @Nullable String system,
    List<String> units,
    @Nullable Double soc,
    @Nullable Double volts,
    @Nullable Double amps,
    @Nullable Double watts,
    List<String> missing,
    String source,
    long at,
    boolean stale) {

  public BatteryState {
    units = List.copyOf(units);
    missing = List.copyOf(missing);
  }

  /** The same, as the last that is known of it. */
  public BatteryState gone() {
    return new BatteryState(system, units, soc, volts, amps, watts, missing, source, at, true);
  }
}
