package io.sunherd.protocol.field;

/** How the values of several units are combined for a system. */
public enum Rule {
  /** The values of the units are added: powers, and the currents of a shared battery. */
  SUM,
  /**
   * The mean of the units' values, each with the same weight: for what all of them measure alike.
   */
  MEAN,
  /** The highest value of any unit, because it is the worst. */
  MAX,
  /** The system has no such value: it has a meaning for a single unit only. */
  NONE
}
