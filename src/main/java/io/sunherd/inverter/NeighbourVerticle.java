package io.sunherd.inverter;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Part;
import io.sunherd.bus.Reading;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A unit without a cable of its own, seen over the parallel bus of another one: it asks that one
 * for QPGSn, and knows what that carries, no more.
 */
public final class NeighbourVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(NeighbourVerticle.class);
  private static final String COMMAND = "parallel";
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final long PATIENCE_MS = 10_000;

  private final String id;
  private final String via;
  private final String code;
  private final @Nullable String serial;
  private final InstantSource clock;
  private final Duration every;
  private InverterState state;

  /**
   * A unit on another one's bus.
   *
   * @param via the id of the inverter that has the cable
   * @param number the unit's number on that bus
   * @param serial the serial number of the one unit it may be, or null for whichever answers
   * @param poll the interval of "parallel", if another than usual
   */
  public NeighbourVerticle(
      String id,
      String via,
      int number,
      @Nullable String serial,
      InstantSource clock,
      Map<String, Duration> poll) {
    this.id = id;
    this.via = via;
    this.code = "QPGS" + number;
    this.serial = serial;
    this.clock = clock;
    this.every = poll.getOrDefault(COMMAND, USUAL);
    this.state = state(Condition.OFFLINE, null, null, null);
  }

  @Override
  public Future<?> start() {
    vertx.eventBus().publish(Addresses.STATES, state);
    return Future.all(
            vertx.eventBus().<Ask>consumer(Addresses.ask(id), this::asked).completion(),
            vertx.eventBus().<Order>consumer(Addresses.order(id), this::ordered).completion())
        .onSuccess(
            v -> {
              vertx.eventBus().publish(Addresses.PARTS, new Part("inverter " + id, null));
              poll();
            });
  }

  private void poll() {
    look(every.toMillis() / 2)
        .onComplete(result -> vertx.setTimer(Math.max(1, every.toMillis()), timer -> poll()));
  }

  private void ordered(Message<Order> message) {
    Failure.OFFLINE.reply(
        message,
        Orders.sentence(
            id, message.body().text(), "it has no cable; send it over that of " + via + "."));
  }

  private void asked(Message<Ask> message) {
    String command = message.body().command();
    if (!command.equals(COMMAND) && !command.equals(code)) {
      Failure.BAD_REQUEST.reply(
          message, id + " is seen through " + via + ", which tells of it only " + COMMAND + ".");
      return;
    }
    look(message.body().maxAgeMs())
        .onSuccess(message::reply)
        .onFailure(e -> message.fail(Failure.status(e), String.valueOf(e.getMessage())));
  }

  private Future<Reading> look(long maxAgeMs) {
    return vertx
        .eventBus()
        .<Reading>request(
            Addresses.ask(via),
            new Ask(code, maxAgeMs, PATIENCE_MS),
            new DeliveryOptions().setSendTimeout(PATIENCE_MS))
        .compose(message -> seen(message.body()))
        .onFailure(e -> become(state(Condition.OFFLINE, null, null, e.getMessage())));
  }

  private Future<Reading> seen(Reading other) {
    String number = Objects.toString(other.data().get("serial_number"), "");
    boolean absent = number.chars().allMatch(c -> c == '0');
    if (absent || (serial != null && !serial.equals(number))) {
      String sentence =
          absent
              ? id + " is not on the parallel bus of " + via + " as " + code + "."
              : code + " of " + via + " is the unit " + number + ", not " + serial + ".";
      return Future.failedFuture(
          new ReplyException(ReplyFailure.RECIPIENT_FAILURE, Failure.OFFLINE.code(), sentence));
    }
    Reading own =
        new Reading(id, COMMAND, code, other.at(), every.toMillis(), other.raw(), other.data());
    become(state(Condition.ONLINE, via, number, null));
    vertx.eventBus().publish(Addresses.READINGS, own);
    return Future.succeededFuture(own);
  }

  private InverterState state(
      Condition condition,
      @Nullable String device,
      @Nullable String number,
      @Nullable String error) {
    return new InverterState(
        id,
        condition,
        clock.millis(),
        device == null ? null : "via:" + device,
        null,
        null,
        number == null ? serial : number,
        null,
        error);
  }

  private void become(InverterState next) {
    boolean changed = next.condition() != state.condition();
    if (changed || !Objects.equals(next.error(), state.error())) {
      LOG.info("{}: {} {}", id, next.condition().word(), Objects.toString(next.error(), ""));
      state = changed ? next : next.since(state.since());
      vertx.eventBus().publish(Addresses.STATES, state);
    }
  }
}
