package io.sunherd.mqtt;

import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.config.MqttConfig;
import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import io.sunherd.mqtt.discovery.Announcer;
import io.sunherd.mqtt.discovery.Announcer.Announcement;
import io.sunherd.mqtt.discovery.HubSheet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import org.jspecify.annotations.Nullable;

/**
 * Publishes the documents for Home Assistant: those that are due, and all again when Home Assistant
 * has restarted. This hub's own documents under other prefixes are cleared.
 */
final class Announcing {
  private static final String USUAL = Objects.requireNonNull(MqttConfig.OFF.discovery());
  private static final long LOOK_MS = 1_000;

  /** How soon the first document is looked for, since somebody may be waiting for it. */
  private static final long FIRST_MS = 100;

  /** Home Assistant subscribes to the topics of a new document within this time. */
  private static final long LISTENS_MS = 3_000;

  private static final double LISTENS_SPREAD_MS = 2_000;

  /** The time over which hubs spread their answers to Home Assistant's birth message. */
  private static final long SPREAD_MS = 5_000;

  private final Vertx vertx;
  private final Broker broker;
  private final LiveTopics live;
  private final Topics topics;
  private final BooleanSupplier isContested;
  private final LongSupplier nanos;
  private final DoubleSupplier random;
  private final HubSheet hub;
  private final PrefixFile file;
  private final String prefix;
  private final boolean isOn;
  private final Announcer announcer;

  /** By the prefix, the announcers that clear the documents left under a prefix used before. */
  private final Map<String, Announcer> former = new LinkedHashMap<>();

  private final Map<String, Long> repeats = new HashMap<>();
  private List<String> ids = List.of();
  private boolean isTidy;

  /** To be created before the broker is connected. */
  Announcing(
      Vertx vertx,
      MqttConfig config,
      HubSheet hub,
      Broker broker,
      LiveTopics live,
      Path folder,
      BooleanSupplier isContested,
      LongSupplier nanos,
      DoubleSupplier random) {
    this.vertx = vertx;
    this.broker = broker;
    this.live = live;
    this.topics = new Topics(config.base());
    this.isContested = isContested;
    this.nanos = nanos;
    this.random = random;
    this.hub = hub;
    this.file = new PrefixFile(folder);
    this.isOn = config.discovery() != null;
    this.prefix = Objects.requireNonNullElse(config.discovery(), USUAL);
    this.announcer = new Announcer(prefix, isOn, hub);
    if (isOn) {
      broker.subscribe(announcer.topics(), 0); // for good: another hub may publish a unit there
      broker.subscribe(birth(), 1);
    } else {
      broker.glanceIfAllowed(announcer.topics());
    }
  }

  private String birth() {
    return prefix + "/status";
  }

  /**
   * Reads under which prefixes documents were published before; to be called before the broker is
   * connected.
   */
  Future<Void> prepare() {
    return vertx
        .executeBlocking(
            () -> {
              Set<String> all = new LinkedHashSet<>(file.read());
              if (isOn) {
                all.add(prefix);
                file.write(all);
              }
              return all;
            })
        .onSuccess(this::clearUnder)
        .mapEmpty();
  }

  private void clearUnder(Set<String> prefixes) {
    prefixes.add(USUAL);
    prefixes.remove(prefix);
    for (String one : prefixes) {
      Announcer clearing = new Announcer(one, false, hub);
      clearing.configured(ids);
      former.put(one, clearing);
      broker.glanceIfAllowed(clearing.topics());
    }
  }

  /** Receives the facts that documents are made of. */
  Announcer facts() {
    return announcer;
  }

  void configure(List<String> ids) {
    this.ids = List.copyOf(ids);
    announcer.configured(ids);
    former.values().forEach(one -> one.configured(ids));
  }

  void energy(String name, Map<String, Long> amounts) {
    Set<Meter> kinds =
        Stream.of(Meter.values())
            .filter(meter -> amounts.containsKey(meter.key()))
            .collect(Collectors.toSet());
    announcer.energy(name.equals(EnergyTotals.SYSTEM) ? null : name, kinds);
  }

  /** Takes a message, if it is Home Assistant's birth message. */
  boolean takes(Arrival arrival) {
    if (!arrival.topic().equals(birth())) {
      return false;
    }
    if (isOn && !arrival.isRetained() && arrival.payload().equals(Payloads.ONLINE)) {
      vertx.setTimer(Math.max(1, Math.round(random.getAsDouble() * SPREAD_MS)), timer -> welcome());
    }
    return true;
  }

  private void welcome() {
    look();
    announcer.all().forEach(document -> broker.sending().repeat(document.topic()));
    live.repeat();
    soon("", live::repeat);
  }

  /** Publishes values again once Home Assistant has had time to subscribe to their topics. */
  private void soon(String what, Runnable repeat) {
    long wait = LISTENS_MS + Math.round(random.getAsDouble() * LISTENS_SPREAD_MS);
    Long before =
        repeats.put(
            what,
            vertx.setTimer(
                wait,
                timer -> {
                  repeats.remove(what);
                  repeat.run();
                }));
    if (before != null) {
      vertx.cancelTimer(before);
    }
  }

  /** Takes what the broker had kept. */
  void found(Arrival arrival) {
    String payload = arrival.payload().toString();
    announcer.found(arrival.topic(), payload);
    former.values().forEach(one -> one.found(arrival.topic(), payload));
  }

  /** All that the broker had kept was found: from now on documents are sent. */
  void begin() {
    look();
    vertx.setPeriodic(LOOK_MS, timer -> look());
    vertx.setPeriodic(
        FIRST_MS,
        timer -> {
          if (!isOn || announcer.all().size() > 1) { // more than the system
            vertx.cancelTimer(timer);
          } else {
            look();
          }
        });
  }

  private void look() {
    look(announcer);
    former.values().forEach(this::look);
    boolean isClear = former.values().stream().allMatch(Announcer::isEmpty);
    if (!isTidy && isClear && broker.counts().isConnected() && broker.counts().waiting() == 0) {
      isTidy = true;
      Set<String> told = isOn ? Set.of(prefix) : Set.of();
      vertx.executeBlocking(
          () -> {
            file.write(told);
            return told;
          });
    }
  }

  private void look(Announcer one) {
    long now = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    for (Announcement due : one.due(now, !isContested.getAsBoolean())) {
      String payload = due.payload();
      if (payload == null) {
        broker.sending().forget(due.topic());
      } else {
        broker.sending().keep(due.topic(), Buffer.buffer(payload));
        if (!payload.isEmpty()) {
          soon(due.unit());
        }
      }
    }
  }

  private void soon(@Nullable String unit) {
    if (unit == null) {
      soon(topics.totals(), () -> live.repeat(topics.totals()));
      soon(topics.battery(), () -> live.repeat(topics.battery()));
    } else {
      String readings = topics.reading(unit, "");
      soon(readings, () -> live.repeat(readings));
    }
  }
}
