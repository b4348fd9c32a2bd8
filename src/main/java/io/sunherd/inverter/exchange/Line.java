package io.sunherd.inverter.exchange;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, one reply over an open device. Blocking, for one thread.
 *
 * <p>Left-over bytes are drained before each request. A reply that is followed by more bytes is
 * rejected, since one of the two must be stale; only an identical repetition is harmless. How long
 * the line is watched for more bytes depends on whether others wait for it. After any error the
 * line is watched for longer, before a request and after its reply, until one exchange was clean:
 * only after an error can a late reply come before the right one.
 *
 * <p>An echo of the request before the reply is removed. An echo without a reply is silence on a
 * line that echoes, and a refusal on one that does not (QUIRKS X2).
 */
public final class Line implements AutoCloseable {
  private static final long SHORTEST_WATCH_NANOS = 25_000;
  private static final long LONGEST_WATCH_NANOS = 6_000_000;
  private static final long LEISURE_WATCH_NANOS = 20_000_000;

  private final Link link;
  private final Timing timing;
  private final LineHabits habits;
  private final Receiver receiver;
  private boolean trusted;

  /** Whether an echo came in place of a reply. */
  private boolean looped;

  /** A line that is not trusted yet: a reply to an earlier program may still be on its way. */
  public Line(Link link, Timing timing, LongSupplier nanos) {
    this(link, timing, nanos, new LineHabits());
  }

  /**
   * A line with known habits.
   *
   * @param habits what is known of the line; this line updates it
   */
  public Line(Link link, Timing timing, LongSupplier nanos, LineHabits habits) {
    this.link = link;
    this.timing = timing;
    this.habits = habits;
    this.receiver = new Receiver(link, timing, nanos);
  }

  /** The open device. */
  public Link link() {
    return link;
  }

  /** When the last reply was complete, on the clock given. */
  long completed() {
    return receiver.completed();
  }

  /** Whether the line echoes each request before its reply. */
  public boolean echoes() {
    return habits.echoes();
  }

  /** Whether nothing but echoes has come since the line was opened. */
  public boolean isLooped() {
    return looped && !receiver.spoke();
  }

  /** An exchange on a line that no one else waits for. */
  public Reply exchange(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    return exchange(framing, text, () -> false);
  }

  /** An inquiry on a line that nobody else waits for. */
  public Reply exchange(Framing framing, Request request)
      throws LinkException, ProtocolException, SilentException {
    return exchange(framing, request, () -> false);
  }

  /**
   * Sends an inquiry and reads its reply. One that is refused, or whose reply cannot be read, is
   * sent without its CRC, too, where it has one and it is not known how the unit takes it.
   *
   * @param pressed whether the line is short of time, asked when the reply is there
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where what came cannot be believed
   * @throws LinkException where the device is gone
   */
  Reply exchange(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    String text = request.text();
    if (habits.isSettled(framing, text)) {
      return habits.wantsBare(text)
          ? bare(framing, request, pressed)
          : exchange(framing, text, pressed);
    }
    if (habits.wantsBare(text)) {
      Reply reply = bareReading(framing, request, pressed);
      if (reply != null) {
        return reply;
      }
    }
    try {
      Reply reply = exchange(framing, text, pressed);
      if (isReading(request, reply)) {
        habits.answered(text, false);
        return reply;
      }
      Reply other = bareReading(framing, request, pressed);
      return other == null ? reply : other;
    } catch (ProtocolException e) {
      return or(bareReading(framing, request, pressed), e);
    } catch (SilentException e) {
      return or(habits.hearsBare() ? bareReading(framing, request, pressed) : null, e);
    }
  }

  private static <E extends Exception> Reply or(@Nullable Reply reply, E trouble) throws E {
    if (reply == null) {
      throw trouble;
    }
    return reply;
  }

  private static boolean isReading(Request request, Reply reply) {
    try {
      return reply instanceof Reply.Text text
          && !request.inquiry().decode(text.payload()).isEmpty();
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** What an inquiry brings without its CRC, where that is a reading. */
  private @Nullable Reply bareReading(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException {
    String text = request.text();
    try {
      Reply reply = once(framing, habits.bare(framing, text), text, pressed);
      if (isReading(request, reply)) {
        habits.answered(text, true);
        return reply;
      }
    } catch (ProtocolException | SilentException e) {
      trusted = false;
    }
    habits.neither(text);
    return null;
  }

  /** An inquiry that the unit is known to want so; a refusal puts that in question. */
  private Reply bare(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    String text = request.text();
    Reply reply = once(framing, habits.bare(framing, text), text, pressed);
    if (!isReading(request, reply)) {
      habits.unsettle(text);
    }
    return reply;
  }

  /** Tells that the unit has answered that text without a CRC. */
  void answeredBare(String text) {
    habits.answered(text, true);
  }

  /**
   * Sends an inquiry and reads its reply. An unanswered one is sent in its other form, too, where
   * it has one and it is not known which the unit accepts.
   *
   * @param pressed whether the line is short of time, evaluated when the reply is there
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where the reply is rejected
   * @throws LinkException where the device is gone
   */
  Reply exchange(Framing framing, String text, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    try {
      return once(framing, habits.request(framing, text), text, pressed);
    } catch (SilentException e) {
      byte[] other = e.isBrokenOff() ? null : habits.other(framing, text);
      if (other == null) {
        throw e;
      }
      return once(framing, other, text, pressed);
    }
  }

  /**
   * Sends what may be a setting, in the form that the unit is known to accept, and reads its reply.
   * A reply does not name its request: only on a line that {@link #isInStep} is it certainly not
   * that of an earlier one. Even where this throws, the unit may have obeyed; it is not sent again.
   */
  public Reply order(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    String setting = framing.setting(text);
    byte[] request =
        habits.isBareOnly() ? habits.bare(framing, setting) : habits.request(framing, setting);
    return once(framing, request, text, () -> false);
  }

  /**
   * Whether the exchange before was clean and nothing has come since: then the next reply can only
   * belong to the next request.
   *
   * @throws LinkException where the device is gone
   */
  boolean isInStep() throws LinkException {
    trusted = trusted && !receiver.drain(Duration.ZERO);
    return trusted;
  }

  private Reply once(Framing framing, byte[] request, String text, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    boolean wasTrusted = isInStep();
    if (!wasTrusted) {
      receiver.settle(framing, text);
    }
    trusted = false;
    link.write(request);
    byte[] frame = receiver.frame(framing, request, text);
    if (frame == null) {
      return echoAlone(text);
    }
    boolean followed =
        receiver.isFollowed(frame, wasTrusted ? watch(pressed.getAsBoolean()) : timing.quiet());
    if (followed && !receiver.isRepeated(framing, frame)) {
      throw new ProtocolException(
          Reason.SUSPECT,
          "More bytes followed the reply to "
              + text
              + ": it may be an older one, so it is dropped.");
    }
    Reply reply = framing.unwrap(frame);
    trusted = !followed;
    learn(request, reply);
    return reply;
  }

  private void learn(byte[] request, Reply reply) {
    habits.heard(request, reply);
    if (reply instanceof Reply.Text) {
      habits.read(receiver.echoed());
    }
  }

  private Reply echoAlone(String text) throws SilentException {
    if (habits.refusesByEcho()) {
      return new Reply.Refused();
    }
    looped = !habits.echoes();
    throw new SilentException(
        link.device()
            + " did not answer "
            + text
            + (looped ? ", and what is sent comes back: sending and receiving are joined." : "."));
  }

  /** The last reply was not the one asked for: the line counts as out of step. */
  public void distrust() {
    trusted = false;
  }

  /**
   * How long to watch for more bytes after a reply: as long as the pauses within it if the line is
   * short of time, else longer.
   */
  private Duration watch(boolean pressed) {
    long pace = receiver.pace();
    long nanos =
        pressed
            ? Math.max(SHORTEST_WATCH_NANOS, Math.min(LONGEST_WATCH_NANOS, pace + pace / 4))
            : LEISURE_WATCH_NANOS;
    return Duration.ofNanos(nanos);
  }

  @Override
  public void close() {
    link.close();
  }
}
