package io.sunherd.heard;

import io.sunherd.bus.Reading;

/** A reading as a listener keeps it, with what the listener derives from it. */
public interface HeardReading {
  /** The reading itself. */
  Reading reading();

  /**
   * Whether a message is the same reply: a reply that several asked for is published more than
   * once, which must not make it younger.
   */
  default boolean isSame(Reading other) {
    return reading().at() == other.at() && reading().raw().equals(other.raw());
  }
}
