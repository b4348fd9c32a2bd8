package io.sunherd.inverter;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Framing;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * One question, one answer over an open device. Blocking, for one thread.
 *
 * <p>Bytes left over are drained before each request. A reply that is followed by more bytes is not
 * believed, for one of the two must be stale; only the very same reply again tells nothing new. How
 * long the line is watched for that depends on whether it is needed. After any trouble the line is
 * watched for longer, before a request and behind its reply, until one exchange was clean: only
 * then can an answer that came too late stand in front of the right one.
 */
public final class Line implements AutoCloseable {
  private static final long SHORTEST_WATCH_NANOS = 25_000;
  private static final long LONGEST_WATCH_NANOS = 6_000_000;
  private static final long LEISURE_WATCH_NANOS = 20_000_000;

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

  /** An exchange on a line that nobody else waits for. */
  public Reply exchange(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    return exchange(framing, text, () -> false);
  }

  /**
   * Sends a request and reads its reply.
   *
   * @param pressed whether the line is short of time, asked when the reply is there
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where what came cannot be believed
   * @throws LinkException where the device is gone
   */
  Reply exchange(Framing framing, String text, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    boolean wasTrusted = isInStep();
    if (!wasTrusted) {
      drain(timing.quiet());
    }
    return send(framing, text, wasTrusted, pressed);
  }

  /**
   * Whether the exchange before was clean and nothing has come since: what comes next can only be
   * the answer to what is sent next.
   *
   * @throws LinkException where the device is gone
   */
  boolean isInStep() throws LinkException {
    trusted = trusted && !drain(Duration.ZERO);
    return trusted;
  }

  /**
   * Sends an order on a line that {@link #isInStep} and reads its reply, which carries no name:
   * only on such a line can it not be that of an earlier one. Whatever is thrown here, the order
   * may have been obeyed.
   */
  Reply order(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    return send(framing, text, true, () -> false);
  }

  private Reply send(Framing framing, String text, boolean wasTrusted, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    trusted = false;
    link.write(framing.request(text));
    int end = readFrame(framing, text);
    byte[] frame = Arrays.copyOf(buffer, end);
    boolean followed =
        !Framing.isPadding(buffer, end, length)
            || isFollowed(wasTrusted ? watch(pressed.getAsBoolean()) : timing.quiet());
    if (followed && !isRepeated(frame)) {
      throw new ProtocolException(
          Reason.SUSPECT,
          "More bytes followed the reply to "
              + text
              + ": it may be an older one, so it is dropped.");
    }
    Reply reply = framing.unwrap(frame);
    trusted = !followed;
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

  /** How long to look for more bytes: at the pace at which the reply came, or at leisure. */
  private Duration watch(boolean pressed) {
    long pace = chunks > 1 ? (completed - began) / (chunks - 1) : 0;
    long nanos =
        pressed
            ? Math.max(SHORTEST_WATCH_NANOS, Math.min(LONGEST_WATCH_NANOS, pace + pace / 4))
            : LEISURE_WATCH_NANOS;
    return Duration.ofNanos(nanos);
  }

  /** Whether more bytes come; those that do are kept behind the reply. */
  private boolean isFollowed(Duration limit) throws LinkException {
    int from = length;
    if (from == buffer.length) {
      return true;
    }
    length += link.read(buffer, from, limit);
    return !Framing.isPadding(buffer, from, length);
  }

  /** Waits for the line to fall silent, and tells whether all that came was the reply once more. */
  private boolean isRepeated(byte[] frame) throws LinkException {
    int n = 1;
    while (length < buffer.length && n > 0) {
      n = link.read(buffer, length, timing.quiet());
      length += n;
    }
    if (length == buffer.length) {
      drain(timing.quiet());
      return false;
    }
    int from = frame.length;
    while (from < length && Framing.isPadding(buffer, from, from + 1)) {
      from++;
    }
    int to = from + frame.length;
    return to <= length
        && Arrays.equals(buffer, from, to, frame, 0, frame.length)
        && Framing.isPadding(buffer, to, length);
  }

  /** Throws away what is there until the line is quiet; tells whether it was more than padding. */
  private boolean drain(Duration quiet) throws LinkException {
    byte[] waste = new byte[256];
    boolean bytes = false;
    for (int i = 0; i < PATIENCE; i++) {
      int n = link.read(waste, 0, quiet);
      if (n == 0) {
        return bytes;
      }
      bytes |= !Framing.isPadding(waste, 0, n);
    }
    return true;
  }

  @Override
  public void close() {
    link.close();
  }
}
