package io.sunherd.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of a write. */
enum WriteOutcome {
  /** Accepted, and the value showed when it was read back; where nothing shows it, accepted. */
  CONFIRMED,
  /** The inverter said NAK. */
  REFUSED,
  /** Accepted, but another value showed when it was read back. */
  NOT_KEPT,
  /** It was sent and no answer came; {@code confirmed} is what was read afterwards. */
  NO_ANSWER,
  /** It did not leave the hub. */
  NOT_SENT,
  /** Accepted, but the value could not be read back. */
  NOT_READ_BACK,
  /** The hub stopped waiting before it knew; {@code confirmed} is what was read afterwards. */
  INTERRUPTED,
  /** Nobody of the hub did it: the front panel, or another program. */
  CHANGED_OUTSIDE;

  /** The word in JSON. */
  @JsonValue
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
