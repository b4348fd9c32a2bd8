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
 * @param soc its state of charge, percent, or null where it is not known, also where its source has
 *     fallen silent
 * @param volts its voltage, or null
 * @param amps the current of all its units, plus is charging; null where none tells it
 * @param watts the power of all its units, plus is charging; null where none tells it
 * @param missing the ids of the units that are not in {@code amps} and {@code watts}
 * @param source where its state of charge is from: the configured source
 * @param at when that was measured, epoch milliseconds; 0 where nothing was yet
 * @param stale whether it is no longer measured: the values are the last known ones
 * @param charge what else is known of its state of charge
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
    boolean stale,
    Charge charge) {

  public BatteryState {
    units = List.copyOf(units);
    missing = List.copyOf(missing);
  }

  /** A battery of whose charge nothing else is known. */
  public BatteryState(
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
    this(system, units, soc, volts, amps, watts, missing, source, at, stale, Charge.UNKNOWN);
  }

  /**
   * What else is known of a state of charge.
   *
   * @param last the last state of charge of a source that has fallen silent, percent, or null
   * @param errorPercent how far off it may be, percentage points, or null where nobody knows
   * @param hoursLeft how long it lasts, or null
   * @param hoursToFull how long until it is full, or null
   * @param correctedBy what has corrected the count last: {@code full}, {@code empty} or {@code
   *     start}; null where nothing is counted
   * @param correctedAt when, epoch milliseconds
   * @param silence why there is no state of charge now, one sentence; null while there is one
   */
  public record Charge(
      @Nullable Double last,
      @Nullable Double errorPercent,
      @Nullable Double hoursLeft,
      @Nullable Double hoursToFull,
      @Nullable String correctedBy,
      long correctedAt,
      @Nullable String silence) {

    /** Nothing else is known. */
    public static final Charge UNKNOWN = new Charge(null, null, null, null, null, 0, null);

    private Charge lasting(@Nullable Double left, @Nullable Double toFull) {
      return new Charge(last, errorPercent, left, toFull, correctedBy, correctedAt, silence);
    }
  }

  /** Whether its source tells nothing now. */
  public boolean isSourceStale() {
    return stale || charge.silence() != null;
  }

  /** The same, as the last that is known of it. */
  public BatteryState gone() {
    return new BatteryState(
        system,
        units,
        soc,
        volts,
        amps,
        watts,
        missing,
        source,
        at,
        true,
        charge.lasting(null, null));
  }

  /** The same, with this name of its source. */
  public BatteryState from(String other) {
    return new BatteryState(
        system, units, soc, volts, amps, watts, missing, other, at, stale, charge);
  }

  /** The same, with the state of charge of its source. */
  public BatteryState with(double percent, long measuredAt, Charge more) {
    return new BatteryState(
        system, units, percent, volts, amps, watts, missing, source, measuredAt, stale, more);
  }

  /** The same without a state of charge, as its source tells nothing. */
  public BatteryState silent(@Nullable Double last, long lastAt, String why) {
    Charge silence = new Charge(last, null, null, null, null, 0, why);
    return new BatteryState(
        system, units, null, volts, amps, watts, missing, source, lastAt, stale, silence);
  }

  /** The same, with a voltage and a current that were measured at the battery, where they were. */
  public BatteryState measuring(@Nullable Double otherVolts, @Nullable Double otherAmps) {
    Double best = otherVolts != null ? otherVolts : stale ? null : volts;
    Double flow = otherAmps != null ? otherAmps : stale ? null : amps;
    Double power = best == null || flow == null ? null : (Double) (flow * best);
    return new BatteryState(
        system,
        units,
        soc,
        best,
        flow,
        otherAmps == null && otherVolts == null && !stale ? watts : power,
        otherAmps == null ? missing : List.of(),
        source,
        at,
        false,
        charge);
  }

  /** The same, with the time that it lasts, or needs to be full. */
  public BatteryState lasting(@Nullable Double hoursLeft, @Nullable Double hoursToFull) {
    return new BatteryState(
        system,
        units,
        soc,
        volts,
        amps,
        watts,
        missing,
        source,
        at,
        stale,
        charge.lasting(hoursLeft, hoursToFull));
  }
}
