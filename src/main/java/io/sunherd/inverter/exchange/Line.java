package io.sunherd.inverter.exchange;

import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Inquiry;
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
 * <p>An echo before the reply is removed. One without a reply is silence on a line that echoes, and
 * a refusal on one that does not (QUIRKS X2).
 */
public final class Line implements AutoCloseable {
  private final Link link;
  private final Timing timing;
  private final LineHabits habits;
  private final Receiver receiver;
  private final Deadline deadline;
  private final InquiryForms forms;
  private boolean trusted;
  private long sent;
  private long doubtful;

  /** The inquiry that may be the only one, until it is sent. */
  private @Nullable Request only;

  /** Whether an echo came in place of a reply. */
  private boolean looped;

  /** Whether the last reply was an echo that is a refusal. */
  private boolean refusedByEcho;

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
    this.deadline = new Deadline(nanos);
    this.receiver = new Receiver(link, timing, nanos, deadline);
    this.forms = new InquiryForms(this, habits);
  }

  /** The open device. */
  public Link link() {
    return link;
  }

  long completed() {
    return receiver.completed();
  }

  long now() {
    return receiver.now();
  }

  /** How often bytes came that nobody waited for: mostly late replies. */
  int strays() {
    return receiver.strays();
  }

  /** The end of a search on it. */
  Deadline deadline() {
    return deadline;
  }

  /** From now on all requests together have that time; nothing is sent after it. */
  public void limit(Duration time) {
    deadline.lift();
    deadline.begin(time);
  }

  /** Whether there is time for so many questions, even if none of them is answered. */
  public boolean fits(int questions) {
    return deadline.leaves(timing.first().plus(timing.quiet()).multipliedBy(questions));
  }

  /** Whether anything other than echoes has come since the line was opened. */
  boolean hasSpoken() {
    return receiver.spoke();
  }

  /** How many requests were sent so far: an exchange may take more than one. */
  long sent() {
    return sent;
  }

  /** How many of them have no certain reply: theirs may still come. */
  long doubtful() {
    return doubtful;
  }

  /** Whether the line echoes each request before its reply. */
  public boolean echoes() {
    return habits.echoes();
  }

  /** Whether nothing but echoes has come since the line was opened. */
  public boolean isLooped() {
    return looped && !receiver.spoke();
  }

  boolean isRefusedByEcho() {
    return refusedByEcho;
  }

  /**
   * An inquiry on a line that may be closed after its reply. Where it is the first one, and the
   * reply is a reading of it, the line is not watched longer than the pauses within a reply: it was
   * quiet before the question. After such a reply the line is not in step. The reply to an inquiry
   * with an argument is watched as usual: a late reply about another unit has the same shape.
   */
  public Reply brief(Framing framing, Request request)
      throws LinkException, ProtocolException, SilentException {
    boolean isAlone = sent == 0 && isAskedOften(request.inquiry());
    only = isAlone ? request : null;
    try {
      return exchange(framing, request);
    } finally {
      only = null;
    }
  }

  private static boolean isAskedOften(Inquiry inquiry) {
    return inquiry.argument() == null && !inquiry.every().isZero();
  }

  /** An exchange on a line that nobody else waits for. */
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
   * sent in its other forms, too, where it has some and it is not known how the unit takes it.
   *
   * @param pressed whether the line is short of time, asked when the reply is there
   * @throws SilentException where no whole reply came in time
   * @throws ProtocolException where what came cannot be believed
   * @throws LinkException where the device is gone
   */
  Reply exchange(Framing framing, Request request, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    return forms.ask(framing, request, pressed);
  }

  /** Tells that the unit has answered that text without a CRC. */
  void answeredBare(String text) {
    habits.answered(text, LineHabits.Form.BARE);
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
  public boolean isInStep() throws LinkException {
    trusted = trusted && !receiver.drain(Duration.ZERO);
    return trusted;
  }

  /**
   * Whether the line is in step, and nothing follows the last reply for a while.
   *
   * @throws LinkException where the device is gone
   */
  public boolean isStill() throws LinkException {
    trusted = trusted && !receiver.drain(timing.quiet()) && !deadline.isOver();
    return trusted;
  }

  /** One request as it is, and its reply. */
  Reply once(Framing framing, byte[] request, String text, BooleanSupplier pressed)
      throws LinkException, ProtocolException, SilentException {
    if (deadline.isOver()) {
      throw new SilentException(link.device() + " was not asked " + text + ": the time is over.");
    }
    boolean wasTrusted = isInStep();
    if (!wasTrusted) {
      receiver.settle(framing, text);
    }
    Request alone = only;
    only = null;
    trusted = false;
    refusedByEcho = false;
    sent++;
    doubtful++;
    link.write(request);
    byte[] frame = receiver.frame(framing, request, text);
    if (frame == null) {
      return echoAlone(text);
    }
    boolean isBrief = !wasTrusted && alone != null && isReading(framing, frame, alone);
    Duration watch =
        wasTrusted || isBrief ? receiver.watch(isBrief || pressed.getAsBoolean()) : timing.quiet();
    boolean followed = receiver.isFollowed(frame, watch);
    if (followed && !receiver.isRepeated(framing, frame)) {
      throw new ProtocolException(
          Reason.SUSPECT,
          "More bytes followed the reply to "
              + text
              + ": it may be an older one, so it is dropped.");
    }
    Reply reply = framing.unwrap(frame);
    trusted = !followed && !isBrief && !deadline.isOver();
    if (wasTrusted && trusted) {
      doubtful--;
    }
    learn(request, reply);
    return reply;
  }

  private static boolean isReading(Framing framing, byte[] frame, Request request) {
    try {
      return request.isAnsweredBy(framing.unwrap(frame));
    } catch (ProtocolException e) {
      return false; // the caller unwraps it again, and reports that
    }
  }

  private void learn(byte[] request, Reply reply) {
    habits.heard(request, reply);
    if (reply instanceof Reply.Text) {
      habits.read(receiver.echoed());
    }
  }

  private Reply echoAlone(String text) throws SilentException {
    if (habits.refusesByEcho()) {
      refusedByEcho = true;
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

  @Override
  public void close() {
    link.close();
  }
}
