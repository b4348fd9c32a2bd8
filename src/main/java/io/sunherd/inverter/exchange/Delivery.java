package io.sunherd.inverter.exchange;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Order;
import io.sunherd.bus.Receipt;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Nameplate;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one order to a unit, at most once. Before that it checks that the right unit listens
 * and, where there is any doubt, that no older reply is still on its way.
 */
public final class Delivery {
  private final String unit;
  private final Conversation session;
  private final LongUnaryOperator wallClock;

  /**
   * A delivery over an open session.
   *
   * @param wallClock epoch milliseconds for a time of the monotonic clock
   */
  public Delivery(String unit, Conversation session, LongUnaryOperator wallClock) {
    this.unit = unit;
    this.session = session;
    this.wallClock = wallClock;
  }

  /** What a delivery showed about the unit and its line. */
  public enum Line {
    /** Not used. */
    UNTOUCHED,
    /** The unit answered. */
    FINE,
    /** An expected answer did not come. */
    MISSED,
    /** The device or its unit is gone. */
    GONE
  }

  /**
   * The result of a delivery.
   *
   * @param outcome the answer to the sender
   * @param line what it showed about the line
   * @param trouble what was wrong with the line, one sentence
   */
  public record Result(ExchangeOutcome outcome, Line line, String trouble) {}

  /** Why an order is not sent. */
  private record Hindrance(String why, Line line) {}

  /**
   * Delivers an order.
   *
   * @param doubted whether another unit may have taken its place since this one was identified
   */
  public Result deliver(Order order, boolean doubted) {
    String wanted = order.serial();
    Identity identity = session.identity();
    if (wanted != null && !wanted.equals(identity.serial())) {
      return unsent(order, new Hindrance(stranger(identity.number(), wanted), Line.UNTOUCHED));
    }
    if (!session.identity().dialect().isSetting(order.text())) {
      String sentence = unit + ": this text is no setting of the unit; nothing was sent.";
      return new Result(
          new ExchangeOutcome.Failed(Failure.BAD_REQUEST, sentence), Line.UNTOUCHED, sentence);
    }
    try {
      Optional<Hindrance> hindrance =
          doubted || !session.isInStep() ? hindrance(identity) : Optional.empty();
      return hindrance.map(why -> unsent(order, why)).orElseGet(() -> send(order.text()));
    } catch (LinkException e) {
      return unsent(order, new Hindrance(e.getMessage(), Line.GONE));
    }
  }

  private Result send(String text) {
    try {
      Optional<String> older = session.openOrder();
      boolean accepted = session.order(text) instanceof Reply.Accepted;
      older.ifPresent(before -> session.doubtOrder(text));
      String doubt =
          older.map(before -> "what came may be the late answer to " + before + ".").orElse(null);
      long at = wallClock.applyAsLong(session.completed());
      return new Result(
          new ExchangeOutcome.Told(new Receipt(unit, text, accepted, doubt, at)), Line.FINE, "");
    } catch (LinkException e) {
      return unknown(text, e.getMessage(), Line.GONE);
    } catch (ProtocolException | SilentException e) {
      return unknown(text, String.valueOf(e.getMessage()), Line.MISSED);
    }
  }

  /**
   * Asks the unit for its identity again, and compares. Replies come in order, so no older reply
   * can follow this one.
   */
  private Optional<Hindrance> hindrance(Identity identity) throws LinkException {
    String number = identity.number();
    String question = Objects.requireNonNullElse(identity.source(), "protocol");
    Request request = identity.dialect().request(question).orElseThrow();
    try {
      String told = Nameplate.number(session.ask(request, true, () -> false).values()).orElse(null);
      if (number != null && !number.equals(told)) {
        return Optional.of(new Hindrance(stranger(told, number), Line.GONE));
      }
      return session.isInStep()
          ? Optional.empty()
          : Optional.of(
              new Hindrance(session.device() + " says more than it is asked.", Line.MISSED));
    } catch (ProtocolException | SilentException e) {
      return Optional.of(new Hindrance(String.valueOf(e.getMessage()), Line.MISSED));
    }
  }

  private String stranger(@Nullable Object is, String wanted) {
    return session.device() + " holds the unit with serial number " + is + ", not " + wanted + ".";
  }

  private Result unsent(Order order, Hindrance hindrance) {
    return new Result(
        new ExchangeOutcome.Failed(
            Failure.OFFLINE, Orders.sentence(unit, order.text(), hindrance.why())),
        hindrance.line(),
        hindrance.why());
  }

  private Result unknown(String text, String why, Line line) {
    return new Result(
        new ExchangeOutcome.Failed(
            Failure.SILENT,
            unit + ": nobody knows what became of " + text + ", and it is not sent again: " + why),
        line,
        why);
  }
}
