package io.sunherd.history.energy;

import io.sunherd.history.rows.RowSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * The energy of one quarter of an hour.
 *
 * @param source the inverter
 * @param at when the quarter began, epoch seconds
 * @param amounts by meter; one without data is absent
 */
public record Quarter(RowSource source, long at, Map<Meter, Amount> amounts) {
  /** How long it is. */
  public static final int SECONDS = 900;

  public Quarter {
    Map<Meter, Amount> copy = new EnumMap<>(Meter.class);
    copy.putAll(amounts);
    amounts = Map.copyOf(copy);
  }

  /** The beginning of the quarter that contains a time; both in epoch seconds. */
  public static long of(long epochSecond) {
    return Math.floorDiv(epochSecond, SECONDS) * SECONDS;
  }

  /**
   * An amount of energy.
   *
   * @param milliwattHours how much
   * @param millis the time it covers; there is no data for the rest of the quarter
   * @param calculatedMillis the part of that time for which it was worked out from other values
   */
  public record Amount(long milliwattHours, long millis, long calculatedMillis) {
    /** An amount that was measured, or told by the unit. */
    public Amount(long milliwattHours, long millis) {
      this(milliwattHours, millis, 0);
    }

    /** Both together, of different times. */
    public Amount and(Amount other) {
      return new Amount(
          milliwattHours + other.milliwattHours,
          millis + other.millis,
          calculatedMillis + other.calculatedMillis);
    }
  }
}
