package io.sunherd.inverter.unit;

/**
 * Counts what has failed on the line to a unit since its last answer, to decide whether the line is
 * dead. Pure counting.
 */
public final class LineFailures {
  /** After so many missing answers in a row the line counts as dead. */
  private static final int DEAD = 3;

  /**
   * After so many refusals in a row of commands that worked before, the unit refuses everything for
   * a while (QUIRKS S4).
   */
  private static final int REFUSING = 3;

  private int misses;
  private int refusals;
  private boolean mayBeAnother;

  /**
   * The unit has given an answer.
   *
   * @return whether it refused everything before
   */
  public boolean answered() {
    boolean wasRefusing = refusals >= REFUSING;
    misses = 0;
    refusals = 0;
    return wasRefusing;
  }

  /** An answer did not come; returns whether the line is dead now. */
  public boolean missed() {
    misses++;
    mayBeAnother = true;
    return misses >= DEAD;
  }

  /**
   * The unit refused a command that worked before; returns whether it now counts as refusing
   * everything.
   */
  public boolean refused() {
    refusals++;
    return refusals >= REFUSING;
  }

  /** The unit was identified. */
  public void identified() {
    mayBeAnother = false;
  }

  /** Whether another unit may have taken its place since this one was identified. */
  public boolean mayBeAnotherUnit() {
    return mayBeAnother;
  }
}
