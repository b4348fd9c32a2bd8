package io.sunherd.heard;

import io.sunherd.bus.Reading;

/** A reading as somebody keeps it, with what that one makes of it. */
public interface HeardReading {
  /** The reading itself. */
  Reading reading();

  /**
   * Whether a message tells of the same reply: the bus brings a reply that was asked for twice, and
   * who asks again must not make it younger.
   */
  default boolean isSame(Reading other) {
    return reading().at() == other.at() && reading().raw().equals(other.raw());
  }
}
