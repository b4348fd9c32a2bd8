package io.sunherd.inverter.parallel;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Order;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.Orders;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.inverter.unit.Presence;
import io.sunherd.protocol.Nameplate;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A unit without a cable of its own, seen over the parallel bus of another inverter. It has only
 * the values that this bus reports. Once its serial number is known, it can be seen through other
 * inverters of its system, too.
 */
public final class CablelessVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CablelessVerticle.class);

  private final String id;
  private final String via;
  private final int number;
  private final InstantSource clock;
  private final Neighbours neighbours;
  private final ViaPolling viaPolling;
  private InverterState state;
  private List<String> notes = List.of();

  /**
   * A unit on another one's bus.
   *
   * @param via the id of the inverter that has the cable
   * @param number the unit's number on that bus
   * @param serial the serial number that the unit must have, or null for the first unit to answer
   * @param poll the interval of "parallel", where it differs from the default
   */
  public CablelessVerticle(
      String id,
      String via,
      int number,
      @Nullable String serial,
      InstantSource clock,
      Map<String, Duration> poll) {
    this.id = id;
    this.via = via;
    this.number = number;
    this.clock = clock;
    this.neighbours = new Neighbours(id);
    this.state =
        new InverterState(
            id,
            Condition.OFFLINE,
            clock.millis(),
            "via:" + via,
            null,
            null,
            serial,
            null,
            null,
            null,
            List.of());
    this.viaPolling =
        new ViaPolling(
            id, poll.get(ParallelNames.COMMAND), neighbours, this::ways, new ThroughNeighbours());
  }

  /** Takes the result of polling through other inverters. */
  private final class ThroughNeighbours implements ViaPolling.Shown {
    @Override
    public void seen(ViaInquiry.Seen how) {
      String through = how.way().via();
      notes = how.serial() == null ? List.of(note(how.reading())) : List.of();
      become(Condition.ONLINE, neighbours.dialect(through).id(), how.serial(), through, null);
    }

    @Override
    public void lost(Throwable why) {
      become(Condition.OFFLINE, state.protocol(), state.serial(), null, why.getMessage());
    }
  }

  private static String note(Reading reading) {
    return Identity.placeholder(Nameplate.number(reading.data()).orElse(""))
        + "number on the bus alone, which may change: give it a cable of its own.";
  }

  @Override
  public Future<?> start() {
    publishAll();
    Future<?> asks = vertx.eventBus().<Ask>consumer(Addresses.ask(id), this::asked).completion();
    Future<?> orders =
        vertx.eventBus().<Order>consumer(Addresses.order(id), this::ordered).completion();
    Future<?> states =
        vertx
            .eventBus()
            .<InverterState>consumer(
                Addresses.STATES, message -> heard(neighbours.accept(message.body())))
            .completion();
    Future<?> members =
        vertx
            .eventBus()
            .<Member>consumer(
                Addresses.MEMBERS, message -> heard(neighbours.accept(message.body())))
            .completion();
    Future<?> configured =
        vertx
            .eventBus()
            .<Configured>consumer(Addresses.CONFIGURED, message -> publishAll())
            .completion();
    return Future.all(asks, orders, states, members, configured)
        .onSuccess(v -> viaPolling.begin(vertx));
  }

  private void publishAll() {
    vertx.eventBus().publish(Addresses.STATES, state);
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PartHealth.inverter(id), null));
  }

  @Override
  public Future<?> stop() {
    viaPolling.end();
    become(Condition.OFFLINE, state.protocol(), state.serial(), null, Presence.RELEASED);
    return Future.succeededFuture();
  }

  private void heard(boolean news) {
    if (news) {
      viaPolling.heard();
    }
  }

  /**
   * The ways to the unit, the configured one first; without a serial number it is the only one at
   * the start. The unit that was seen there first stays the wanted one: numbers on the bus change,
   * units do not.
   */
  private List<Via> ways() {
    String known = state.serial();
    List<Via> ways = new ArrayList<>();
    ways.add(new Via(via, neighbours.code(via, number), known));
    for (Via other : neighbours.waysTo(known)) {
      if (!ways.contains(other)) {
        ways.add(other);
      }
    }
    return ways;
  }

  private void ordered(Message<Order> message) {
    Failure.OFFLINE.reply(
        message,
        Orders.sentence(
            id, message.body().text(), "it has no cable; send it over that of " + via + "."));
  }

  private void asked(Message<Ask> message) {
    Ask ask = message.body();
    if (!viaPolling.answers(ask.command())) {
      Failure.BAD_REQUEST.reply(
          message,
          id
              + " is seen through "
              + via
              + ", which tells of it only "
              + ParallelNames.COMMAND
              + ".");
      return;
    }
    viaPolling
        .look(vertx, ask.maxAgeMs())
        .onSuccess(message::reply)
        .onFailure(e -> message.fail(Failure.status(e), String.valueOf(e.getMessage())));
  }

  private void become(
      Condition condition,
      @Nullable String protocol,
      @Nullable String seen,
      @Nullable String through,
      @Nullable String error) {
    InverterState next =
        new InverterState(
            id,
            condition,
            condition == state.condition() ? state.since() : clock.millis(),
            "via:" + (through == null ? via : through),
            protocol,
            null,
            seen,
            null,
            through,
            error,
            notes);
    if (!Objects.equals(state, next)) {
      LOG.info(
          "{}: {} through {}{}",
          id,
          condition.word(),
          through == null ? via : through,
          error == null ? "" : ": " + error);
      state = next;
      vertx.eventBus().publish(Addresses.STATES, state);
    }
  }
}
