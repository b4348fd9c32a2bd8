package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@PureTests
class TurnsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Turns turns = new Turns(nanos::get);
  private final List<String> begun = new ArrayList<>();

  private Future<Void> take(String name, Promise<Void> work, String... units) {
    return turns.take(
        List.of(units),
        () -> {
          begun.add(name);
          return work.future();
        });
  }

  @Test
  void oneAtATimeAtEachUnitAndSeveralWaitForAll() {
    Promise<Void> first = Promise.promise();
    Promise<Void> all = Promise.promise();
    Future<Void> one = take("first at a", first, "a");
    Future<Void> both = take("all", all, "a", "b");
    Future<Void> behind = take("behind at b", Promise.promise(), "b");
    Future<Void> other = take("at c", Promise.promise(), "c");
    assertEquals(List.of("first at a", "at c"), begun);
    first.fail("which holds up nobody");
    assertTrue(one.failed());
    assertEquals(List.of("first at a", "at c", "all"), begun);
    all.complete();
    assertTrue(both.succeeded());
    assertEquals(List.of("first at a", "at c", "all", "behind at b"), begun);
    assertFalse(behind.isComplete() || other.isComplete());
  }

  @Test
  void whatComesTooLateIsNotDone() {
    Promise<Void> first = Promise.promise();
    Future<Void> one = take("first", first, "a");
    Future<Void> late = take("late", Promise.promise(), "a");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
    first.complete();
    assertTrue(one.succeeded() && late.failed());
    assertEquals(503, Refusal.of(late.cause()).status());
    assertEquals(List.of("first"), begun);
    assertFalse(take("next", Promise.promise(), "a").isComplete());
    assertEquals(List.of("first", "next"), begun);
  }
}
