package io.sunherd.request;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how much is logged of what anybody can send as often as they like: so many lines a minute,
 * and how many were left out. For any thread.
 */
public final class FewLines {
  /** This line is left out. */
  public static final int NONE = -1;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int most;
  private final LongSupplier nanos;
  private long began;
  private int lines;
  private int omitted;

  /**
   * @param most so many lines a minute
   * @param nanos a monotonic clock
   */
  public FewLines(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** One more line: how many were left out before it, or {@link #NONE} where it is left out. */
  public synchronized int next() {
    long now = nanos.getAsLong();
    if (now - began >= MINUTE) {
      began = now;
      lines = 0;
    }
    if (lines == most) {
      omitted++;
      return NONE;
    }
    lines++;
    int before = omitted;
    omitted = 0;
    return before;
  }

  /** What a line says of those left out before it; nothing where there were none. */
  public static String before(int omitted) {
    return omitted == 0 ? "" : " (and " + omitted + " more before)";
  }
}
