package io.sunherd.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.PartHealth;
import io.sunherd.suite.PureTests;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that is stuck is told once, by its part's name, and once more when it is free. */
@Timeout(60)
@PureTests
class StuckThreadsTest {
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final List<String> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final StuckThreads stuck = new StuckThreads(nanos::get, PATIENCE, told::add);

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static Thread thread(String name) {
    return new Thread(() -> {}, name);
  }

  @Test
  void eachIsToldOnceAndWhenItIsFree() {
    Thread one = thread("inverter roof-1-0");
    Thread loop = thread("vert.x-eventloop-thread-3");
    for (int second = 30; second < 90; second++) {
      stuck.seen(one, Duration.ofSeconds(second));
      stuck.seen(loop, Duration.ofSeconds(second));
      stuck.free();
      pass(1_000);
    }
    assertEquals(
        List.of(
            "inverter roof-1 has been at one thing for 30 s; what else it has to do waits.",
            "vert.x-eventloop-thread-3 has been at one thing for 30 s; what else it has to do"
                + " waits."),
        told);
    stuck.seen(loop, Duration.ofSeconds(90));
    pass(2_000);
    told.clear();
    stuck.free();
    stuck.free();
    assertEquals(List.of("inverter roof-1 goes on; that took 89 s or more."), told);
    pass(1_000);
    stuck.free();
    assertEquals("vert.x-eventloop-thread-3 goes on; that took 90 s or more.", told.get(1));
  }

  @Test
  void theNextThingThatItIsStuckInIsToldToo() {
    Thread one = thread("inverter roof-1-0");
    stuck.seen(one, Duration.ofSeconds(30));
    pass(31_000);
    stuck.seen(one, Duration.ofSeconds(30));
    pass(1_000);
    stuck.seen(one, Duration.ofSeconds(31));
    assertEquals(2, told.size(), told::toString);
  }

  /** A worker that gets stuck when it is told to. */
  private static final class Blocking extends VerticleBase {
    private final CountDownLatch end;

    Blocking(CountDownLatch end) {
      this.end = end;
    }

    void begin() {
      context.runOnContext(v -> block());
    }

    private void block() {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void block(Vertx vertx, String inverter, CountDownLatch end) {
    Blocking worker = new Blocking(end);
    Component component = new Component(PartHealth.inverter(inverter), "", true, () -> worker);
    vertx
        .deployVerticle(
            worker,
            component
                .options(0)
                .setMaxWorkerExecuteTime(300)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS))
        .await();
    worker.begin();
  }

  @Test
  void aWorkerIsToldByItsUnitAndThePlace() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Vertx vertx = Vertx.vertx(new VertxOptions().setBlockedThreadCheckInterval(20));
    CountDownLatch end = new CountDownLatch(1);
    try {
      StuckThreads.watch(
          vertx, new StuckThreads(System::nanoTime, Duration.ofHours(1), lines::add));
      // Whoever is stuck already is seen again whenever one more is seen.
      for (int number = 1; number <= 4; number++) {
        block(vertx, "roof-" + number, end);
        String line = lines.take();
        assertTrue(
            line.matches(
                "inverter roof-"
                    + number
                    + " has been at one thing for \\d+ s \\(in .*, called by"
                    + " io\\.sunherd\\.hub\\.StuckThreadsTest\\$Blocking\\.block\\); .*"),
            line);
      }
    } finally {
      end.countDown();
      vertx.close().await();
    }
  }

  @Test
  void whoIsFreeIsToldWithoutAnybodyBeingStuck() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    StuckThreads threads = new StuckThreads(nanos::get, Duration.ofMillis(5), lines::add);
    Vertx vertx = Vertx.vertx();
    try {
      threads.seen(thread("inverter roof-1-0"), Duration.ofSeconds(31));
      pass(6);
      StuckThreads.watch(vertx, threads);
      lines.take();
      assertEquals("inverter roof-1 goes on; that took 31 s or more.", lines.take());
    } finally {
      vertx.close().await();
    }
  }
}
