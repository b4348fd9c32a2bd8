package io.sunherd.herd;

import io.sunherd.bus.Freshness;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A reading, and when it was first heard.
 *
 * @param arrivedMs monotonic, milliseconds
 * @param amounts what it tells of each quantity; empty where it should, but cannot be read
 */
record Heard(Reading reading, long arrivedMs, Map<Quantity, Optional<BigDecimal>> amounts) {

  /** Whether its instant values still are what is, at a time on the clock it was heard by. */
  boolean isFresh(long nowMs) {
    return Freshness.isLive(reading.everyMs(), nowMs - arrivedMs);
  }

  /** Whether a message tells of the same reply; who asks again must not make it younger. */
  boolean same(Reading other) {
    return reading.at() == other.at() && reading.raw().equals(other.raw());
  }
}
