package io.sunherd.inverter.parallel;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Nameplate;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks other inverters for what their parallel bus tells of a unit, and believes it only where it
 * shows the right serial number: numbers on the bus change. A unit with a placeholder is the one
 * meant only where none is known, so by its number on the bus alone. Where the answer shows no
 * serial number, the unit that had its number before and after it is the one it is about.
 */
public final class ViaInquiry {
  private static final long PATIENCE_MS = 5_000;

  /** A number does not come to another unit and back within so long: units take longer to start. */
  private static final long NAMED_MS = 15_000;

  private final Consumer<Via> disproved;
  private @Nullable Via last;

  /**
   * No way has been tried yet.
   *
   * @param disproved takes each way that led to another unit, or to none
   */
  ViaInquiry(Consumer<Via> disproved) {
    this.disproved = disproved;
  }

  /**
   * Asks one way, once, for what the unit does now; fails with why nothing came.
   *
   * @return its readings, under its own names
   */
  public static Future<List<Reading>> once(EventBus bus, Via way) {
    ViaInquiry inquiry = new ViaInquiry(disproved -> {});
    return inquiry
        .look(bus, List.of(way), 0)
        .compose(
            seen -> {
              Reading own = ParallelNames.own("", seen.reading(), 0);
              Optional<String> further = ParallelNames.further(way.dialect(), way.code());
              return further.isEmpty()
                  ? Future.succeededFuture(List.of(own))
                  : inquiry
                      .further(bus, seen, further.get(), 0)
                      .map(more -> List.of(own, ParallelNames.further("", more, 0)))
                      .otherwise(List.of(own));
            });
  }

  /**
   * What a neighbour answered.
   *
   * @param way how it was asked
   * @param reading what it tells that the unit does, under its own name
   * @param naming its reading of who the unit is: mostly the same
   * @param serial the serial number of the unit it is about; null where that is a placeholder
   */
  public record Seen(Via way, Reading reading, Reading naming, @Nullable String serial) {}

  /**
   * Tries the way that worked last, then the others in turn, until one works; fails with the last
   * error.
   */
  Future<Seen> look(EventBus bus, List<Via> ways, long maxAgeMs) {
    List<Via> inTurn = new ArrayList<>(ways);
    if (last != null && inTurn.remove(last)) {
      inTurn.add(0, last);
    }
    Future<Seen> seen = failed("No inverter shows it over the parallel bus.");
    for (Via way : inTurn) {
      seen = seen.recover(e -> go(bus, way, maxAgeMs));
    }
    return seen;
  }

  private Future<Seen> go(EventBus bus, Via way, long maxAgeMs) {
    return way.who().equals(way.code())
        ? ask(bus, way.via(), way.code(), maxAgeMs).compose(told -> believed(way, told, told))
        : named(bus, way);
  }

  /**
   * Asks who has the number, what it does, and again who has it, all anew: a stored answer may be
   * about another unit.
   */
  private Future<Seen> named(EventBus bus, Via way) {
    return ask(bus, way.via(), way.who(), NAMED_MS)
        .compose(before -> believed(way, before, before))
        .compose(
            before ->
                ask(bus, way.via(), way.code(), 0)
                    .compose(
                        told ->
                            ask(bus, way.via(), way.who(), 0)
                                .compose(after -> confirmed(before, told, after))));
  }

  private Future<Seen> confirmed(Seen before, Reading told, Reading after) {
    Via way = before.way();
    if (Objects.equals(before.serial(), ParallelNames.serial(after.data()))
        && ParallelNames.exists(after.data())
        && ParallelNames.exists(told.data())) {
      return believed(way, told, after);
    }
    disproved.accept(way);
    return failed(
        way.code() + " of " + way.via() + " is not known to be the unit that it was before.");
  }

  /**
   * Asks by the way that has just worked for further values of the unit; fails where they are of
   * another unit.
   */
  Future<Reading> further(EventBus bus, Seen seen, String code, long maxAgeMs) {
    return ask(bus, seen.way().via(), code, maxAgeMs)
        .compose(
            reading ->
                reading.data().containsKey("serial_number")
                        && !Objects.equals(seen.serial(), ParallelNames.serial(reading.data()))
                    ? failed(code + " of " + seen.way().via() + " is another unit.")
                    : Future.succeededFuture(reading));
  }

  private static Future<Reading> ask(EventBus bus, String via, String code, long maxAgeMs) {
    return bus.<Reading>request(
            Addresses.ask(via),
            new Ask(code, maxAgeMs, PATIENCE_MS),
            new DeliveryOptions().setSendTimeout(PATIENCE_MS))
        .map(Message::body)
        .recover(
            e -> isNotThere(e) ? failed(via + " has not started yet.") : Future.failedFuture(e));
  }

  private static boolean isNotThere(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }

  private Future<Seen> believed(Via way, Reading told, Reading naming) {
    String serial = ParallelNames.serial(naming.data());
    boolean isSomebody = serial != null || ParallelNames.isNameless(naming.data());
    if (isSomebody && (way.serial() == null || way.serial().equals(serial))) {
      last = way;
      return Future.succeededFuture(new Seen(way, told, naming, serial));
    }
    disproved.accept(way);
    return failed(
        !isSomebody
            ? "No unit is on the parallel bus of " + way.via() + " as " + way.who() + "."
            : way.who()
                + " of "
                + way.via()
                + " is the unit "
                + Nameplate.number(naming.data()).orElse("")
                + ", not "
                + way.serial()
                + ".");
  }

  private static <T> Future<T> failed(String sentence) {
    return Future.failedFuture(
        new ReplyException(ReplyFailure.RECIPIENT_FAILURE, Failure.OFFLINE.code(), sentence));
  }
}
