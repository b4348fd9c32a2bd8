package io.sunherd.protocol.column;

/** What a system of several units makes of one value of each. */
public enum Rule {
  /** The values of the units are added: powers, and the currents of a shared battery. */
  SUM,
  /** The mean of what the units say, each weighing the same: what all of them measure alike. */
  MEAN,
  /** The highest value of any unit, because it is the worst. */
  MAX,
  /** The system has no such value: it means something of its own unit only. */
  NONE
}
