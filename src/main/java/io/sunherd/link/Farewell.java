package io.sunherd.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the end of the process waits for those who have a port open. Whoever ends a hub in order
 * closes its ports, and says when that is over: an order that is on the wire until then is not
 * broken off, and a port that nobody will close any more is not waited for.
 */
public final class Farewell {
  private static final Duration USUAL = Duration.ofSeconds(2);

  /** Much longer than an orderly end. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final AtomicLong PATIENCE_NANOS = new AtomicLong(USUAL.toNanos());

  private Farewell() {}

  /** Somebody will close the ports at the end, and say when that is over. */
  public static void inOrder() {
    PATIENCE_NANOS.set(LONGEST.toNanos());
  }

  /** Who was to close ports has done so, or does not any more. */
  public static void isOver() {
    PATIENCE_NANOS.set(0);
  }

  static long patienceNanos() {
    return PATIENCE_NANOS.get();
  }
}
