package io.sunherd.bus;

/**
 * For how long a reading stands for what is: the one rule for totals, metrics and history, which
 * the page has too.
 */
public final class Freshness {
  private static final int MISSED_POLLS = 3;
  private static final long LEAST_MS = 5_000;

  private Freshness() {}

  /**
   * Whether a reading is stale: three polls of its command were missed, five seconds at least. What
   * is not polled is not missed either, and never stale for that.
   *
   * @param everyMs how often its command is polled; 0 if it is not
   * @param ageMs how long ago it came
   */
  public static boolean isStale(long everyMs, long ageMs) {
    return everyMs > 0 && ageMs > goodForMs(everyMs);
  }

  /**
   * Whether what it measured may be taken for what is now. That of a reading that somebody asked
   * for once may be for a moment; then nobody knows whether it still is so.
   */
  public static boolean isLive(long everyMs, long ageMs) {
    return ageMs <= goodForMs(everyMs);
  }

  private static long goodForMs(long everyMs) {
    return Math.max(MISSED_POLLS * everyMs, LEAST_MS);
  }
}
