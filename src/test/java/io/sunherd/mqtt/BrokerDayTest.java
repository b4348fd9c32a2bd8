package io.sunherd.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.HandClock;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.config.MqttConfig;
import io.sunherd.herd.Said;
import io.sunherd.history.BooksByHand;
import io.sunherd.mqtt.broker.Relay;
import io.sunherd.protocol.SerialNumber;
import io.sunherd.sim.PlayedUnits;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A simulated day of three units, counted as a hub does. At the end of each hour the broker is away
 * for ten minutes; every third time it has lost what it kept. The hub itself is restarted once.
 */
@ProcessTests
@DisplayName("Over a day with a broker that restarts each hour")
class BrokerDayTest {
  private static final int HOURS = 24;
  private static final int AWAY_FROM = 50;
  private static final int EMPTIED_EACH = 3;
  private static final int HUB_RESTARTS_AT = 13;
  private static final double LOST = 0.05;
  private static final List<String> IDS = List.of("roof-1", "roof-2", "roof-3");

  @TempDir Path folder;

  private final HandClock clock = new HandClock(Instant.parse("2026-06-20T00:00:00Z"));
  private final PlayedUnits units = new PlayedUnits(clock.instant(), IDS.size());
  private final Random chance = new Random(20_261_130);
  private final Vertx vertx = Vertx.vertx();
  private final List<Subscriber.Heard> heard = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private final Map<String, Condition> states = new TreeMap<>();
  private String deployment;
  private Mosquitto broker;
  private Relay relay;
  private Subscriber ear;
  private BooksByHand books;

  @BeforeEach
  void start() throws Exception {
    RecordCodec.register(vertx.eventBus());
    broker = Mosquitto.open(folder);
    relay = new Relay(broker.port());
    ear = new Subscriber(broker.port());
    books = new BooksByHand(vertx, "jdbc:sqlite:" + folder.resolve("history.db"), IDS, clock);
    deploy();
    IDS.forEach(id -> state(id, Condition.ONLINE));
  }

  @AfterEach
  void stop() throws Exception {
    books.close();
    vertx.close().await();
    ear.close();
    relay.close();
    broker.close();
  }

  private void deploy() throws Exception {
    MqttConfig off = MqttConfig.OFF;
    URI url = URI.create("mqtt://127.0.0.1:" + relay.port());
    deployment =
        vertx
            .deployVerticle(
                new MqttVerticle(
                    new MqttConfig(
                        url,
                        null,
                        null,
                        off.tls(),
                        off.base(),
                        Duration.ZERO,
                        off.discovery(),
                        false),
                    null,
                    folder,
                    new Configured(
                        IDS.stream().map(id -> new Wiring(id, null, null, 0, null)).toList()),
                    clock,
                    () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()),
                    () -> 1))
            .await(20, SECONDS);
  }

  @Test
  @DisplayName("no energy falls, and nothing is lost but readings")
  void day() throws Exception {
    for (int hour = 0; hour < HOURS; hour++) {
      minutes(0, AWAY_FROM);
      String before = alarm("before-" + hour);
      ear.await(0, heard -> isAlarm(heard, before));
      leave(hour);
      minutes(AWAY_FROM, 60);
      state("roof-2", hour % 2 == 0 ? Condition.DEGRADED : Condition.ONLINE);
      String away = alarm("away-" + hour);
      books.keep(clock.instant().getEpochSecond());
      come();
      ear.await(0, heard -> isAlarm(heard, away));
      requireAllKept();
    }
    heard.addAll(ear.since(0));
    assertNull(fallen(), "an energy that fell");
    assertEquals(alarms, List.copyOf(new LinkedHashSet<>(heardAlarms())), "each, in its order");
    JsonObject last = new JsonObject(ear.newest().get("sunherd/system/energy"));
    for (String kind : List.of("pv_kwh", "load_kwh", "battery_in_kwh", "battery_out_kwh")) {
      assertTrue(last.getDouble(kind) > 1, kind + " of a day: " + last);
    }
  }

  /** Lets time pass; of each unit what it says is counted, and told where it is not lost. */
  private void minutes(int from, int to) throws Exception {
    for (int minute = from; minute < to; minute++) {
      units.at(clock.instant());
      for (int unit = 0; unit < IDS.size(); unit++) {
        for (String code : List.of("QPIGS2", "QMOD", "QPIGS")) {
          if (chance.nextDouble() >= LOST) {
            Reading reading =
                Said.reading(IDS.get(unit), code, clock.millis(), 60_000, units.answer(unit, code));
            books.accept(reading);
            vertx.eventBus().publish(Addresses.READINGS, reading);
          }
        }
      }
      clock.forward(Duration.ofMinutes(1));
    }
  }

  private void state(String id, Condition condition) {
    states.put(id, condition);
    vertx.eventBus().publish(Addresses.STATES, Said.state(id, condition));
  }

  private String alarm(String id) {
    alarms.add(id);
    Alarm alarm =
        new Alarm(
            id,
            AlarmKind.WARNING,
            "roof-1",
            Alarm.State.RAISED,
            clock.millis(),
            null,
            "Something.",
            Map.of(),
            List.of(),
            null,
            null);
    vertx.eventBus().publish(Addresses.ALARMS, alarm);
    return id;
  }

  private static boolean isAlarm(Subscriber.Heard heard, String id) {
    return heard.topic().equals("sunherd/alarms") && heard.json().getString("id").equals(id);
  }

  /** The broker goes; what was heard of it stays. */
  private void leave(int hour) throws Exception {
    relay.shut();
    if (hour % EMPTIED_EACH == 0) {
      broker.kill();
    } else {
      broker.end();
    }
    heard.addAll(ear.since(0));
    ear.close();
    if (hour == HUB_RESTARTS_AT) {
      vertx.undeploy(deployment).await(20, SECONDS);
      deploy();
      states.forEach(this::state);
    }
  }

  /** The broker comes back, and somebody who listens is there before the hub is. */
  private void come() throws Exception {
    broker.start();
    ear = new Subscriber(broker.port());
    relay.admit();
  }

  /** The id of the unit that the books call so, or the system. */
  private static String place(String name) {
    return IDS.stream()
        .filter(id -> name.equals(SerialNumber.identity(Said.serial(id), id)))
        .findFirst()
        .orElse(name);
  }

  /** Everything that a broker keeps of this hub is right again. */
  private void requireAllKept() throws Exception {
    Map<String, Map<String, Long>> truth = books.read(clock.instant().getEpochSecond());
    for (Map.Entry<String, Map<String, Long>> one : truth.entrySet()) {
      ear.await(
          0,
          "sunherd/" + place(one.getKey()) + "/energy",
          Payloads.energy(one.getValue()).toString());
    }
    ear.await(0, "sunherd/hub/state", "online");
    ear.await(0, "sunherd/hub/writes", "offline");
    ear.await(0, "sunherd/hub/info");
    for (String id : IDS) {
      String state = "\"state\":\"" + states.get(id).word() + "\"";
      ear.await(
          0,
          heard ->
              heard.topic().equals("sunherd/" + id + "/state") && heard.payload().contains(state));
      ear.await(0, "homeassistant/device/sunherd_" + Said.serial(id) + "/config");
    }
    ear.await(0, heard -> heard.topic().startsWith("homeassistant/device/sunherd_hub_"));
    ear.publish("end", "", false);
    ear.await(0, "end");
    Map<String, String> now = ear.newest();
    assertEquals("online", now.get("sunherd/hub/state"));
    now.forEach((topic, text) -> assertTrue(topic.equals("end") || !text.isEmpty(), topic));
  }

  /** The first energy of all that was heard, kept or not, that is less than one before it. */
  private String fallen() {
    Map<String, Double> most = new HashMap<>();
    for (Subscriber.Heard message : heard) {
      if (message.topic().endsWith("/energy")) {
        JsonObject json = message.json();
        for (String kind : json.fieldNames()) {
          String name = message.topic() + " " + kind;
          double amount = json.getDouble(kind);
          if (amount < most.getOrDefault(name, 0.0)) {
            return name + " " + most.get(name) + " then " + amount;
          }
          most.put(name, amount);
        }
      }
    }
    return null;
  }

  private List<String> heardAlarms() {
    return heard.stream()
        .filter(message -> message.topic().equals("sunherd/alarms"))
        .map(message -> message.json().getString("id"))
        .toList();
  }
}
