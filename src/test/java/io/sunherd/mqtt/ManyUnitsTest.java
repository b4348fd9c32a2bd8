package io.sunherd.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Wiring;
import io.sunherd.config.MqttConfig;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ProcessTests
@DisplayName("A broker is told of very many units")
class ManyUnitsTest {
  private static final int UNITS = 256;
  private static final List<String> IDS =
      IntStream.range(0, UNITS).mapToObj(number -> "unit-" + number).toList();

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<MqttState> told = new AtomicReference<>();
  private Mosquitto broker;
  private Subscriber ear;

  @BeforeEach
  void start() throws Exception {
    broker = Mosquitto.open(folder);
    ear = new Subscriber(broker.port());
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<MqttState>consumer(Addresses.MQTT, message -> told.set(message.body()));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    ear.close();
    broker.close();
  }

  private void deploy(Duration every) throws Exception {
    MqttConfig off = MqttConfig.OFF;
    MqttConfig config =
        new MqttConfig(
            URI.create(broker.url()), null, null, off.tls(), "sunherd", every, null, false);
    Configured configured =
        new Configured(IDS.stream().map(id -> new Wiring(id, null, null, 0, null)).toList());
    vertx
        .deployVerticle(
            new MqttVerticle(
                config,
                null,
                folder,
                configured,
                InstantSource.system(),
                System::nanoTime,
                () -> 0.5))
        .await(20, SECONDS);
    ear.await(0, "sunherd/hub/state", "online");
  }

  private void state(String id) {
    vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                id, Condition.ONLINE, 1, null, "pi30", "m", null, "1", null, null, List.of()));
  }

  private void reading(String id, int value) {
    vertx
        .eventBus()
        .publish(
            Addresses.READINGS,
            new Reading(
                id,
                "status",
                "QPIGS",
                System.currentTimeMillis(),
                1_000,
                "(",
                Map.of("pv_watts", value)));
  }

  @Test
  @DisplayName("and again of all, when it has lost everything")
  void all() throws Exception {
    deploy(Duration.ZERO);
    IDS.forEach(this::state);
    IDS.forEach(id -> reading(id, 1));
    for (String id : IDS) {
      ear.await(0, "sunherd/" + id + "/state");
      ear.await(0, "sunherd/" + id + "/status");
    }
    broker.kill();
    ear.close();
    broker.start();
    ear = new Subscriber(broker.port());
    for (String id : IDS) {
      ear.await(0, "sunherd/" + id + "/state");
      ear.await(0, "sunherd/" + id + "/status");
    }
  }

  @Test
  @DisplayName("and of each of a thousand readings a second")
  void each() throws Exception {
    deploy(Duration.ZERO);
    told(20);
    assertEquals(20L * UNITS, count() + told.get().replaced());
    assertEquals(0, told.get().dropped());
  }

  @Test
  @DisplayName("and of the newest in a while")
  void newest() throws Exception {
    deploy(Duration.ofSeconds(2));
    told(20);
    assertTrue(count() < 15L * UNITS, "only some of all: " + count());
  }

  /** Tells so many readings of each unit, a thousand a second; waits for the last of each. */
  private void told(int rounds) throws InterruptedException {
    long begun = System.nanoTime();
    int sent = 0;
    for (int round = 1; round <= rounds; round++) {
      for (String id : IDS) {
        reading(id, round);
        sent++;
        LockSupport.parkNanos(begun + sent * 1_000_000L - System.nanoTime());
      }
    }
    for (String id : IDS) {
      ear.await(
          0,
          heard ->
              heard.topic().equals("sunherd/" + id + "/status")
                  && heard.json().getInteger("pv_watts") == rounds);
    }
    long readings = count();
    long end = System.nanoTime() + SECONDS.toNanos(20);
    while ((told.get() == null || told.get().readings() < readings) && System.nanoTime() < end) {
      Respite.take();
    }
  }

  private long count() {
    return ear.since(0).stream().filter(heard -> heard.topic().endsWith("/status")).count();
  }
}
