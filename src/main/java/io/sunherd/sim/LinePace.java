package io.sunherd.sim;

import java.time.Duration;

/**
 * How fast a line is: ten bits a byte, and the time a unit thinks before it answers.
 *
 * @param baud bits a second; 0 is as fast as it goes
 * @param turnaround from the end of a request to the start of its reply
 */
public record LinePace(int baud, Duration turnaround) {
  private static final long BITS_A_BYTE = 10;
  private static final long SECOND = 1_000_000_000;

  /** As fast as it goes. */
  public static final LinePace NONE = new LinePace(0, Duration.ZERO);

  /** The time that many bytes take on the line, in nanoseconds. */
  long nanos(long bytes) {
    return baud == 0 ? 0 : bytes * BITS_A_BYTE * SECOND / baud;
  }
}
