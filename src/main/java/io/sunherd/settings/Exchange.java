package io.sunherd.settings;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends requests and orders to inverters. */
final class Exchange {
  private static final long TTL_MS = 5_000;

  /** A request that starts at the end of its time to live may take one whole exchange more. */
  private static final long TIMEOUT_MS = TTL_MS + 10_000;

  private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(TIMEOUT_MS);

  private static final String OVER = "the hub is being stopped.";

  private final EventBus bus;
  private final BooleanSupplier isLeftBehind;
  private final Consumer<Reading> listener;
  private final Set<Promise<?>> pending = new LinkedHashSet<>();
  private boolean isOver;

  /**
   * Exchanges over this bus.
   *
   * @param isLeftBehind whether another verticle works in its place by now
   * @param listener receives each reading before the caller does
   */
  Exchange(EventBus bus, BooleanSupplier isLeftBehind, Consumer<Reading> listener) {
    this.bus = bus;
    this.isLeftBehind = isLeftBehind;
    this.listener = listener;
  }

  /** The result of an order. */
  sealed interface Sent {
    /**
     * The inverter replied ACK or NAK.
     *
     * @param doubt why that may be the reply to an earlier order, one sentence, or null
     */
    record Answered(boolean accepted, @Nullable String doubt) implements Sent {}

    /** The order did not leave the hub; the sentence says why. */
    record Not(String sentence) implements Sent {}

    /** The order was sent, or may have been, and its effect is unknown. */
    record Unknown(String sentence) implements Sent {}
  }

  /**
   * Requests a reading.
   *
   * @param maxAgeMs how old it may be; 0 asks the device
   */
  Future<Reading> read(String inverter, String command, long maxAgeMs) {
    return ask(inverter, command, maxAgeMs)
        .recover(failure -> Future.failedFuture(unreadable(inverter, command, failure)));
  }

  /** Reads what not every model tells; nothing where the unit says that it does not. */
  Future<@Nullable Reading> readIfTold(String inverter, String command, long maxAgeMs) {
    return ask(inverter, command, maxAgeMs)
        .<@Nullable Reading>map(reading -> reading)
        .recover(
            failure ->
                Failure.isRefusal(failure)
                    ? Future.succeededFuture()
                    : Future.failedFuture(unreadable(inverter, command, failure)));
  }

  /** Reads something, and tells whether the inverter takes this question, as far as it says. */
  Future<Boolean> takes(String inverter, String command, long maxAgeMs) {
    return ask(inverter, command, maxAgeMs)
        .map(true)
        .otherwise(failure -> Failure.status(failure) != Failure.GARBLED.code());
  }

  private Future<Reading> ask(String inverter, String command, long maxAgeMs) {
    if (isOver) {
      return Future.failedFuture(Refusal.unavailable(OVER));
    }
    return unlessOver(
            bus.<Reading>request(
                Addresses.ask(inverter), new Ask(command, maxAgeMs, TTL_MS), PATIENCE))
        .map(Message::body)
        .onSuccess(listener::accept);
  }

  /**
   * The refusal for a failed reading: 504 where the unit was silent, else 503. Nothing is written
   * then.
   */
  private static Refusal unreadable(String inverter, String command, Throwable failure) {
    int status = Failure.status(failure);
    return new Refusal(
        status == Failure.SILENT.code() ? status : Failure.OFFLINE.code(),
        inverter + " could not be asked for " + command + ": " + sentence(failure));
  }

  /** Sends an order, once. */
  Future<Sent> order(String inverter, String text, @Nullable String serial) {
    if (isOver || isLeftBehind.getAsBoolean()) {
      return Future.succeededFuture(new Sent.Not(OVER));
    }
    return unlessOver(
            bus.<Receipt>request(
                Addresses.order(inverter), new Order(text, serial, TTL_MS), PATIENCE))
        .map(Message::body)
        .map(reply -> (Sent) new Sent.Answered(reply.accepted(), reply.doubt()))
        .recover(failure -> Future.succeededFuture(fate(failure)));
  }

  /** The same future; it fails once {@link #giveUp} is called. */
  <T> Future<T> unlessOver(Future<T> future) {
    Promise<T> first = Promise.promise();
    pending.add(first);
    future.onComplete(
        result -> {
          pending.remove(first);
          if (result.succeeded()) {
            first.tryComplete(result.result());
          } else {
            first.tryFail(result.cause());
          }
        });
    return first.future();
  }

  /** Stops waiting: all pending and all later futures fail. */
  void giveUp() {
    isOver = true;
    List.copyOf(pending).forEach(one -> one.tryFail(Refusal.unavailable(OVER)));
  }

  /** Whether waiting was given up. */
  boolean isOver() {
    return isOver;
  }

  private static Sent fate(Throwable failure) {
    int status = Failure.status(failure);
    boolean kept = status == Failure.OFFLINE.code() || status == Failure.BAD_REQUEST.code();
    return kept ? new Sent.Not(sentence(failure)) : new Sent.Unknown(sentence(failure));
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof ReplyException reply) {
      if (reply.failureType() == ReplyFailure.TIMEOUT) {
        return "no answer within " + TIMEOUT_MS / 1000 + " s.";
      }
      if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
        return "it has not started yet.";
      }
    }
    return String.valueOf(failure.getMessage());
  }
}
