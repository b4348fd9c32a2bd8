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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks other inverters for a unit's values on their parallel bus, and accepts an answer only with
 * the right serial number, as numbers on the bus change. A unit with a placeholder is accepted only
 * where no serial number is known, so by its number on the bus alone.
 */
public final class ViaInquiry {
  private static final long PATIENCE_MS = 5_000;

  private final Consumer<Via> disproved;
  private @Nullable Via last;

  /**
   * No way was tried yet.
   *
   * @param disproved takes each way that led to another unit, or to none
   */
  ViaInquiry(Consumer<Via> disproved) {
    this.disproved = disproved;
  }

  /**
   * What a neighbour answered.
   *
   * @param way the way by which it was asked
   * @param reading its reading, under the neighbour's id
   * @param serial the serial number of the unit it is about; null where that is a placeholder
   */
  public record Seen(Via way, Reading reading, @Nullable String serial) {}

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
    return ask(bus, way.via(), way.code(), maxAgeMs).compose(reading -> believed(way, reading));
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
        .map(Message::body);
  }

  private Future<Seen> believed(Via way, Reading reading) {
    String serial = ParallelNames.serial(reading.data());
    boolean isPresent = serial != null || ParallelNames.isNameless(reading.data());
    if (isPresent && (way.serial() == null || way.serial().equals(serial))) {
      last = way;
      return Future.succeededFuture(new Seen(way, reading, serial));
    }
    disproved.accept(way);
    return failed(
        !isPresent
            ? "No unit is on the parallel bus of " + way.via() + " as " + way.code() + "."
            : way.code()
                + " of "
                + way.via()
                + " is the unit "
                + Nameplate.number(reading.data()).orElse("")
                + ", not "
                + way.serial()
                + ".");
  }

  private static <T> Future<T> failed(String sentence) {
    return Future.failedFuture(
        new ReplyException(ReplyFailure.RECIPIENT_FAILURE, Failure.OFFLINE.code(), sentence));
  }
}
