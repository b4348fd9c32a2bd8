package io.sunherd.mqtt;

import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.config.MqttConfig;
import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import io.sunherd.mqtt.discovery.Announcer;
import io.sunherd.mqtt.discovery.Announcer.Announcement;
import io.sunherd.mqtt.discovery.HubSheet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins the documents for Home Assistant to a broker: sends those that are due, and all again when
 * it has come back. Elsewhere than where they belong this hub's own are cleared.
 */
final class Announcing {
  private static final String USUAL = Objects.requireNonNull(MqttConfig.OFF.discovery());
  private static final long LOOK_MS = 1_000;

  /** How often it is looked for the first document, which somebody may be waiting for. */
  private static final long FIRST_MS = 100;

  /** Within which time a hub answers a birth, so that not all do so at once. */
  private static final long SPREAD_MS = 5_000;

  private final Vertx vertx;
  private final Broker broker;
  private final LiveTopics live;
  private final BooleanSupplier isContested;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private final String birth;
  private final boolean isOn;
  private final Announcer announcer;
  private final List<Announcer> all = new ArrayList<>();

  /** To be made before the broker is connected to. */
  Announcing(
      Vertx vertx,
      MqttConfig config,
      HubSheet hub,
      Broker broker,
      LiveTopics live,
      BooleanSupplier isContested,
      LongSupplier nanos,
      DoubleSupplier random) {
    this.vertx = vertx;
    this.broker = broker;
    this.live = live;
    this.isContested = isContested;
    this.nanos = nanos;
    this.random = random;
    this.isOn = config.discovery() != null;
    String prefix = Objects.requireNonNullElse(config.discovery(), USUAL);
    this.birth = prefix + "/status";
    this.announcer = new Announcer(prefix, isOn, hub);
    all.add(announcer);
    if (!prefix.equals(USUAL)) {
      all.add(new Announcer(USUAL, false, hub)); // what was left behind where it was before
    }
    // What was left behind can only be cleared where the broker lets the hub look for it.
    all.forEach(one -> broker.glanceIfAllowed(one.topics()));
    if (isOn) {
      broker.glance(announcer.topics());
      broker.subscribe(birth, 1);
    }
  }

  /** Takes facts. */
  Announcer facts() {
    return announcer;
  }

  void configure(List<String> ids) {
    all.forEach(one -> one.configured(ids));
  }

  void energy(String name, Map<String, Long> amounts) {
    Set<Meter> kinds =
        Stream.of(Meter.values())
            .filter(meter -> amounts.containsKey(meter.key()))
            .collect(Collectors.toSet());
    announcer.energy(name.equals(EnergyTotals.SYSTEM) ? null : name, kinds);
  }

  /** Takes a message, if it is a birth. */
  boolean takes(Arrival arrival) {
    if (!arrival.topic().equals(birth)) {
      return false;
    }
    if (isOn && !arrival.isRetained() && arrival.payload().equals(Payloads.ONLINE)) {
      vertx.setTimer(Math.max(1, Math.round(random.getAsDouble() * SPREAD_MS)), timer -> welcome());
    }
    return true;
  }

  private void welcome() {
    look();
    announcer.all().forEach(document -> broker.repeat(document.topic()));
    live.repeat();
  }

  /** Takes what the broker had kept. */
  void found(Arrival arrival) {
    all.forEach(one -> one.found(arrival.topic(), arrival.payload().toString()));
  }

  /** All that the broker had kept was found: from now on documents are sent. */
  void begin() {
    look();
    vertx.setPeriodic(LOOK_MS, timer -> look());
    vertx.setPeriodic(
        FIRST_MS,
        timer -> {
          if (!isOn || !announcer.all().isEmpty()) {
            vertx.cancelTimer(timer);
          } else {
            look();
          }
        });
  }

  private void look() {
    long now = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    for (Announcer one : all) {
      for (Announcement due : one.due(now)) {
        if (!due.payload().isEmpty() || !isContested.getAsBoolean()) {
          broker.keep(due.topic(), Buffer.buffer(due.payload()));
        }
      }
    }
  }
}
