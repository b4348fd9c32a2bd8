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
import io.sunherd.inverter.unit.Doubt;
import io.sunherd.inverter.unit.Presence;
import io.sunherd.inverter.unit.Support;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
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
 * A unit for as long as its line stays open: asks it when something is due, and judges from what
 * comes how it is, and whether the line is still worth keeping open.
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
  private final Doubt doubt = new Doubt();

  /** What the unit took before, and refuses while it answers others. */
  private final Set<String> refusing = new HashSet<>();

  /** What is left alone for a while at a time. */
  private final Set<String> resting = new HashSet<>();

  private Schedule schedule;

  /** What was answered last since the line was opened. */
  private @Nullable Request sure;

  private @Nullable String lost;

  /**
   * A line that was opened, and the unit that was recognised on it; everything is due at once.
   *
   * @param support what this unit is known to take
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
    presence.connected(session.identity(), session.device());
    presence.note(ECHO, session.echoes());
  }

  private Dialect dialect() {
    return session.identity().dialect();
  }

  /** Why the line is not worth keeping open any more; null while it is. */
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

  /** Asks the unit, and draws the conclusions. */
  ExchangeOutcome ask(Request request) {
    String text = request.text();
    schedule.asked(text, now());
    if (support.isUnsupported(text, now())) {
      return new ExchangeOutcome.Failed(
          Failure.REFUSED,
          unit.id()
              + " does not take "
              + text
              + ": it refused it before; it is asked again later.");
    }
    try {
      return answered(request);
    } catch (LinkException e) {
      lost = e.getMessage();
      return new ExchangeOutcome.Failed(
          Failure.OFFLINE, unit.id() + " is offline: " + e.getMessage());
    } catch (ProtocolException e) {
      if (e.reason() == Reason.REFUSED) {
        refused(text, e.getMessage());
      } else if (e.reason() == Reason.WRONG_SHAPE && !support.worked(text)) {
        // Firmware that answers in a form of its own will do so again: it is no loss of an answer.
        leaveAlone(text, support.misshapen(text, now()));
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
        session.ask(request, support.worked(request.text()), () -> schedule.isPressed(now()));
    support.answered(request.text());
    refusing.remove(request.text());
    resting.remove(request.text());
    sure = request;
    alive();
    Reading reading =
        new Reading(
            unit.id(),
            request.name(),
            request.text(),
            wallClock(answer.completed()),
            intervals.getOrDefault(request.text(), Duration.ZERO).toMillis(),
            answer.raw(),
            answer.values());
    describe(request.inquiry(), reading.data());
    return new ExchangeOutcome.Answered(reading, answer.completed());
  }

  private void describe(Inquiry inquiry, Map<String, @Nullable Object> data) {
    switch (inquiry.name()) {
      case "firmware" -> Nameplate.version(data).ifPresent(presence::firmware);
      case "model", "settings" ->
          Nameplate.model(data)
              .or(
                  () ->
                      presence.state().model() == null ? Nameplate.rating(data) : Optional.empty())
              .ifPresent(presence::model);
      default -> {}
    }
  }

  /** Has the unit take a setting, and draws the conclusions. It is sent once, whatever comes. */
  ExchangeOutcome order(Order order) {
    Delivery.Result result =
        new Delivery(unit.id(), session, this::wallClock).deliver(order, doubt.isSuspicious());
    switch (result.line()) {
      case UNTOUCHED -> {}
      case FINE -> {
        doubt.told();
        alive();
      }
      case MISSED -> missed(result.trouble());
      case GONE -> lost = result.trouble();
    }
    return result.outcome();
  }

  /** The unit answers; one that refused everything before is asked for everything anew. */
  private void alive() {
    if (doubt.answered()) {
      schedule = new Schedule(intervals, now());
      refusing.clear();
    }
    if (refusing.isEmpty()) {
      presence.answered();
    }
    presence.note(ECHO, session.echoes());
  }

  /**
   * A command the unit does not take, or not now: no reason to doubt the line. One that worked is
   * missed until it is known that it is not taken any more; the status is missed for as long.
   */
  private void refused(String text, String sentence) {
    boolean worked = support.worked(text);
    boolean isLeftAlone = leaveAlone(text, support.refused(text, now()));
    boolean isAll = (worked || sure == null) && doubt.refused();
    if (!worked && !isLeftAlone && sure != null) {
      schedule.postpone(text, now() + Support.ONE_GO.toNanos()); // soon it is known for sure
    }
    if (isAll) {
      presence.degraded(Findings.refusing(session.device()));
    } else if (worked && isLeftAlone && !isStatus(text)) {
      refusing.remove(text);
    } else if (worked) {
      refusing.add(text);
      presence.degraded(sentence);
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
   * A silence is a refusal where the command never worked and the unit answers something else; else
   * something is wrong.
   */
  private void silent(Request request, SilentException silence) {
    String sentence = silence.getMessage();
    if (support.worked(request.text()) || silence.isBrokenOff()) {
      missed(sentence);
      return;
    }
    try {
      ExchangeOutcome unused = answered(surest(request));
      refused(request.text(), sentence);
    } catch (LinkException e) {
      lost = e.getMessage();
    } catch (ProtocolException | SilentException e) {
      missed(sentence);
    }
  }

  /** What the unit answers if it answers anything: what it did last, else what proves a unit. */
  private Request surest(Request but) {
    if (sure != null) {
      return sure;
    }
    String name = but.inquiry().name().equals("status") ? "settings" : "status";
    return dialect().request(name).orElse(but);
  }

  /** An answer that should have come and did not. */
  private void missed(String sentence) {
    if (doubt.missed()) {
      lost = sentence;
    } else {
      presence.degraded(sentence);
    }
  }

  /** Lets the device go. */
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
