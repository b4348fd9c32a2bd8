package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;

/**
 * A reading, and when it was first received.
 *
 * @param arrivedMs monotonic, milliseconds
 * @param inquiry the inquiry that it answers
 * @param told what it contributes to the quantities of its unit
 */
record Heard(Reading reading, long arrivedMs, Inquiry inquiry, Told told) implements TimedReading {

  /** Whether what it tells of a quantity may be taken for what was at that time. */
  boolean isLive(Quantity quantity, long nowMs) {
    return isLive(nowMs + told.olderMs().getOrDefault(quantity, 0L));
  }

  /** Whether it tells of the unit as the parallel bus shows it. */
  boolean isOverTheBus() {
    return inquiry.argument() != null;
  }
}
