package io.sunherd.protocol.field;

import org.jspecify.annotations.Nullable;

/**
 * How the value of a field contributes to a quantity of its unit. A quantity is known only where
 * all its parts are.
 *
 * @param quantity the quantity
 * @param ifFitted whether a unit that does not send it has no such part; else the part is then
 *     unknown
 * @param onlyWhile the key of the switch in the same reading without which it means nothing, and
 *     the part is 0; null where it always counts
 */
public record Part(Quantity quantity, boolean ifFitted, @Nullable String onlyWhile) {
  public Part(Quantity quantity) {
    this(quantity, false, null);
  }
}
