package io.sunherd.heard;

import io.sunherd.bus.Freshness;

/** A reading with the time at which it was first received. */
public interface TimedReading extends HeardReading {
  /** When it was first received: milliseconds on a monotonic clock. */
  long arrivedMs();

  /** How old it is at a time on that clock. */
  default long ageMs(long nowMs) {
    return nowMs - arrivedMs();
  }

  /** Whether its values may be taken for the present ones at that time. */
  default boolean isLive(long nowMs) {
    return Freshness.isLive(reading().everyMs(), ageMs(nowMs));
  }
}
