package io.sunherd.history.energy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The energy of an hour, a day, a month or a year.
 *
 * @param from when it began, epoch seconds
 * @param to when the next one began, epoch seconds
 * @param energy by meter; one without data is absent
 * @param counters the energy of the same time by the inverter's own counters, in Wh, where they
 *     were read; for a system only where those of all units with data were
 * @param units how many units had data in it; without gaps it has the whole time of each
 */
public record EnergyPeriod(
    long from, long to, Map<Meter, Energy> energy, Map<Meter, Long> counters, int units) {
  public EnergyPeriod {
    energy = copy(energy);
    counters = copy(counters);
  }

  private static <T> Map<Meter, T> copy(Map<Meter, T> map) {
    Map<Meter, T> copy = new EnumMap<>(Meter.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }

  /**
   * An amount of energy, and the time that it covers.
   *
   * @param wattHours the energy counted between readings
   * @param seconds the time that it covers; for a system, the sum over its units
   * @param isCalculated whether some of it was worked out from other values
   */
  public record Energy(double wattHours, double seconds, boolean isCalculated) {

    /** An amount that was measured, or told by the units. */
    public Energy(double wattHours, double seconds) {
      this(wattHours, seconds, false);
    }

    /** The part of the time that it covers, from 0 to 1: of so long for each of so many units. */
    public double coverage(long length, int outOf) {
      double all = (double) length * outOf;
      return all == 0 ? 0 : 1 - gap(length, outOf) / all;
    }

    /**
     * The time without data, in seconds: what is missing of this length for each of so many units.
     */
    public double gap(long length, int outOf) {
      return Math.max(0, (double) length * outOf - seconds);
    }
  }
}
