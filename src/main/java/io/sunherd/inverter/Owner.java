package io.sunherd.inverter;

import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Sighting;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.ProtocolException;
import io.sunherd.protocol.ProtocolException.Reason;
import io.sunherd.protocol.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one unit: finds it, asks it, judges from what comes how it is, and finds it again when it
 * is lost. Blocking and for one thread; knows no event bus.
 */
final class Owner {
  private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

  /** So many answers missing in a row, and the line counts as dead. */
  private static final int DEAD = 3;

  private final Unit unit;
  private final Surroundings world;
  private final Leash leash;
  private final Connector connector;
  private final Backoff backoff;
  private final Presence presence;
  private final LinkMeter meter;
  private Support support = new Support();
  private Map<String, Duration> intervals = Map.of();
  private Schedule schedule = new Schedule(intervals, 0);
  private Dialect dialect;
  private @Nullable Session session;
  private int misses;

  /** Whether the unit has missed an answer since it told who it is. */
  private boolean doubted;

  private long nextConnect;

  Owner(
      Unit unit,
      Surroundings world,
      Leash leash,
      Consumer<InverterState> states,
      Consumer<Sighting> sightings) {
    this.unit = unit;
    this.world = world;
    this.leash = leash;
    this.dialect = Dialects.find(unit.protocol()).orElse(Dialects.common());
    this.backoff = new Backoff(world.random());
    this.presence = new Presence(unit, world.clock(), states);
    this.nextConnect = now();
    this.meter = new LinkMeter(world.nanos());
    this.connector =
        new Connector(
            unit,
            leash,
            world.elsewhere(),
            world.nanos(),
            (serial, device) -> sightings.accept(new Sighting(serial, device.toString())),
            meter);
  }

  Presence presence() {
    return presence;
  }

  /** How its line does, where it is time to tell. */
  Optional<LinkStatistics> statistics() {
    return meter.isDue()
        ? Optional.of(meter.tell(unit.id(), world.clock().millis()))
        : Optional.empty();
  }

  /** Somebody met a unit on a device; if it is this one, that is worth an attempt at once. */
  void sighted(Sighting sighting) {
    if (connector.sighting(sighting.serial(), DeviceAddress.parse(sighting.device()))) {
      nextConnect = now();
    }
  }

  /** What the unit speaks, or is taken to speak. */
  Dialect dialect() {
    return dialect;
  }

  boolean isConnected() {
    return session != null;
  }

  /** Nanoseconds until there is something to do: a poll, or the next attempt to open. */
  long rest() {
    return session == null ? nextConnect - now() : schedule.rest(now()).toNanos();
  }

  /** The poll that is due. */
  Optional<Request> due() {
    return schedule.due(now()).flatMap(text -> dialect.request(text));
  }

  /** Looks at one place for the unit; how it went shows in its state. */
  void connect() {
    try {
      Session found = connector.look();
      if (found == null) {
        nextConnect = now();
      } else {
        opened(found);
      }
    } catch (Connector.NotConnected e) {
      offline(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{}: opening {} failed inside the hub", unit.id(), unit.device(), e);
      offline(unit.device() + " cannot be opened: " + e);
    }
  }

  private void opened(Session opened) {
    Identity identity = opened.identity();
    if (!String.valueOf(identity.serial()).equals(presence.state().serial())) {
      support = new Support();
    }
    session = opened;
    dialect = identity.dialect();
    intervals = unit.intervals(dialect);
    schedule = new Schedule(intervals, now());
    misses = 0;
    doubted = false;
    backoff.reset();
    presence.connected(identity, opened.device());
  }

  /** Asks the unit, and draws the conclusions. */
  Outcome ask(Request request) {
    Session open = session;
    String text = request.text();
    schedule.asked(text, now());
    if (open == null) {
      return new Outcome.Failed(Failure.OFFLINE, offlineSentence());
    }
    if (support.isUnsupported(text, now())) {
      return new Outcome.Failed(
          Failure.GARBLED,
          unit.id()
              + " does not take "
              + text
              + ": it refused it before; it is asked again later.");
    }
    try {
      return answered(
          request, open.ask(request, support.worked(text), () -> schedule.isPressed(now())));
    } catch (LinkException e) {
      disconnect(e.getMessage());
      return new Outcome.Failed(Failure.OFFLINE, offlineSentence());
    } catch (ProtocolException e) {
      if (e.reason() == Reason.REFUSED) {
        refused(text, e.getMessage());
      } else {
        missed(e.getMessage());
      }
      return new Outcome.Failed(Failure.GARBLED, unit.id() + ": " + e.getMessage());
    } catch (SilentException e) {
      if (support.worked(text)) {
        missed(e.getMessage());
      } else {
        refused(text, e.getMessage());
      }
      return new Outcome.Failed(Failure.SILENT, unit.id() + ": " + e.getMessage());
    }
  }

  /** Has the unit take a setting, and draws the conclusions. It is sent once, whatever comes. */
  Outcome order(Order order) {
    Session open = session;
    if (open == null) {
      String sentence = Orders.sentence(unit.id(), order.text(), offlineSentence());
      return new Outcome.Failed(Failure.OFFLINE, sentence);
    }
    Delivery.Result result = new Delivery(unit.id(), open, this::wallClock).deliver(order, doubted);
    switch (result.line()) {
      case UNTOUCHED -> {}
      case FINE -> {
        doubted = false;
        alive();
      }
      case MISSED -> missed(result.trouble());
      case GONE -> disconnect(result.trouble());
    }
    return result.outcome();
  }

  private void alive() {
    misses = 0;
    presence.answered();
  }

  private long wallClock(long nanos) {
    return world.clock().millis() - (now() - nanos) / 1_000_000;
  }

  private Outcome answered(Request request, Answer answer) {
    support.answered(request.text());
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
    return new Outcome.Answered(reading, answer.completed());
  }

  private void describe(Inquiry inquiry, Map<String, @Nullable Object> data) {
    if (inquiry.name().equals("firmware")) {
      presence.firmware(String.valueOf(data.get("version")));
    } else if (inquiry.name().equals("settings") && presence.state().model() == null) {
      presence.model(
          data.get("ac_output_rating_apparent_power")
              + " VA, "
              + data.get("battery_rating_voltage")
              + " V");
    }
  }

  /** A command the unit does not take, or not now: no reason to doubt the line. */
  private void refused(String text, String sentence) {
    boolean worked = support.worked(text);
    Duration rest = support.refused(text, now());
    if (!rest.isZero()) {
      schedule.postpone(text, now() + rest.toNanos());
      LOG.info("{}: does not take {}; asked again in {} min", unit.id(), text, rest.toMinutes());
    }
    if (worked) {
      presence.degraded(sentence);
    }
  }

  /** An answer that should have come and did not. */
  private void missed(String sentence) {
    misses++;
    doubted = true;
    if (misses >= DEAD) {
      disconnect(sentence);
    } else {
      presence.degraded(sentence);
    }
  }

  private void disconnect(String sentence) {
    close();
    offline(sentence);
  }

  /** That the hub itself lets it go is told by the verticle, and is no trouble of the unit. */
  private void offline(String sentence) {
    if (!leash.isCut()) {
      presence.offline(sentence);
    }
    nextConnect = now() + backoff.pause().toNanos();
  }

  /** Why nothing can be asked now. */
  String offlineSentence() {
    String error = presence.state().error();
    return unit.id() + " is offline" + (error == null ? ", not opened yet." : ": " + error);
  }

  /** Lets the device go. */
  void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private long now() {
    return world.nanos().getAsLong();
  }
}
