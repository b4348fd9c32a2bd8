package io.sunherd.inverter;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Reading;
import io.sunherd.herd.Glance;
import io.sunherd.inverter.exchange.Answer;
import io.sunherd.inverter.exchange.Conversation;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.ExchangeOutcome.Answered;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.LinkMeter;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short look at an identified unit over an open line: who it is, and the few inquiries by which
 * people tell it from others. Blocking.
 */
final class Glimpse {
  private static final Logger LOG = LoggerFactory.getLogger(Glimpse.class);

  /** One refusal may be chance. */
  private static final int PROOF = 2;

  private final Line line;
  private final Dialect dialect;
  private final Identity identity;
  private final Conversation talk;
  private final LongSupplier nanos;
  private final Set<String> worked = new HashSet<>();
  private final Set<String> refused = new HashSet<>();

  /**
   * @param before what was seen of the unit before, or null
   */
  Glimpse(Line line, Identity identity, @Nullable Sight before, LongSupplier nanos) {
    this.line = line;
    this.dialect = identity.dialect();
    this.identity = identity;
    this.talk = new Conversation(line, identity, new LinkMeter(nanos));
    this.nanos = nanos;
    if (before != null) {
      before.readings().forEach(reading -> worked.add(reading.code()));
      refused.addAll(before.refused());
    }
  }

  /**
   * Whether this may be the unit that was identified before: a unit without a serial number may be
   * any unit, and one whose number cannot be read may be another one.
   *
   * @throws SilentException where nothing answers
   */
  private boolean isSame() throws LinkException, SilentException {
    Optional<Request> who = Optional.ofNullable(identity.source()).flatMap(dialect::request);
    try {
      return who.isEmpty()
          || Objects.equals(
              identity.number(),
              Nameplate.number(talk.ask(who.get(), true, () -> false).values()).orElse(null));
    } catch (ProtocolException e) {
      LOG.debug("{}: {}", talk.device(), e.getMessage());
      return false;
    }
  }

  /**
   * The present values of the unit; empty where it does not seem to be there. A unit without a
   * serial number is there if it answers at all.
   *
   * @throws SilentException where nothing answers
   */
  Optional<Sight> lookAgain() throws LinkException, SilentException {
    return isSame()
        ? Optional.of(look())
            .filter(sight -> identity.source() != null || !sight.readings().isEmpty())
        : Optional.empty();
  }

  /** What the unit tells. */
  Sight look() {
    JointReadings joint = new JointReadings(dialect, Map.of(), this::asked, code -> true);
    List<Reading> readings = new ArrayList<>();
    long began = nanos.getAsLong();
    for (Request request : requests()) {
      ExchangeOutcome outcome = asked(request);
      for (int tries = 1; tries < PROOF && isRefusal(outcome); tries++) {
        outcome = asked(request);
      }
      if (outcome instanceof Answered answered) {
        worked.add(request.text());
        readings.add(joint.complete(request, answered).reading());
      } else if (isLack(request, outcome)) {
        refused.add(request.text());
      }
    }
    return new Sight(dialect, readings, refused, began);
  }

  /** The live values first: every unit answers these. */
  private List<Request> requests() {
    Stream<Inquiry> carriers =
        Glance.QUANTITIES.stream().flatMap(quantity -> dialect.carriers(quantity).stream());
    return Stream.of(
            dialect.inquiry("status").stream(),
            dialect.inquiry("operation_mode").stream(),
            carriers)
        .flatMap(some -> some)
        .distinct()
        .map(Inquiry::code)
        .filter(code -> !refused.contains(code))
        .flatMap(code -> dialect.request(code).stream())
        .toList();
  }

  private static boolean isRefusal(ExchangeOutcome outcome) {
    return outcome instanceof ExchangeOutcome.Failed failed && failed.failure() == Failure.REFUSED;
  }

  /**
   * Whether the unit does not have an inquiry: it answers others, and some units leave unknown ones
   * unanswered. An inquiry that was not sent for lack of time may be there.
   */
  private boolean isLack(Request request, ExchangeOutcome outcome) {
    boolean isSilence =
        outcome instanceof ExchangeOutcome.Failed failed
            && failed.failure() == Failure.SILENT
            && line.fits(1);
    return !worked.isEmpty()
        && !worked.contains(request.text())
        && (isSilence || isRefusal(outcome));
  }

  private ExchangeOutcome asked(Request request) {
    try {
      Answer answer = talk.ask(request, true, () -> false);
      Reading reading =
          new Reading("", request.name(), request.text(), 0, 0, answer.raw(), answer.values());
      return new Answered(reading, answer.completed());
    } catch (LinkException e) {
      return new ExchangeOutcome.Failed(Failure.OFFLINE, e.getMessage());
    } catch (ProtocolException e) {
      boolean isRefused = e.reason() == Reason.REFUSED;
      return new ExchangeOutcome.Failed(
          isRefused ? Failure.REFUSED : Failure.GARBLED, e.getMessage());
    } catch (SilentException e) {
      return new ExchangeOutcome.Failed(Failure.SILENT, e.getMessage());
    }
  }
}
