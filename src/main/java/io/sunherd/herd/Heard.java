package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.table.Inquiry;

/**
 * A reading, and when it was first received.
 *
 * @param arrivedMs monotonic, milliseconds
 * @param inquiry the inquiry that it answers
 * @param told what it contributes to the quantities of its unit
 */
record Heard(Reading reading, long arrivedMs, Inquiry inquiry, Told told) implements TimedReading {

  /** Whether it comes from the parallel bus. */
  boolean isOverTheBus() {
    return inquiry.argument() != null;
  }
}
