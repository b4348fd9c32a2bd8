package io.sunherd.herd;

import io.sunherd.protocol.field.Quantity;

/**
 * A unit and its present amounts.
 *
 * @param amounts the known amounts; empty where the unit is missing
 */
record Counted(CountableUnit unit, Amounts amounts) {

  boolean knows(Quantity quantity) {
    return amounts.get(quantity) != null;
  }
}
