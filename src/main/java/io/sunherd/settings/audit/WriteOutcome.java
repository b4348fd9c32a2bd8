package io.sunherd.settings.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The result of a write. */
public enum WriteOutcome {
  /** Accepted, and the value was read back; or accepted, where no reading shows it. */
  CONFIRMED,
  /** The inverter replied NAK. */
  REFUSED,
  /** Accepted, but another value was read back. */
  NOT_KEPT,
  /** It was sent, but not answered; {@code confirmed} is the value read afterwards. */
  NO_ANSWER,
  /** It did not leave the hub. */
  NOT_SENT,
  /** Accepted, but the value could not be read back. */
  NOT_READ_BACK,
  /**
   * The hub stopped waiting before the result was known; {@code confirmed} is the value read
   * afterwards.
   */
  INTERRUPTED,
  /** It was changed outside of the hub: at the front panel, or by another program. */
  CHANGED_OUTSIDE;

  /** The word in JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
