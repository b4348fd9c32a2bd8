package io.sunherd.inverter.exchange;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Echo;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Garbage;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes from a link: one whole reply at a time, what follows it, and the rest of an older
 * one. For one thread.
 */
final class Receiver {
  private static final long SHORTEST_WATCH_NANOS = 25_000;
  private static final long LONGEST_WATCH_NANOS = 6_000_000;
  private static final long LEISURE_WATCH_NANOS = 20_000_000;

  /** How many quiet periods a line may stay noisy before the wait is given up. */
  private static final int PATIENCE = 20;

  private final Link link;
  private final Timing timing;
  private final LongSupplier nanos;
  private final Deadline deadline;
  private final byte[] buffer = new byte[Framing.MAX_FRAME];
  private int length;
  private int chunks;
  private long began;
  private long completed;
  private boolean echoed;
  private boolean spoke;
  private int strays;

  /** The framing of the reply that was still coming when the wait for it ended. */
  private @Nullable Framing unfinished;

  Receiver(Link link, Timing timing, LongSupplier nanos, Deadline deadline) {
    this.link = link;
    this.timing = timing;
    this.nanos = nanos;
    this.deadline = deadline;
  }

  /** When the last reply was complete, or the echo that came in place of one. */
  long completed() {
    return completed;
  }

  /** The time between two pieces of the last reply. */
  private long pace() {
    return chunks > 1 ? (completed - began) / (chunks - 1) : 0;
  }

  /** Whether the last request was echoed. */
  boolean echoed() {
    return echoed;
  }

  /** Whether anything other than echoes has ever come. */
  boolean spoke() {
    return spoke;
  }

  /** How often bytes came that nobody waited for. */
  int strays() {
    return strays;
  }

  long now() {
    return nanos.getAsLong();
  }

  /**
   * Reads the frame that answers a request, without the echo of it.
   *
   * @param request what was sent
   * @param text the same, for messages
   * @return the frame; null where only the echo came
   * @throws SilentException where no whole frame came in time
   * @throws ProtocolException where the bytes that came are no frame
   */
  byte @Nullable [] frame(Framing framing, byte[] request, String text)
      throws LinkException, ProtocolException, SilentException {
    length = 0;
    chunks = 0;
    echoed = false;
    boolean mayEcho = true;
    Duration limit = timing.first();
    while (length < buffer.length) {
      int n = link.read(buffer, length, deadline.within(limit));
      long now = nanos.getAsLong();
      if (n == 0) {
        boolean isOver = limit.compareTo(timing.next()) >= 0;
        return timedOut(isOver ? null : framing, text);
      }
      began = chunks == 0 ? now : began;
      chunks++;
      length += n;
      int echo = mayEcho ? Echo.end(request, buffer, length) : Echo.NONE;
      mayEcho = echo == Echo.COMING;
      if (echo > 0) {
        takeOff(echo);
        began = now;
        completed = now;
      }
      int end = framing.end(buffer, length);
      if (end >= 0) {
        completed = now;
        spoke = true;
        return Arrays.copyOf(buffer, end);
      }
      limit = left(now);
    }
    spoke = true;
    throw new ProtocolException(
        Reason.NOISE, link.device() + " answered " + text + " with noise that does not end.");
  }

  private void takeOff(int echo) {
    int from = echo;
    while (from < length && Framing.isPadding(buffer, from, from + 1)) {
      from++;
    }
    System.arraycopy(buffer, from, buffer, 0, length - from);
    length -= from;
    chunks = length == 0 ? 0 : 1;
    echoed = true;
  }

  /** How long to wait for the next byte: the first one of a reply, or a further one. */
  private Duration left(long now) {
    if (length == 0) {
      return timing.first();
    }
    Duration whole = timing.whole().minusNanos(now - began);
    if (whole.isNegative()) {
      return Duration.ZERO;
    }
    return whole.compareTo(timing.next()) < 0 ? whole : timing.next();
  }

  /**
   * No whole frame came.
   *
   * @param coming the framing of what may still be coming; null where nothing has come for long
   */
  private byte @Nullable [] timedOut(@Nullable Framing coming, String text)
      throws ProtocolException, SilentException {
    if (Framing.isPadding(buffer, 0, length)) {
      if (echoed) {
        return null;
      }
      throw new SilentException(link.device() + " did not answer " + text + ".");
    }
    spoke = true;
    unfinished = coming;
    if (Garbage.is(buffer, length)) {
      throw Garbage.trouble();
    }
    throw new SilentException(link.device() + " broke off its answer to " + text + ".", true);
  }

  /**
   * Waits until the line is quiet and discards what comes meanwhile; waits for the end of a reply
   * that has begun, so that its rest does not come before the next reply.
   *
   * @param framing the framing that decides where a reply ends
   * @param text what is to be sent next, for messages
   * @throws SilentException where bytes keep coming for as long as a reply may take
   * @throws ProtocolException where these bytes are no reply
   */
  void settle(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    Framing ends = unfinished == null ? framing : unfinished;
    length = unfinished == null ? 0 : length;
    long start = nanos.getAsLong();
    while (true) {
      boolean isComing = !Framing.isPadding(buffer, 0, length);
      int n = link.read(buffer, length, deadline.within(isComing ? timing.next() : timing.quiet()));
      if (n == 0) {
        unfinished = null;
        return;
      }
      length += n;
      spoke |= !Framing.isPadding(buffer, 0, length);
      strays += Framing.isPadding(buffer, 0, length) ? 0 : 1;
      if (nanos.getAsLong() - start > timing.whole().toNanos()) {
        throw stillComing(ends, text);
      }
      dropWhole(ends);
    }
  }

  private void dropWhole(Framing ends) {
    int end = ends.end(buffer, length);
    while (end >= 0) {
      System.arraycopy(buffer, end, buffer, 0, length - end);
      length -= end;
      end = ends.end(buffer, length);
    }
    length = length == buffer.length ? 0 : length;
  }

  private SilentException stillComing(Framing ends, String text) throws ProtocolException {
    unfinished = ends;
    boolean isGarbage = Garbage.is(buffer, length);
    dropWhole(ends);
    if (isGarbage) {
      throw Garbage.trouble();
    }
    return new SilentException(
        link.device() + " still sends an older reply: " + text + " was not sent.", true);
  }

  /**
   * How long to watch for more bytes after a reply: as long as the pauses within it if the line is
   * short of time, else longer.
   */
  Duration watch(boolean pressed) {
    long pace = pace();
    long nanos =
        pressed
            ? Math.max(SHORTEST_WATCH_NANOS, Math.min(LONGEST_WATCH_NANOS, pace + pace / 4))
            : LEISURE_WATCH_NANOS;
    return Duration.ofNanos(nanos);
  }

  /** Whether more bytes follow the reply; those that come are kept. */
  boolean isFollowed(byte[] frame, Duration limit) throws LinkException {
    if (!Framing.isPadding(buffer, frame.length, length)) {
      return true;
    }
    int from = length;
    if (from == buffer.length) {
      return true;
    }
    length += link.read(buffer, from, deadline.within(limit));
    return !Framing.isPadding(buffer, from, length);
  }

  /**
   * Waits until the line is silent, and returns whether all that came was the same reply again. A
   * reply that began after it and did not end is left to {@link #settle}.
   */
  boolean isRepeated(Framing framing, byte[] frame) throws LinkException {
    long start = nanos.getAsLong();
    int n = 1;
    boolean inTime = true;
    while (length < buffer.length && n > 0 && inTime) {
      n = link.read(buffer, length, deadline.within(timing.quiet()));
      length += n;
      inTime = nanos.getAsLong() - start < timing.whole().toNanos();
    }
    if (length == buffer.length || !inTime) {
      drain(timing.quiet());
      return false;
    }
    int from = frame.length;
    while (from < length && Framing.isPadding(buffer, from, from + 1)) {
      from++;
    }
    int to = from + frame.length;
    if (to <= length
        && Arrays.equals(buffer, from, to, frame, 0, frame.length)
        && Framing.isPadding(buffer, to, length)) {
      return true;
    }
    System.arraycopy(buffer, from, buffer, 0, length - from);
    length -= from;
    strays++;
    unfinished = framing.end(buffer, length) < 0 ? framing : null;
    return false;
  }

  /** Discards bytes until the line is quiet; returns whether they were more than padding. */
  boolean drain(Duration quiet) throws LinkException {
    byte[] waste = new byte[256];
    boolean bytes = false;
    for (int i = 0; i < PATIENCE; i++) {
      int n = link.read(waste, 0, deadline.within(quiet));
      if (n == 0) {
        return bytes;
      }
      bytes |= !Framing.isPadding(waste, 0, n);
      strays += Framing.isPadding(waste, 0, n) ? 0 : 1;
    }
    return true;
  }
}
