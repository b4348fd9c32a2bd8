package io.sunherd.inverter;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.Answer;
import io.sunherd.inverter.exchange.Conversation;
import io.sunherd.inverter.exchange.Delivery;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.Findings;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.unit.LineFailures;
import io.sunherd.inverter.unit.LongRefusal;
import io.sunherd.inverter.unit.Presence;
import io.sunherd.inverter.unit.Support;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A unit for as long as its line stays open: asks it when something is due, and decides from the
 * replies what its condition is, and whether to keep the line open.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private static final String ECHO =
      "There is an echo on the line: what is sent comes back in front of each reply, as with a"
          + " half-duplex adapter or where sending and receiving are joined; it is taken off.";

  private final UnitConfig unit;
  private final Surroundings world;
  private final Conversation session;
  private final Support support;
  private final Presence presence;
  private final Map<String, Duration> intervals;
  private final LineFailures failures = new LineFailures();
  private final LongRefusal refusal = new LongRefusal();

  private final JointReadings joint;

  /** What should be answered, and is not while others are. */
  private final Set<String> lacking = new HashSet<>();

  /** Commands that are polled rarely, since the unit refuses them. */
  private final Set<String> resting = new HashSet<>();

  private Schedule schedule;

  /** The request that was last answered since the line was opened. */
  private @Nullable Request lastAnswered;

  private @Nullable String lost;

  /**
   * A line that was opened, and the unit that was recognised on it; everything is due at once.
   *
   * @param support the commands that this unit is known to support
   */
  Opening(
      UnitConfig unit,
      Surroundings world,
      Conversation session,
      Support support,
      Presence presence) {
    this.unit = unit;
    this.world = world;
    this.session = session;
    this.support = support;
    this.presence = presence;
    this.intervals = unit.intervals(dialect());
    this.schedule = new Schedule(intervals, now());
    this.joint = new JointReadings(dialect(), intervals, this::part, support::isRefused);
    presence.connected(session.identity(), session.device());
    presence.note(ECHO, session.echoes());
  }

  private Dialect dialect() {
    return session.identity().dialect();
  }

  /** Why the line is not worth keeping open any more, or null. */
  @Nullable String lost() {
    return lost;
  }

  /** Nanoseconds until something is due. */
  long rest() {
    return schedule.rest(now()).toNanos();
  }

  /** The poll that is due. */
  Optional<Request> due() {
    return schedule.due(now()).flatMap(text -> dialect().request(text));
  }

  /** Asks the unit, also for what belongs to the answer, and draws the conclusions. */
  ExchangeOutcome ask(Request request) {
    ExchangeOutcome outcome = exchanged(request);
    return outcome instanceof ExchangeOutcome.Answered answered
        ? joint.complete(request, answered)
        : outcome;
  }

  /** Asks for a part of a reading; one that has no turns of its own is missed if it fails. */
  private ExchangeOutcome part(Request request) {
    ExchangeOutcome outcome = exchanged(request);
    boolean isOwed =
        lost == null
            && !intervals.containsKey(request.text())
            && request.inquiry().argument() == null;
    if (isOwed && outcome instanceof ExchangeOutcome.Failed failed) {
      lacking.add(request.text());
      presence.lacks(failed.sentence());
    }
    return outcome;
  }

  private ExchangeOutcome exchanged(Request request) {
    String text = request.text();
    schedule.asked(text, now());
    if (support.isUnsupported(text, now())) {
      return new ExchangeOutcome.Failed(
          Failure.REFUSED,
          unit.id()
              + " does not take "
              + text
              + (support.isSilence(text)
                  ? ": it left it unanswered before; it is asked again later."
                  : ": it refused it before; it is asked again later."));
    }
    try {
      return answered(request);
    } catch (LinkException e) {
      lost = e.getMessage();
      return new ExchangeOutcome.Failed(
          Failure.OFFLINE, unit.id() + " is offline: " + e.getMessage());
    } catch (ProtocolException e) {
      if (e.reason() == Reason.REFUSED) {
        joint.denied(text);
        refused(text, support.refused(text, now()), e.getMessage());
      } else if (e.reason() == Reason.WRONG_SHAPE && !support.worked(text)) {
        // Firmware that answers in an unknown form will do so again: the answer was not lost.
        leaveAlone(text, support.undecodable(text, now()));
      } else {
        missed(e.getMessage());
      }
      Failure why = e.reason() == Reason.REFUSED ? Failure.REFUSED : Failure.GARBLED;
      return new ExchangeOutcome.Failed(why, unit.id() + ": " + e.getMessage());
    } catch (SilentException e) {
      silent(request, e);
      return new ExchangeOutcome.Failed(Failure.SILENT, unit.id() + ": " + e.getMessage());
    }
  }

  private ExchangeOutcome answered(Request request)
      throws LinkException, ProtocolException, SilentException {
    Answer answer =
        session.ask(request, isWorthAsking(request.text()), () -> schedule.isPressed(now()));
    support.answered(request.text());
    lacking.remove(request.text());
    resting.remove(request.text());
    lastAnswered = request;
    answering();
    Reading reading =
        new Reading(
            unit.id(),
            request.name(),
            request.text(),
            wallClock(answer.completed()),
            intervals.getOrDefault(request.text(), Duration.ZERO).toMillis(),
            answer.raw(),
            answer.values());
    presence.told(request.inquiry().name(), reading.data());
    return new ExchangeOutcome.Answered(reading, answer.completed());
  }

  /** Whether to ask once more where nothing comes: not for what did not come last time either. */
  private boolean isWorthAsking(String text) {
    return support.worked(text) && !lacking.contains(text);
  }

  /**
   * Sends an order to the unit, and updates its condition from the outcome. It is sent once,
   * whatever the outcome.
   */
  ExchangeOutcome order(Order order) {
    Delivery.Result result =
        new Delivery(unit.id(), session, this::wallClock)
            .deliver(order, failures.mayBeAnotherUnit());
    switch (result.line()) {
      case UNTOUCHED -> {}
      case FINE -> {
        failures.identified();
        answering();
      }
      case MISSED -> missed(result.trouble());
      case GONE -> lost = result.trouble();
    }
    return result.outcome();
  }

  /** The unit has answered; if it refused everything before, all polls are due now. */
  private void answering() {
    refusal.isOver();
    if (failures.answered()) {
      schedule = new Schedule(intervals, now());
      lacking.clear();
    }
    if (lacking.isEmpty()) {
      presence.answered();
    }
    presence.note(ECHO, session.echoes());
  }

  /**
   * The unit refuses a command, for now or always: the line is not at fault. Where the command
   * worked before, the unit is degraded until the refusal has proved lasting; for the status it
   * stays degraded.
   *
   * @param rest how long it is left alone; zero for its usual interval
   */
  private void refused(String text, Duration rest, String sentence) {
    boolean worked = support.worked(text);
    boolean isLeftAlone = leaveAlone(text, rest);
    boolean isAll = (worked || lastAnswered == null) && failures.refused();
    if (!worked && !isLeftAlone && lastAnswered != null) {
      schedule.postpone(
          text, now() + Support.ONE_GO.toNanos()); // then it is soon known for certain
    }
    if (isAll) {
      presence.degraded(Findings.refusing(session.device()));
      lookForAnother();
    } else if (worked && isLeftAlone && !isStatus(text)) {
      lacking.remove(text);
    } else if (worked) {
      lacking.add(text);
      presence.degraded(sentence);
    }
  }

  /** What refuses everything for long may be a unit of another family, in the place of this one. */
  private void lookForAnother() {
    boolean mayBeAny = Dialects.find(unit.protocol()).isEmpty();
    try {
      if (mayBeAny && refusal.isDue(now()) && session.isReplaced()) {
        lost = session.device() + " holds another unit by now: it is opened anew.";
      }
    } catch (LinkException e) {
      lost = e.getMessage();
    }
  }

  private boolean isStatus(String text) {
    return dialect().request("status").filter(status -> status.text().equals(text)).isPresent();
  }

  private boolean leaveAlone(String text, Duration rest) {
    if (rest.isZero()) {
      return false;
    }
    schedule.postpone(text, now() + rest.toNanos());
    if (resting.add(text)) {
      LOG.info("{}: does not take {}; asked again every {} min", unit.id(), text, rest.toMinutes());
    }
    return true;
  }

  /**
   * No reply came. That counts as a refusal where the command never worked and the unit answers
   * other requests; otherwise as a fault.
   */
  private void silent(Request request, SilentException silence) {
    String sentence = silence.getMessage();
    if (support.worked(request.text()) || silence.isBrokenOff()) {
      missed(sentence);
      return;
    }
    try {
      ExchangeOutcome unused = answered(likeliest(request));
      refused(request.text(), support.unanswered(request.text(), now()), sentence);
    } catch (LinkException e) {
      lost = e.getMessage();
    } catch (ProtocolException | SilentException e) {
      missed(sentence);
    }
  }

  /**
   * The request that the unit is most likely to answer: the last one it answered, else one that
   * every unit answers.
   */
  private Request likeliest(Request but) {
    if (lastAnswered != null) {
      return lastAnswered;
    }
    String name = but.inquiry().name().equals("status") ? "settings" : "status";
    return dialect().request(name).orElse(but);
  }

  /** An expected answer did not come. */
  private void missed(String sentence) {
    if (failures.missed()) {
      lost = sentence;
    } else {
      presence.degraded(sentence);
    }
  }

  /** Closes the device. */
  void close() {
    session.close();
  }

  private long wallClock(long nanos) {
    return world.clock().millis() - (now() - nanos) / 1_000_000;
  }

  private long now() {
    return world.nanos().getAsLong();
  }
}
