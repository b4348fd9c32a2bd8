package io.sunherd.inverter;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Order;
import io.sunherd.bus.Part;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Sighting;
import io.sunherd.protocol.Request;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one device. Deployed as a worker in a pool of one: what blocks here, blocks nobody else.
 *
 * <p>It works in turns of one exchange each, and every turn is a task of its own, so that questions
 * from the bus are looked at between any two exchanges; orders go before all of them. It starts
 * with the cable unplugged: offline is a state of the inverter, not of the hub. While its cable is
 * dead it shows its unit through a neighbour on the parallel bus, if there is one.
 */
public final class InverterVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(InverterVerticle.class);
  private static final long NO_TIMER = -1;

  private final Unit unit;
  private final Surroundings world;
  private final Owner owner;
  private final Neighbourhood neighbours;
  private final Detour detour;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final Waiting waiting = new Waiting();
  private final Orders orders;
  private final Map<String, Outcome.Answered> newest = new HashMap<>();
  private Set<String> untaken = Set.of();
  private long timer = NO_TIMER;
  private boolean inTurn;
  private boolean stopped;

  /** An inverter as configured, in this world. Opens nothing yet. */
  public InverterVerticle(Unit unit, Surroundings world) {
    this.unit = unit;
    this.world = world;
    this.orders = new Orders(unit.id());
    this.owner =
        new Owner(
            unit,
            world,
            state -> vertx.eventBus().publish(Addresses.STATES, state),
            sighting -> vertx.eventBus().publish(Addresses.SIGHTINGS, sighting));
    this.neighbours = new Neighbourhood(unit.id());
    this.detour =
        new Detour(
            unit.id(),
            null,
            neighbours,
            () -> neighbours.waysTo(owner.presence().state().serial()),
            new ThroughNeighbours());
  }

  /** What comes of the detour; the unit's state has one author, and that is its presence. */
  private final class ThroughNeighbours implements Detour.Shown {
    @Override
    public void seen(Relay.Seen how) {
      owner.presence().seenThrough(how.way().via());
    }

    @Override
    public void lost(Throwable why) {
      owner.presence().unseen();
    }
  }

  @Override
  public Future<?> start() {
    tell();
    consume(Addresses.ask(unit.id()), this::asked);
    consume(Addresses.order(unit.id()), this::ordered);
    consume(Addresses.SIGHTINGS, this::sighted);
    consume(Addresses.STATES, this::heard);
    consume(Addresses.MEMBERS, this::found);
    this.<Configured>consume(Addresses.CONFIGURED, message -> tell());
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
        .onSuccess(v -> arm());
  }

  private void tell() {
    owner.presence().tell();
    tellUntaken(true);
    vertx.eventBus().publish(Addresses.PARTS, new Part(Part.inverter(unit.id()), null));
  }

  private void tellUntaken(boolean always) {
    if (always || !untaken.equals(owner.untaken())) {
      untaken = owner.untaken();
      vertx.eventBus().publish(Addresses.REFUSALS, new Refused(unit.id(), untaken));
    }
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    detour.end();
    waiting.failAll(Failure.OFFLINE, unit.id() + " is being stopped.");
    orders.failAll("the hub lets this unit go.");
    owner.close();
    owner.presence().released();
    // What was heard already, and a turn called for, come to their end before the pool is gone.
    Promise<Void> ended = Promise.promise();
    Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .onComplete(deaf -> context.runOnContext(v -> ended.complete()));
    return ended.future();
  }

  private <T> void consume(String address, Handler<Message<T>> handler) {
    consumers.add(vertx.eventBus().consumer(address, handler));
  }

  private void sighted(Message<Sighting> message) {
    owner.sighted(message.body());
    arm();
  }

  private void heard(Message<InverterState> message) {
    if (neighbours.accept(message.body())) {
      detour.heard();
    }
  }

  private void found(Message<Member> message) {
    if (neighbours.accept(message.body())) {
      detour.heard();
    }
  }

  private void asked(Message<Ask> message) {
    Ask ask = message.body();
    if (!owner.isConnected() && detour.tells(ask.command())) {
      detour
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
    Outcome.Answered known = newest.get(request.get().text());
    if (known != null && now() - known.completed() <= ask.maxAgeMs() * 1_000_000) {
      message.reply(known.reading());
    } else if (!owner.isConnected()) {
      Failure.OFFLINE.reply(message, owner.offlineSentence());
    } else {
      waiting.add(request.get(), message, now());
      arm();
    }
  }

  private void ordered(Message<Order> message) {
    if (stopped || !owner.isConnected()) {
      orders.unsent(message, owner.offlineSentence());
    } else {
      orders.add(message, now());
      arm();
    }
  }

  /** Sets the next turn going: at once where something is due, else when it will be. */
  private void arm() {
    if (stopped || inTurn) {
      return;
    }
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    boolean awaited = owner.isConnected() && (!orders.isEmpty() || waiting.next(now()) != null);
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
      if (stopped) {
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
      Optional.ofNullable(waiting.next(now())).or(owner::due).ifPresent(this::ask);
    } finally {
      inTurn = false;
      tellUntaken(false);
      owner.statistics().ifPresent(told -> vertx.eventBus().publish(Addresses.LINKS, told));
      detourOrNot();
      arm();
    }
  }

  private void detourOrNot() {
    if (owner.isConnected() || stopped) {
      detour.end();
    } else {
      detour.begin(vertx);
    }
  }

  private void ask(Request request) {
    Outcome outcome;
    try {
      outcome = owner.ask(request);
    } catch (RuntimeException e) {
      LOG.error("{}: {} failed inside the hub; please report this", unit.id(), request.text(), e);
      outcome =
          new Outcome.Failed(
              Failure.BUG, unit.id() + ": " + request.text() + " failed inside the hub.");
    }
    if (outcome instanceof Outcome.Answered answered) {
      newest.put(request.text(), answered);
      vertx.eventBus().publish(Addresses.READINGS, answered.reading());
      waiting.answer(request, answered.reading());
    } else if (outcome instanceof Outcome.Failed failed) {
      waiting.fail(request, failed.failure(), failed.sentence());
    }
    forgetWhereLost();
  }

  private void order(Message<Order> message) {
    Outcome outcome;
    try {
      outcome = owner.order(message.body());
    } catch (RuntimeException e) {
      String text = message.body().text();
      LOG.error("{}: {} failed inside the hub; please report this", unit.id(), text, e);
      outcome =
          new Outcome.Failed(
              Failure.SILENT,
              unit.id() + ": " + text + " failed inside the hub, maybe after it was sent.");
    }
    owner.dialect().proofs().forEach(newest::remove);
    if (outcome instanceof Outcome.Told told) {
      message.reply(told.receipt());
    } else if (outcome instanceof Outcome.Failed failed) {
      failed.failure().reply(message, failed.sentence());
    }
    forgetWhereLost();
  }

  private void forgetWhereLost() {
    if (!owner.isConnected()) {
      newest.clear();
      waiting.failAll(Failure.OFFLINE, owner.offlineSentence());
      orders.failAll(owner.offlineSentence());
    }
  }

  private long now() {
    return world.nanos().getAsLong();
  }
}
