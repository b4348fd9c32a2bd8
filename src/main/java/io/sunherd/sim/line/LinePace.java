package io.sunherd.sim.line;

import java.time.Duration;

/**
 * The speed of a line: ten bits a byte, and the time before a unit answers.
 *
 * @param baud bits a second; 0 is unlimited
 * @param turnaround from the end of a request to the start of its reply
 */
public record LinePace(int baud, Duration turnaround) {
  private static final long BITS_A_BYTE = 10;
  private static final long SECOND = 1_000_000_000;

  /** Unlimited speed. */
  public static final LinePace NONE = new LinePace(0, Duration.ZERO);

  /** The time that many bytes take on the line, in nanoseconds. */
  long nanos(long bytes) {
    return baud == 0 ? 0 : bytes * BITS_A_BYTE * SECOND / baud;
  }
}
