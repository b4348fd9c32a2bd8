package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.HandClock;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Part;
import io.sunherd.bus.RecordCodec;
import io.sunherd.herd.Said;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryVerticleTest {
  private static final long NOON = 1_790_078_400;
  private static final String STATUS = Said.status(2_000, 5_310, 20, 0, "01500");

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HandClock clock = new HandClock(Instant.ofEpochSecond(NOON));
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private String deployment;

  @BeforeEach
  void listen() {
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<Part>consumer(Addresses.PARTS, message -> parts.add(message.body()));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("data/history.db");
  }

  private void start() {
    HistoryOptions options =
        new HistoryOptions(
            url(),
            "home",
            Duration.ofSeconds(15),
            new Retention(Duration.ofDays(90), null, null),
            List.of("roof-1"));
    deployment = vertx.deployVerticle(new HistoryVerticle(options, clock, nanos::get)).await();
    vertx.eventBus().publish(Addresses.STATES, Said.state("roof-1", Condition.ONLINE));
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    clock.forward(Duration.ofSeconds(seconds));
  }

  private void hear() {
    vertx
        .eventBus()
        .publish(
            Addresses.READINGS, Said.reading("roof-1", "QPIGS", clock.millis(), 1_000, STATUS));
  }

  /** A row of 15 seconds in which every second something was heard. */
  private void interval() {
    for (int second = 0; second < 15; second++) {
      pass(1);
      hear();
    }
  }

  private List<List<Object>> rows() {
    try {
      return new Rows(url()).of(StoreContract.query("roof-1", 0, Long.MAX_VALUE, "datetime"));
    } catch (Exception e) {
      return List.of();
    }
  }

  private static <T> T await(Callable<T> wanted) throws Exception {
    T found = wanted.call();
    while (found == null) {
      Thread.onSpinWait();
      found = wanted.call();
    }
    return found;
  }

  private List<List<Object>> await(int count) throws Exception {
    return await(() -> rows().size() >= count ? rows() : null);
  }

  private Part next() throws InterruptedException {
    return parts.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void writesRowsAtWholeIntervalsAndEnergyAndReportsWell() throws Exception {
    start();
    assertEquals(new Part("history", null), next());
    interval();
    await(1);
    interval();
    List<List<Object>> rows = await(2);
    assertTrue(rows.stream().allMatch(row -> (long) row.get(0) % 15 == 0), rows::toString);
    pass(5);
    vertx.undeploy(deployment).await();
    EnergyPeriod hour =
        new Reader(url())
            .energy(new EnergyQuery("home", "roof-1", NOON, NOON, Period.HOUR, ZoneOffset.UTC))
            .get(0);
    EnergyPeriod.Energy pv = hour.energy().get(Meter.PV);
    assertNotNull(pv);
    // The hub heard some of the readings, whose energy is exact, at some time.
    assertTrue(pv.seconds() > 0 && pv.seconds() <= 30, () -> "" + pv);
    assertEquals(1_500 * pv.seconds() / 3_600, pv.wattHours(), 0.001);
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldAndHealsWithoutLosingRows() throws Exception {
    Files.writeString(folder.resolve("data"), "not a folder");
    start();
    Part ill = next();
    assertEquals("history", ill.name());
    assertTrue(ill.trouble().startsWith("The folder of the history cannot be made: "));
    interval();
    interval();
    Files.delete(folder.resolve("data"));
    pass(5);
    assertNull(await(() -> parts.poll(30, TimeUnit.SECONDS)).trouble());
    pass(5);
    interval();
    assertTrue(await(2).size() >= 2);
  }

  @Test
  void whatIsLeftIsWrittenWhenItStops() throws Exception {
    start();
    assertNull(next().trouble());
    interval();
    interval();
    await(1);
    interval();
    vertx.undeploy(deployment).await();
    assertTrue(rows().size() >= 2, () -> rows().toString());
  }

  @Test
  void aClockSetBackWritesTheSameTimesAnewAndDoublesNone() throws Exception {
    start();
    assertNull(next().trouble());
    interval();
    await(1);
    clock.forward(Duration.ofSeconds(-15));
    interval();
    interval();
    await(2);
    List<List<Object>> rows = rows();
    assertEquals(rows.size(), rows.stream().distinct().count());
  }
}
