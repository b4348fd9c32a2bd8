package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@PureTests
class ThrottleTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Throttle throttle = new Throttle(nanos::get);

  private void seconds(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.attempt("ann", address);
    }
  }

  @Test
  void doublesUpToALimitAlsoWhereTheClockWrapsAround() {
    fail("10.0.0.1", Throttle.FREE - 1);
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.1"));
    long expected = 1;
    for (int i = 0; i < 100; i++) {
      throttle.attempt("ann", "10.0.0.1");
      assertEquals(
          Math.min(expected, Throttle.LONGEST_SECONDS), throttle.waitSeconds("ann", "10.0.0.1"));
      expected = Math.min(expected * 2, Throttle.LONGEST_SECONDS);
    }
    seconds(Throttle.LONGEST_SECONDS - 1);
    assertEquals(1, throttle.waitSeconds("ann", "10.0.0.1"));
    seconds(1);
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.1"));
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.2"));
  }

  @Test
  void forgetsWithTime() {
    fail("10.0.0.1", 20);
    seconds(Throttle.MEMORY_SECONDS + 1);
    throttle.attempt("ann", "10.0.0.1");
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.1"));
  }

  @Test
  void aSuccessTakesBackOnlyItself() {
    fail("10.0.0.1", Throttle.FREE);
    seconds(1);
    throttle.attempt("ann", "10.0.0.1");
    throttle.succeeded("ann", "10.0.0.1");
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.1"), "whoever got in is not to wait");
    throttle.attempt("ann", "10.0.0.1");
    assertEquals(2, throttle.waitSeconds("ann", "10.0.0.1"), "nor do earlier guesses become free");
  }

  @Test
  void oneSubscriberOfIpv6IsASlash64() {
    fail("2001:db8:0:1::1", 3);
    fail("2001:db8:0:1:ffff::2%eth0", 2);
    assertEquals(1, throttle.waitSeconds("ann", "2001:0DB8:0:1:a:b:c:d"));
    assertEquals(0, throttle.waitSeconds("ann", "2001:db8:0:2::1"));
    fail("::ffff:10.0.0.7", Throttle.FREE);
    assertEquals(1, throttle.waitSeconds("ann", "10.0.0.7"));
    assertEquals("odd:one", Network.of("odd:one"));
  }

  @Test
  void slowsNobodyElseAndNowhereElse() {
    fail("10.0.0.1", 12);
    assertTrue(throttle.waitSeconds("ann", "10.0.0.1") > 0);
    assertEquals(0, throttle.waitSeconds("ann", "10.0.0.2"));
    assertEquals(0, throttle.waitSeconds("bob", "10.0.0.1"));
  }

  @Test
  void namesThatNobodyCanHaveAreOne() {
    for (int i = 0; i < Throttle.FREE; i++) {
      throttle.attempt("no name " + i + "x".repeat(i * 100), "10.0.0.1");
    }
    assertEquals(1, throttle.waitSeconds("another of them", "10.0.0.1"));
  }

  @Test
  void tellsASiegeUntilItIsOver() {
    fail("10.0.0.1", 20);
    for (int i = 1; i < Throttle.MOST_TURNED_AWAY; i++) {
      throttle.turnAway("ann", "10.0.0.1");
    }
    assertFalse(throttle.isBesieged("ann", "10.0.0.1"));
    throttle.turnAway("ann", "10.0.0.1");
    throttle.turnAway("bob", "10.0.0.1");
    assertTrue(throttle.isBesieged("ann", "10.0.0.1"));
    assertFalse(throttle.isBesieged("ann", "10.0.0.2"));
    assertFalse(throttle.isBesieged("bob", "10.0.0.1"));
    seconds(Throttle.LONGEST_SECONDS);
    assertFalse(throttle.isBesieged("ann", "10.0.0.1"));
    throttle.attempt("ann", "10.0.0.1");
    assertFalse(throttle.isBesieged("ann", "10.0.0.1"), "it begins anew");
  }

  @Test
  void holdsABoundedNumberOfGuessers() {
    fail("first", Throttle.FREE);
    for (int i = 0; i < Throttle.MOST - 1; i++) {
      throttle.attempt("ann", "address " + i);
    }
    assertTrue(throttle.waitSeconds("ann", "first") > 0);
    throttle.attempt("ann", "one more");
    assertEquals(0, throttle.waitSeconds("ann", "first"), "the oldest goes");
  }
}
