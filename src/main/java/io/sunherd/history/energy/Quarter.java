package io.sunherd.history.energy;

import io.sunherd.history.rows.RowSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * The energy of one quarter of an hour.
 *
 * @param source what it is of
 * @param at when the quarter began, epoch seconds
 * @param amounts by meter; one that was not told is absent
 */
public record Quarter(RowSource source, long at, Map<Meter, Amount> amounts) {
  /** How long it is. */
  public static final int SECONDS = 900;

  public Quarter {
    Map<Meter, Amount> copy = new EnumMap<>(Meter.class);
    copy.putAll(amounts);
    amounts = Map.copyOf(copy);
  }

  /** When the quarter began that holds a time; both in epoch seconds. */
  public static long of(long epochSecond) {
    return Math.floorDiv(epochSecond, SECONDS) * SECONDS;
  }

  /**
   * An amount of energy.
   *
   * @param milliwattHours how much
   * @param millis the time it took; what is missing to the whole was not heard of
   */
  public record Amount(long milliwattHours, long millis) {}
}
