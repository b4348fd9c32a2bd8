package io.sunherd.protocol.column;

import org.jspecify.annotations.Nullable;

/**
 * How the value of a field is a part of what its unit has of a quantity. A quantity of a unit is
 * known with all its parts only.
 *
 * @param quantity what it is a part of
 * @param ifFitted whether a unit that does not send it has no such part; else the part is then not
 *     known
 * @param onlyWhile the key of the switch in the same reading without which it means nothing, and
 *     the part is 0; null where it always counts
 */
public record Part(Quantity quantity, boolean ifFitted, @Nullable String onlyWhile) {
  Part(Quantity quantity) {
    this(quantity, false, null);
  }
}
