package io.sunherd.bus;

/**
 * How long a reading counts as current: the one rule for totals, metrics and history; the page has
 * the same.
 */
public final class Freshness {
  private static final int MISSED_POLLS = 3;
  private static final long LEAST_MS = 5_000;

  private Freshness() {}

  /**
   * Whether a reading is stale: older than three polls of its command, and than five seconds at
   * least. A reading that is not polled is never stale.
   *
   * @param everyMs how often its command is polled; 0 if it is not
   * @param ageMs the age of the reading
   */
  public static boolean isStale(long everyMs, long ageMs) {
    return everyMs > 0 && ageMs > goodForMs(everyMs);
  }

  /**
   * Whether the values of a reading may be taken for the present ones. A reading that was requested
   * once and is not polled counts for a short time only, as nothing confirms it afterwards.
   */
  public static boolean isLive(long everyMs, long ageMs) {
    return ageMs <= goodForMs(everyMs);
  }

  private static long goodForMs(long everyMs) {
    return Math.max(MISSED_POLLS * everyMs, LEAST_MS);
  }
}
