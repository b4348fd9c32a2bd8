package io.sunherd.history.energy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The energy of an hour, a day, a month or a year.
 *
 * @param from when it began, epoch seconds
 * @param to when the next one began, epoch seconds
 * @param energy by meter; one that nobody told is absent
 * @param counters what the inverter's own counters say of the same time, in Wh, where they were
 *     read; of a system only where those of all were that had data in it
 * @param units how many had data in it: what it is the sum of, and should have all the time of
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
   * An amount of energy, and how much of the time is in it.
   *
   * @param wattHours what was counted between readings
   * @param seconds the time that is in it; of a system, that of all its units together
   */
  public record Energy(double wattHours, double seconds) {

    /**
     * The time of which nothing is known, in seconds: what is missing of so long a time for each of
     * so many units.
     */
    public double gap(long length, int outOf) {
      return Math.max(0, (double) length * outOf - seconds);
    }
  }
}
