package io.sunherd.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Throttle throttle = new Throttle(nanos::get);

  private void seconds(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.attempt(address);
    }
  }

  @Test
  void doublesUpToALimitAlsoWhereTheClockWrapsAround() {
    fail("10.0.0.1", Throttle.FREE - 1);
    assertEquals(0, throttle.waitSeconds("10.0.0.1"));
    long expected = 1;
    for (int i = 0; i < 100; i++) {
      throttle.attempt("10.0.0.1");
      assertEquals(Math.min(expected, Throttle.LONGEST_SECONDS), throttle.waitSeconds("10.0.0.1"));
      expected = Math.min(expected * 2, Throttle.LONGEST_SECONDS);
    }
    seconds(Throttle.LONGEST_SECONDS - 1);
    assertEquals(1, throttle.waitSeconds("10.0.0.1"));
    seconds(1);
    assertEquals(0, throttle.waitSeconds("10.0.0.1"));
    assertEquals(0, throttle.waitSeconds("10.0.0.2"));
  }

  @Test
  void forgetsWithTime() {
    fail("10.0.0.1", 20);
    seconds(Throttle.MEMORY_SECONDS + 1);
    throttle.attempt("10.0.0.1");
    assertEquals(0, throttle.waitSeconds("10.0.0.1"));
  }

  @Test
  void aSuccessTakesBackOnlyItself() {
    fail("10.0.0.1", Throttle.FREE);
    seconds(1);
    throttle.attempt("10.0.0.1");
    throttle.succeeded("10.0.0.1");
    assertEquals(0, throttle.waitSeconds("10.0.0.1"), "whoever got in is not to wait");
    throttle.attempt("10.0.0.1");
    assertEquals(2, throttle.waitSeconds("10.0.0.1"), "nor do earlier guesses become free");
  }

  @Test
  void oneSubscriberOfIpv6IsASlash64() {
    fail("2001:db8:0:1::1", 3);
    fail("2001:db8:0:1:ffff::2%eth0", 2);
    assertEquals(1, throttle.waitSeconds("2001:0DB8:0:1:a:b:c:d"));
    assertEquals(0, throttle.waitSeconds("2001:db8:0:2::1"));
    fail("::ffff:10.0.0.7", Throttle.FREE);
    assertEquals(1, throttle.waitSeconds("10.0.0.7"));
    assertEquals("odd:one", Network.of("odd:one"));
  }

  @Test
  void holdsABoundedNumberOfAddresses() {
    fail("first", Throttle.FREE);
    for (int i = 0; i < Throttle.MOST_ADDRESSES - 1; i++) {
      throttle.attempt("address " + i);
    }
    assertTrue(throttle.waitSeconds("first") > 0);
    throttle.attempt("one more");
    assertEquals(0, throttle.waitSeconds("first"), "the oldest goes");
  }
}
