package io.sunherd.herd;

import io.sunherd.protocol.column.Quantity;

/**
 * A unit and what it has now.
 *
 * @param amounts what is known of each quantity; nothing where the unit is missing
 */
record Counted(CountableUnit unit, Amounts amounts) {

  boolean knows(Quantity quantity) {
    return amounts.get(quantity) != null;
  }
}
