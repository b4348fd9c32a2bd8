package io.sunherd.inverter;

import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Order;
import io.sunherd.bus.Sighting;
import io.sunherd.inverter.exchange.Conversation;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.InterruptibleOpener;
import io.sunherd.inverter.exchange.LinkMeter;
import io.sunherd.inverter.exchange.Orders;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.inverter.unit.Presence;
import io.sunherd.inverter.unit.Support;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages one unit: finds it, polls it while its line is open, and finds it again when it is lost.
 * Blocking and for one thread; knows no event bus.
 */
final class Owner {
  private static final Logger LOG = LoggerFactory.getLogger(Owner.class);
  private static final long SETTLED_NANOS = Duration.ofMinutes(1).toNanos();

  /** The clock of a unit may be slow: a day is over when it is for the unit, too (QUIRKS S11). */
  private static final Duration BEHIND = Duration.ofMinutes(10);

  private final UnitConfig unit;
  private final Surroundings world;
  private final InterruptibleOpener opener;
  private final Connector connector;
  private final Backoff backoff;
  private final Presence presence;
  private final LinkMeter meter;
  private Support support = new Support();
  private Dialect dialect;
  private @Nullable Identity first;
  private @Nullable Identity known;
  private @Nullable Opening opening;
  private Almanac almanac;
  private ZoneId zone = ZoneId.systemDefault();
  private long openedAt;
  private long nextConnect;

  Owner(
      UnitConfig unit,
      Surroundings world,
      InterruptibleOpener opener,
      Consumer<InverterState> states,
      Consumer<Sighting> sightings) {
    this.unit = unit;
    this.world = world;
    this.opener = opener;
    this.dialect = Dialects.find(unit.protocol()).orElse(Dialects.common());
    this.almanac = new Almanac(dialect);
    this.backoff = new Backoff(world.random());
    this.presence = new Presence(unit, world.clock(), states);
    this.nextConnect = now();
    this.meter = new LinkMeter(world.nanos());
    this.connector =
        new Connector(
            unit,
            opener,
            world.elsewhere(),
            world.nanos(),
            (serial, device) -> sightings.accept(new Sighting(serial, device.toString())),
            meter);
  }

  Presence presence() {
    return presence;
  }

  /** The statistics of its line, if they are due. */
  Optional<LinkStatistics> statistics() {
    return meter.isDue()
        ? Optional.of(meter.statistics(unit.id(), world.clock().millis()))
        : Optional.empty();
  }

  /** The polled inquiries that the unit has refused so far. */
  Set<String> refused() {
    Set<String> refused = support.refused();
    if (refused.isEmpty()) {
      return refused;
    }
    Set<String> regular = unit.intervals(dialect).keySet();
    return refused.stream().filter(regular::contains).collect(Collectors.toUnmodifiableSet());
  }

  /** Sets the configured devices of the hub's other units. */
  void others(List<DeviceAddress> devices) {
    connector.others(devices);
  }

  /** A unit was found on a device; if it is this one, the next attempt is due at once. */
  void sighted(Sighting sighting) {
    if (connector.sighting(sighting.serial(), DeviceAddress.parse(sighting.device()))) {
      nextConnect = now();
    }
  }

  /** The dialect that the unit speaks, or is assumed to speak. */
  Dialect dialect() {
    return dialect;
  }

  boolean isConnected() {
    return opening != null;
  }

  /** Nanoseconds until there is something to do: a poll, or the next attempt to open. */
  long rest() {
    return opening == null ? nextConnect - now() : opening.rest();
  }

  /** The poll that is due, or once the unit has been there for a while, what is asked seldom. */
  Optional<Request> due() {
    if (opening == null) {
      return Optional.empty();
    }
    Optional<Request> seldom =
        now() - openedAt < SETTLED_NANOS
            ? Optional.empty()
            : almanac.next(LocalDate.ofInstant(world.clock().instant().minus(BEHIND), zone));
    return seldom.or(opening::due);
  }

  /** The zone of the days. */
  void goBy(ZoneId days) {
    zone = days;
  }

  /** Looks for the unit at one device; its state shows the result. */
  void connect() {
    try {
      Conversation found = connector.look();
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

  private void opened(Conversation opened) {
    Identity identity = opened.identity();
    if (known == null || !identity.isSameUnit(known)) {
      support = new Support();
      almanac = new Almanac(identity.dialect());
    }
    openedAt = now();
    first = first == null || first.number() == null ? identity : first;
    boolean isOther = unit.serial() == null && !Objects.equals(first.number(), identity.number());
    presence.replaced(isOther ? replacement(first, identity) : null);
    known = identity;
    dialect = identity.dialect();
    backoff.reset();
    opening = new Opening(unit, world, opened, support, presence);
  }

  private static String replacement(Identity before, Identity now) {
    return "Another unit is at this port: "
        + now.described()
        + ", "
        + before.described()
        + " before. What is kept under this name is of both; write serial in the configuration to"
        + " bind the name to a unit, whichever port it comes up on.";
  }

  /** Sends a request to the unit, and updates its state from the outcome. */
  ExchangeOutcome ask(Request request) {
    Opening open = opening;
    if (open == null) {
      return new ExchangeOutcome.Failed(Failure.OFFLINE, offlineSentence());
    }
    ExchangeOutcome outcome = open.ask(request);
    disconnectWhereLost(open);
    return outcome;
  }

  /**
   * Sends an order to the unit, and updates its state from the outcome. It is sent once, whatever
   * the outcome.
   */
  ExchangeOutcome order(Order order) {
    Opening open = opening;
    if (open == null) {
      String sentence = Orders.sentence(unit.id(), order.text(), offlineSentence());
      return new ExchangeOutcome.Failed(Failure.OFFLINE, sentence);
    }
    ExchangeOutcome outcome = open.order(order);
    disconnectWhereLost(open);
    return outcome;
  }

  private void disconnectWhereLost(Opening open) {
    String why = open.lost();
    if (why != null) {
      close();
      offline(why);
    }
  }

  /**
   * Marks the unit offline, except where the hub itself is releasing it: that is no fault of the
   * unit, and the verticle publishes it.
   */
  private void offline(String sentence) {
    if (!opener.isInterrupted()) {
      presence.offline(sentence);
    }
    nextConnect = now() + backoff.pause().toNanos();
  }

  /** Why the unit cannot be asked now. */
  String offlineSentence() {
    String error = presence.state().error();
    return unit.id() + " is offline" + (error == null ? ", not opened yet." : ": " + error);
  }

  /** Closes the device. */
  void close() {
    if (opening != null) {
      opening.close();
      opening = null;
    }
  }

  private long now() {
    return world.nanos().getAsLong();
  }
}
