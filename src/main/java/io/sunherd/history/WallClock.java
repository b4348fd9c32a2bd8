package io.sunherd.history;

import java.util.function.LongSupplier;

/**
 * Compares the time of day with the monotonic clock. It follows the drift of the clock, and detects
 * when the clock was set.
 */
final class WallClock {
  /** A smaller difference is just drift, or a late check. */
  static final long LEAST = 5;

  private final LongSupplier sleep;
  private long slept;
  private long offsetMs;

  /**
   * Both clocks at one moment, in milliseconds.
   *
   * @param sleep how long the machine has slept in all, seconds
   */
  WallClock(long dayMs, long steadyMs, LongSupplier sleep) {
    this.offsetMs = dayMs - steadyMs;
    this.sleep = sleep;
    this.slept = sleep.getAsLong();
  }

  /** By how many seconds the time of day was set since the last check; 0 for not at all. */
  long set(long dayMs, long steadyMs) {
    long offset = dayMs - steadyMs;
    long seconds = Math.round((offset - offsetMs) / 1_000.0);
    offsetMs = offset;
    if (Math.abs(seconds) > LEAST) {
      long all = sleep.getAsLong();
      seconds -= all - slept;
      slept = all;
    }
    return Math.abs(seconds) > LEAST ? seconds : 0;
  }

  /** The time of day of a moment: as given, or corrected where the clock was set since. */
  long at(long toldMs, long steadyMs) {
    long own = steadyMs + offsetMs;
    return Math.abs(toldMs - own) > LEAST * 1_000 ? own : toldMs;
  }
}
