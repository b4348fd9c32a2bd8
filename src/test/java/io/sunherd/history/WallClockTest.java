package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@PureTests
class WallClockTest {
  private final AtomicLong slept = new AtomicLong(70_000);
  private final WallClock wall = new WallClock(1_000_000, 0, slept::get);

  @Test
  void aClockThatIsSlowIsFollowed() {
    for (long second = 1; second < 100_000; second += 60) {
      assertEquals(0, wall.set(1_000_000 + second * 1_010, second * 1_000));
    }
  }

  @Test
  void aClockThatIsSetIsToldOnce() {
    assertEquals(-3_600, wall.set(1_000_000 - 3_600_000 + 250, 250));
    assertEquals(0, wall.set(1_000_000 - 3_600_000 + 500, 500));
    assertEquals(6, wall.set(1_000_000 - 3_594_000 + 750, 750));
  }

  /** What was before a machine has slept is as long ago as its clock says. */
  @Test
  void aMachineThatHasSleptHasHadNoClockSet() {
    slept.addAndGet(28_800);
    assertEquals(0, wall.set(1_000_000 + 28_800_000, 250));
    slept.addAndGet(60);
    assertEquals(7_200, wall.set(1_000_000 + 28_800_000 + 60_000 + 7_200_000, 500), "and both");
  }

  @Test
  void aTimeThatAClockToldBeforeItWasSetIsPutRight() {
    wall.set(1_000_000 - 3_600_000, 0);
    assertEquals(1_000_000 - 3_600_000 + 20, wall.at(1_000_010, 20));
    assertEquals(1_000_000 - 3_600_000 + 15, wall.at(1_000_000 - 3_600_000 + 15, 20));
  }

  @Test
  void theMachineHasNotSleptMeanwhile() {
    assertTrue(Math.abs(Sleep.seconds() - Sleep.seconds()) <= 1);
  }
}
