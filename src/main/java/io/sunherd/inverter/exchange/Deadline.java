package io.sunherd.inverter.exchange;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a search on a line is over, whatever has come of it: nothing is sent after that, and no wait
 * goes on. There is none while a unit is served.
 */
final class Deadline {
  private final LongSupplier nanos;
  private boolean isSet;
  private long end;

  Deadline(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Sets the deadline to that time from now; returns false where one is set already. */
  boolean begin(Duration time) {
    if (isSet) {
      return false;
    }
    end = nanos.getAsLong() + time.toNanos();
    isSet = true;
    return true;
  }

  /** Removes the deadline. */
  void lift() {
    isSet = false;
  }

  /** Whether the time has run out. */
  boolean isOver() {
    return isSet && end - nanos.getAsLong() <= 0;
  }

  /** Whether there is time for that much. */
  boolean leaves(Duration time) {
    return !isSet || end - nanos.getAsLong() >= time.toNanos();
  }

  /** The wait, or the time that is left if that is less. */
  Duration within(Duration wait) {
    return leaves(wait) ? wait : Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
  }
}
