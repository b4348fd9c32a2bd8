package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * An inverter's reply to an {@link Order}.
 *
 * @param inverter the id
 * @param text what was sent
 * @param accepted whether it replied ACK; else it replied NAK
 * @param doubt why this may be the reply to an earlier order, one sentence, or null
 * @param at when the reply was complete, epoch milliseconds
 */
public record Receipt(
    String inverter, String text, boolean accepted, @Nullable String doubt, long at) {
  /** A reply beyond doubt. */
  public Receipt(String inverter, String text, boolean accepted, long at) {
    this(inverter, text, accepted, null, at);
  }
}
