package io.sunherd.inverter.exchange;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import java.time.Duration;
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
 *
 * <p>What is sent may come back in front of the reply, and is taken off. An echo that nothing
 * follows is silence on a line that echoes, and a refusal on one that does not (QUIRKS X2).
 */
public final class Line implements AutoCloseable {
  private static final long SHORTEST_WATCH_NANOS = 25_000;
  private static final long LONGEST_WATCH_NANOS = 6_000_000;
  private static final long LEISURE_WATCH_NANOS = 20_000_000;

  private final Link link;
  private final Timing timing;
  private final Habits habits;
  private final Receiver receiver;
  private boolean trusted;

  /** Whether an echo came where a reply should have. */
  private boolean looped;

  /** A line that is not trusted yet: who knows what was going on before it was opened. */
  public Line(Link link, Timing timing, LongSupplier nanos) {
    this(link, timing, nanos, new Habits());
  }

  /**
   * A line of which something is known.
   *
   * @param habits what is known, and what is learned from now on
   */
  public Line(Link link, Timing timing, LongSupplier nanos, Habits habits) {
    this.link = link;
    this.timing = timing;
    this.habits = habits;
    this.receiver = new Receiver(link, timing, nanos);
  }

  /** The device that is open. */
  public Link link() {
    return link;
  }

  /** When the last reply was complete, on the clock given. */
  long completed() {
    return receiver.completed();
  }

  /** Whether what is sent comes back in front of each reply. */
  public boolean echoes() {
    return habits.echoes();
  }

  /** Whether nothing has come since it was opened but what was sent. */
  public boolean isLooped() {
    return looped && !receiver.spoke();
  }

  /** An exchange on a line that nobody else waits for. */
  public Reply exchange(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    return exchange(framing, text, () -> false);
  }

  /**
   * Sends an inquiry and reads its reply. One that stays unanswered is sent in its other form, too,
   * where it has one and it is not known which the unit takes.
   *
   * @param pressed whether the line is short of time, asked when the reply is there
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where what came cannot be believed
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
   * Sends what may be a setting, in the form that the unit is known to take, and reads its reply,
   * which carries no name: only on a line that {@link #isInStep} can it not be that of an earlier
   * one. Whatever is thrown here, it may have been obeyed; it is not sent again.
   */
  public Reply order(Framing framing, String text)
      throws LinkException, ProtocolException, SilentException {
    return once(framing, habits.request(framing, framing.setting(text)), text, () -> false);
  }

  /**
   * Whether the exchange before was clean and nothing has come since: what comes next can only be
   * the answer to what is sent next.
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

  /** Tells that the last reply was not the one asked for: the line is out of step. */
  public void distrust() {
    trusted = false;
  }

  /** How long to look for more bytes: at the pace at which the reply came, or at leisure. */
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
