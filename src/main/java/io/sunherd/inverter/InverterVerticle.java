package io.sunherd.inverter;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Leaving;
import io.sunherd.bus.Member;
import io.sunherd.bus.Order;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Sighting;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.InterruptibleOpener;
import io.sunherd.inverter.exchange.Orders;
import io.sunherd.inverter.exchange.RequestQueue;
import io.sunherd.inverter.parallel.Neighbours;
import io.sunherd.inverter.parallel.ViaInquiry;
import io.sunherd.inverter.parallel.ViaPolling;
import io.sunherd.inverter.unit.Bounded;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.table.Request;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one device. Deployed as a worker in a pool of one: it may block without blocking others.
 *
 * <p>It works in turns of one exchange each, and every turn is a task of its own, so that requests
 * from the bus are handled between any two exchanges; orders go first. It starts even with the
 * cable unplugged: offline is a state of the inverter, not of the hub. While its cable is dead it
 * shows its unit through another inverter on the parallel bus, if there is one.
 */
public final class InverterVerticle extends VerticleBase implements Leaving {
  private static final Logger LOG = LoggerFactory.getLogger(InverterVerticle.class);
  private static final long NO_TIMER = -1;
  private static final String LET_GO = "the hub lets this unit go.";

  /** More than there are commands without an argument. */
  private static final int MOST_KEPT = 256;

  private final UnitConfig unit;
  private final Surroundings world;
  private final InterruptibleOpener opener;
  private final Owner owner;
  private final Neighbours neighbours;
  private final ViaPolling viaPolling;
  private final Ears ears = new Ears();
  private final RequestQueue requests = new RequestQueue();
  private final Orders orders;
  private final Map<String, ExchangeOutcome.Answered> newest = Bounded.map(MOST_KEPT);
  private Set<String> refused = Set.of();
  private long timer = NO_TIMER;
  private boolean inTurn;

  /** An inverter as configured. Opens nothing yet. */
  public InverterVerticle(UnitConfig unit, Surroundings world) {
    this.unit = unit;
    this.world = world;
    this.orders = new Orders(unit.id());
    this.opener = new InterruptibleOpener(world.opener());
    this.owner =
        new Owner(
            unit,
            world,
            opener,
            state -> publish(Addresses.STATES, state),
            sighting -> publish(Addresses.SIGHTINGS, sighting));
    this.neighbours = new Neighbours(unit.id());
    this.viaPolling =
        new ViaPolling(
            unit.id(),
            null,
            neighbours,
            () -> neighbours.waysTo(owner.presence().state().serial()),
            new ThroughNeighbours());
  }

  /**
   * Passes the result of polling through other inverters to the presence, which alone sets the
   * unit's state.
   */
  private final class ThroughNeighbours implements ViaPolling.Shown {
    @Override
    public void seen(ViaInquiry.Seen how) {
      owner.presence().seenThrough(how.way().via());
    }

    @Override
    public void lost(Throwable why) {
      owner.presence().unseen();
    }
  }

  @Override
  public Future<?> start() {
    publishAll();
    ears.listen(vertx, Addresses.ask(unit.id()), this::asked);
    ears.listen(vertx, Addresses.order(unit.id()), this::ordered);
    ears.listen(vertx, Addresses.SIGHTINGS, this::sighted);
    ears.listen(vertx, Addresses.STATES, this::heard);
    ears.listen(vertx, Addresses.MEMBERS, this::found);
    ears.<Configured>listen(vertx, Addresses.CONFIGURED, message -> configured(message.body()));
    return ears.open().onSuccess(v -> arm());
  }

  private void configured(Configured all) {
    owner.goBy(ZoneId.of(all.timeZone()));
    owner.others(all.devicesBut(unit.id()).stream().map(DeviceAddress::parse).toList());
    publishAll();
  }

  private void publishAll() {
    owner.presence().publish();
    publishRefused(true);
    publish(Addresses.PARTS, new PartHealth(PartHealth.inverter(unit.id()), null));
  }

  /**
   * Publishes, unless this verticle was left behind: if it gets unblocked after all, its successor
   * publishes in its place.
   */
  private void publish(String address, Object message) {
    if (!ears.areClosed()) {
      vertx.eventBus().publish(address, message);
    }
  }

  private void publishRefused(boolean always) {
    if (always || !refused.equals(owner.refused())) {
      refused = owner.refused();
      publish(Addresses.REFUSALS, new Refused(unit.id(), refused));
    }
  }

  @Override
  public Future<?> stop() {
    opener.interrupt();
    viaPolling.end();
    requests.failAll(Failure.OFFLINE, unit.id() + " is being stopped.");
    orders.failAll(LET_GO);
    owner.close();
    owner.presence().released();
    return ears.close(context); // and a turn that was already scheduled ends first
  }

  @Override
  public void hurry() {
    opener.interrupt();
  }

  @Override
  public void abandon() {
    Future<?> unused = ears.close();
  }

  private void sighted(Message<Sighting> message) {
    owner.sighted(message.body());
    arm();
  }

  private void heard(Message<InverterState> message) {
    if (neighbours.accept(message.body())) {
      viaPolling.heard();
    }
  }

  private void found(Message<Member> message) {
    if (neighbours.accept(message.body())) {
      viaPolling.heard();
    }
  }

  private void asked(Message<Ask> message) {
    Ask ask = message.body();
    if (!owner.isConnected() && viaPolling.answers(ask.command())) {
      viaPolling
          .look(vertx, ask.maxAgeMs())
          .onSuccess(message::reply)
          .onFailure(e -> Failure.OFFLINE.reply(message, owner.offlineSentence()));
      return;
    }
    Optional<Request> request = owner.dialect().request(ask.command());
    if (request.isEmpty()) {
      Failure.BAD_REQUEST.reply(
          message,
          "\"" + ask.command() + "\" is no inquiry; known are " + owner.dialect().names() + ".");
      return;
    }
    ExchangeOutcome.Answered known = newest.get(request.get().text());
    if (known != null && now() - known.completed() <= ask.maxAgeMs() * 1_000_000) {
      message.reply(known.reading());
    } else if (!owner.isConnected()) {
      Failure.OFFLINE.reply(message, owner.offlineSentence());
    } else {
      requests.add(request.get(), message, now());
      arm();
    }
  }

  private void ordered(Message<Order> message) {
    if (opener.isInterrupted() || !owner.isConnected()) {
      orders.unsent(message, opener.isInterrupted() ? LET_GO : owner.offlineSentence());
    } else {
      orders.add(message, now());
      arm();
    }
  }

  /** Schedules the next turn: at once where something is due, else for when it will be. */
  private void arm() {
    if (opener.isInterrupted() || inTurn) {
      return;
    }
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    boolean awaited = owner.isConnected() && (!orders.isEmpty() || requests.next(now()) != null);
    long rest = awaited ? 0 : owner.rest();
    if (rest <= 0) {
      inTurn = true;
      context.runOnContext(v -> turn());
    } else {
      timer =
          vertx.setTimer(
              rest / 1_000_000 + 1,
              id -> {
                timer = NO_TIMER;
                arm();
              });
    }
  }

  private void turn() {
    try {
      if (opener.isInterrupted()) {
        return;
      }
      if (!owner.isConnected()) {
        owner.connect();
        return;
      }
      Message<Order> order = orders.next(now());
      if (order != null) {
        order(order);
        return;
      }
      Optional.ofNullable(requests.next(now())).or(owner::due).ifPresent(this::ask);
    } finally {
      inTurn = false;
      publishRefused(false);
      owner.statistics().ifPresent(statistics -> publish(Addresses.LINKS, statistics));
      viaOrNot();
      arm();
    }
  }

  private void viaOrNot() {
    if (owner.isConnected() || opener.isInterrupted()) {
      viaPolling.end();
    } else {
      viaPolling.begin(vertx);
    }
  }

  private void ask(Request request) {
    ExchangeOutcome outcome = guarded(request.text(), () -> owner.ask(request), Failure.BUG, ".");
    if (outcome instanceof ExchangeOutcome.Answered answered) {
      newest.put(request.text(), answered);
      publish(Addresses.READINGS, answered.reading());
    }
    requests.settle(request, outcome);
    forgetWhereLost();
  }

  private void order(Message<Order> message) {
    if (!opener.beginOrder()) {
      orders.unsent(message, LET_GO);
      return;
    }
    Order order = message.body();
    ExchangeOutcome outcome;
    try {
      outcome =
          guarded(
              order.text(), () -> owner.order(order), Failure.SILENT, ", maybe after it was sent.");
    } finally {
      opener.endOrder();
    }
    owner.dialect().proofs().forEach(newest::remove);
    Orders.settle(message, outcome);
    forgetWhereLost();
  }

  /** A fault of the hub itself becomes an outcome, too. */
  private ExchangeOutcome guarded(
      String text, Supplier<ExchangeOutcome> work, Failure failure, String when) {
    try {
      return work.get();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{}: {} failed inside the hub; please report this", unit.id(), text, e);
      return new ExchangeOutcome.Failed(
          failure, unit.id() + ": " + text + " failed inside the hub" + when);
    }
  }

  private void forgetWhereLost() {
    if (!owner.isConnected()) {
      newest.clear();
      requests.failAll(Failure.OFFLINE, owner.offlineSentence());
      orders.failAll(owner.offlineSentence());
    }
  }

  private long now() {
    return world.nanos().getAsLong();
  }
}
