package io.sunherd.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Lines of what anybody can send as often as they like. */
@PureTests
class FewLinesTest {
  @Test
  void soManyAMinuteAndHowManyWereLeftOut() {
    AtomicLong nanos = new AtomicLong();
    FewLines lines = new FewLines(2, nanos::get);
    assertEquals(0, lines.next());
    assertEquals(0, lines.next());
    assertEquals(FewLines.NONE, lines.next());
    assertEquals(FewLines.NONE, lines.next());
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    assertEquals(2, lines.next());
    assertEquals(0, lines.next());
    assertEquals(FewLines.NONE, lines.next());
  }

  @Test
  void whatWasLeftOutIsToldBehindTheNextLine() {
    assertEquals("", FewLines.before(0));
    assertEquals(" (and 7 more before)", FewLines.before(7));
  }
}
