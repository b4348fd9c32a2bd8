package io.sunherd.herd;

import io.sunherd.bus.Freshness;
import io.sunherd.bus.Reading;

/**
 * A reading, and when it was first heard.
 *
 * @param arrivedMs monotonic, milliseconds
 * @param told what it tells of its unit
 */
record Heard(Reading reading, long arrivedMs, Told told) {

  /** Whether its instant values still are what is, at a time on the clock it was heard by. */
  boolean isFresh(long nowMs) {
    return Freshness.isLive(reading.everyMs(), nowMs - arrivedMs);
  }

  /** Whether a message tells of the same reply; who asks again must not make it younger. */
  boolean same(Reading other) {
    return reading.at() == other.at() && reading.raw().equals(other.raw());
  }
}
