package io.sunherd.inverter.unit;

/**
 * How far the line to a unit is to be doubted: what has failed since it answered last. Pure
 * counting.
 */
public final class Doubt {
  /** So many answers missing in a row, and the line counts as dead. */
  private static final int DEAD = 3;

  /** So many refusals in a row of what was taken before, and it is a mood (QUIRKS S4). */
  private static final int MOOD = 3;

  private int misses;
  private int refusals;
  private boolean suspicious;

  /**
   * The unit has given an answer.
   *
   * @return whether it was in the mood to refuse everything
   */
  public boolean answered() {
    boolean wasMood = refusals >= MOOD;
    misses = 0;
    refusals = 0;
    return wasMood;
  }

  /** An answer did not come; tells whether the line is dead now. */
  public boolean missed() {
    misses++;
    suspicious = true;
    return misses >= DEAD;
  }

  /** The unit refused what it took before; tells whether it refuses everything now. */
  public boolean refused() {
    refusals++;
    return refusals >= MOOD;
  }

  /** The unit has told who it is. */
  public void told() {
    suspicious = false;
  }

  /** Whether another unit may have taken the place since this one told who it is. */
  public boolean isSuspicious() {
    return suspicious;
  }
}
