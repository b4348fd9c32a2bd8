package io.sunherd.sim.line;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The replies on their way over a line, one after the other, each byte at its time. The times are
 * those of {@link System#nanoTime}: byte i is complete {@code i + 1} byte times after its reply's
 * start.
 */
final class Outgoing {
  private static final long NEVER = Long.MAX_VALUE;

  private final LinePace pace;
  private final Deque<Sending> queue = new ArrayDeque<>();
  private long lineFree;

  private static final class Sending {
    private final byte[] bytes;
    private final long start;
    private int sent;

    Sending(byte[] bytes, long start) {
      this.bytes = bytes;
      this.start = start;
    }
  }

  Outgoing(LinePace pace, long now) {
    this.pace = pace;
    this.lineFree = now;
  }

  /**
   * Sends bytes from that time on, or as soon as the line is free.
   *
   * @return when the line is free again
   */
  long add(byte[] bytes, long earliest) {
    if (bytes.length > 0) {
      long start = lineFree - earliest > 0 ? lineFree : earliest;
      lineFree = start + pace.nanos(bytes.length);
      queue.add(new Sending(bytes, start));
    }
    return lineFree;
  }

  /** Drops what is on its way: the line is free from now on. */
  void clear(long now) {
    queue.clear();
    lineFree = now;
  }

  /** How long until the next byte has arrived, in nanoseconds; the highest number for none. */
  long untilDue(long now) {
    Sending first = queue.peek();
    return first == null ? NEVER : Math.max(0, first.start + pace.nanos(first.sent + 1L) - now);
  }

  /** Copies the bytes that have arrived by now, and returns how many. */
  int give(byte[] into, int offset, long now) {
    int at = offset;
    while (at < into.length && untilDue(now) == 0) {
      Sending first = queue.element();
      into[at++] = first.bytes[first.sent++];
      if (first.sent == first.bytes.length) {
        queue.remove();
      }
    }
    return at - offset;
  }
}
