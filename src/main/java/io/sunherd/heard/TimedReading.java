package io.sunherd.heard;

import io.sunherd.bus.Freshness;

/** A reading of which it is kept when it was first heard. */
public interface TimedReading extends HeardReading {
  /** When it was first heard: milliseconds on a clock that never jumps. */
  long arrivedMs();

  /** How old it is at a time on that clock. */
  default long ageMs(long nowMs) {
    return nowMs - arrivedMs();
  }

  /** Whether what it measured may be taken for what was at that time. */
  default boolean isLive(long nowMs) {
    return Freshness.isLive(reading().everyMs(), ageMs(nowMs));
  }
}
