package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.herd.Said;
import io.sunherd.suite.PureTests;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@PureTests
@DisplayName("Alarms are looked for")
class AlarmLooksTest {
  private static final String QUIET = "0".repeat(36);
  private static final String FAULT = "01" + "0".repeat(7) + "1" + "0".repeat(26);
  private static final String WARNING = "0".repeat(12) + "1" + "0".repeat(23);
  private static final Configured CONFIGURED =
      new Configured(
          List.of(new Wiring("roof-1", null, null, 0)),
          List.of(),
          "UTC",
          Configured.UTILITY,
          AlarmRules.USUAL);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nowMs = new AtomicLong();
  private final BlockingQueue<Alarm> alarms = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<Alarm>consumer(Addresses.ALARMS, message -> alarms.add(message.body()));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private void deploy() throws Exception {
    vertx
        .deployVerticle(
            new AlarmVerticle(
                CONFIGURED,
                InstantSource.system(),
                () -> TimeUnit.MILLISECONDS.toNanos(nowMs.get())))
        .await(20, TimeUnit.SECONDS);
  }

  private static Reading reading(String code, String payload, long at) {
    return Said.reading("roof-1", code, at, 1_000, payload);
  }

  @Test
  @DisplayName("at once where a unit reports a fault, as the next reading may not tell it any more")
  void moment() throws Exception {
    deploy();
    nowMs.set(6_000); // there is no history, and it is not waited for any more
    vertx.eventBus().publish(Addresses.STATES, Said.state("roof-1", Condition.ONLINE));
    vertx.eventBus().publish(Addresses.READINGS, reading("QPIWS", FAULT, 1_000));
    nowMs.set(7_000);
    vertx.eventBus().publish(Addresses.READINGS, reading("QPIWS", QUIET, 2_000));
    Alarm raised = alarms.poll(5, TimeUnit.SECONDS);
    assertNotNull(raised);
    assertEquals(AlarmKind.FAULT, raised.kind());
    assertEquals(Alarm.State.RAISED, raised.state());
  }

  @Test
  @DisplayName("at once for what is new only: a trouble that lasts costs nothing")
  void lasting() {
    AlarmWatch watch = new AlarmWatch();
    watch.configure(CONFIGURED);
    WatchedHerd herd = watch.herd();
    herd.accept(Said.state("roof-1", Condition.ONLINE), 0);
    assertFalse(herd.accept(reading("QPIWS", QUIET, 1_000), 1_000));
    assertTrue(herd.accept(reading("QPIWS", WARNING, 2_000), 2_000));
    assertFalse(herd.accept(reading("QPIWS", WARNING, 3_000), 3_000));
    assertTrue(herd.accept(reading("QPIWS", FAULT, 4_000), 4_000));
    assertFalse(herd.accept(reading("QMOD", "B", 4_100), 4_100));
    assertTrue(herd.accept(reading("QMOD", "F", 5_000), 5_000));
    assertFalse(herd.accept(reading("QMOD", "F", 6_000), 6_000));
    assertFalse(herd.accept(reading("QPIWS", QUIET, 6_100), 6_100));
    assertTrue(herd.accept(reading("QPIWS", FAULT, 7_000), 7_000));
    assertFalse(
        herd.accept(Said.reading("roof-2", "QPIWS", 7_000, 1_000, FAULT), 7_000), "nobody's");
  }

  @Test
  @DisplayName("at the start: what was kept is asked for without a delay")
  void start() throws Exception {
    Promise<Void> asked = Promise.promise();
    vertx
        .eventBus()
        .<ShowAlarms>consumer(Addresses.KEPT_ALARMS, message -> asked.tryComplete())
        .completion()
        .await(20, TimeUnit.SECONDS);
    deploy();
    asked.future().await(1_500, TimeUnit.MILLISECONDS);
  }
}
