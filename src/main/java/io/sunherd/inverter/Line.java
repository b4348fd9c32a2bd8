package io.sunherd.inverter;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Framing;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * One question, one answer over an open device. Blocking, for one thread.
 *
 * <p>Bytes left over are drained before each request. A reply that is followed by more bytes is not
 * believed, for one of the two must be stale. After any trouble the line is watched for longer,
 * before a request and behind its reply, until one exchange was clean: only then can an answer that
 * came too late stand in front of the right one.
 */
public final class Line implements AutoCloseable {
  private static final long SHORTEST_WATCH_NANOS = 50_000;
  private static final long LONGEST_WATCH_NANOS = 6_000_000;

  /** How many quiet periods a line may stay noisy before the wait is given up. */
  private static final int PATIENCE = 20;

  private final Link link;
  private final Timing timing;
  private final LongSupplier nanos;
  private final byte[] buffer = new byte[Framing.MAX_FRAME];
  private boolean trusted;
  private int length;
  private int chunks;
  private long began;
  private long completed;

  /** A line that is not trusted yet: who knows what was going on before it was opened. */
  public Line(Link link, Timing timing, LongSupplier nanos) {
    this.link = link;
    this.timing = timing;
    this.nanos = nanos;
  }

  /** The device that is open. */
  public Link link() {
    return link;
  }

  /** When the last reply was complete, on the clock given. */
  long completed() {
    return completed;
  }

  /**
   * Sends a request and reads its reply.
   *
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where what came cannot be believed
   * @throws LinkException where the device is gone
   */
  public Reply exchange(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    drain(trusted ? Duration.ZERO : timing.quiet());
    boolean wasTrusted = trusted;
    trusted = false;
    link.write(framing.request(text));
    int end = readFrame(framing, text);
    if (!Framing.isPadding(buffer, end, length) || isFollowed(wasTrusted)) {
      drain(timing.quiet());
      throw new ProtocolException(
          Reason.SUSPECT,
          "More bytes followed the reply to "
              + text
              + ": it may be an older one, so it is dropped.");
    }
    Reply reply = framing.unwrap(Arrays.copyOf(buffer, end));
    trusted = true;
    return reply;
  }

  /** Tells that the last reply was not the one asked for: the line is out of step. */
  public void distrust() {
    trusted = false;
  }

  private int readFrame(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    length = 0;
    chunks = 0;
    long start = nanos.getAsLong();
    long deadline = start + timing.whole().toNanos();
    Duration limit = timing.first();
    while (length < buffer.length) {
      int n = link.read(buffer, length, limit);
      long now = nanos.getAsLong();
      if (n == 0 || now - deadline > 0) {
        throw new SilentException(
            length == 0
                ? link.device() + " did not answer " + text + "."
                : link.device() + " broke off its answer to " + text + ".");
      }
      if (length == 0) {
        began = now;
      }
      length += n;
      chunks++;
      int end = framing.end(buffer, length);
      if (end >= 0) {
        completed = now;
        return end;
      }
      limit = timing.next();
    }
    throw new ProtocolException(
        Reason.NOISE, link.device() + " answered " + text + " with noise that does not end.");
  }

  /** Whether more bytes come right behind the reply, at the pace at which the reply came. */
  private boolean isFollowed(boolean wasTrusted) throws LinkException {
    long pace = chunks > 1 ? (completed - began) / (chunks - 1) : 0;
    long watch = Math.max(SHORTEST_WATCH_NANOS, Math.min(LONGEST_WATCH_NANOS, pace + pace / 4));
    Duration limit = wasTrusted ? Duration.ofNanos(watch) : timing.quiet();
    byte[] more = new byte[64];
    int n = link.read(more, 0, limit);
    return n > 0 && !Framing.isPadding(more, 0, n);
  }

  private void drain(Duration quiet) throws LinkException {
    byte[] waste = new byte[256];
    for (int i = 0; i < PATIENCE; i++) {
      int n = link.read(waste, 0, quiet);
      if (n == 0) {
        return;
      }
      trusted = trusted && Framing.isPadding(waste, 0, n);
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
