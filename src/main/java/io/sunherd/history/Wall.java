package io.sunherd.history;

import java.util.function.LongSupplier;

/**
 * The time of day beside the clock that never jumps. It follows what a clock does by itself, and
 * tells when somebody has set it.
 */
final class Wall {
  /** What is less is no more than a clock that is slow, or a look that was late. */
  static final long LEAST = 5;

  private final LongSupplier sleep;
  private long slept;
  private long offsetMs;

  /**
   * At one moment, both in milliseconds.
   *
   * @param sleep how long the machine has slept in all, seconds
   */
  Wall(long dayMs, long steadyMs, LongSupplier sleep) {
    this.offsetMs = dayMs - steadyMs;
    this.sleep = sleep;
    this.slept = sleep.getAsLong();
  }

  /** By how many seconds the time of day was set since it was last looked at; 0 for not at all. */
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

  /** The time of day of a moment, unless it is told by a clock that was not set since. */
  long at(long toldMs, long steadyMs) {
    long own = steadyMs + offsetMs;
    return Math.abs(toldMs - own) > LEAST * 1_000 ? own : toldMs;
  }
}
