package io.sunherd.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the end of the process waits for open ports. An orderly shutdown announces itself,
 * closes the ports and reports when it is done: until then an order on the wire is not broken off,
 * and afterwards a port that was left open is not waited for.
 */
public final class OrderlyShutdown {
  private static final Duration USUAL = Duration.ofSeconds(2);

  /** Much longer than an orderly shutdown takes. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final AtomicLong PATIENCE_NANOS = new AtomicLong(USUAL.toNanos());

  private OrderlyShutdown() {}

  /** An orderly shutdown will close the ports, and call {@link #end} when it is done. */
  public static void begin() {
    PATIENCE_NANOS.set(LONGEST.toNanos());
  }

  /** The shutdown has closed the ports, or has given up. */
  public static void end() {
    PATIENCE_NANOS.set(0);
  }

  static long patienceNanos() {
    return PATIENCE_NANOS.get();
  }
}
