package io.sunherd.trouble;

import io.sunherd.SimulatedUnits;
import io.sunherd.sim.MovingClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A day that stands still, and goes on when it is told to. */
final class DayInJumps {
  private final MovingClock clock = new MovingClock(moment(0));
  private final List<Long> jumps = new CopyOnWriteArrayList<>();

  /** The time of day after so many jumps. */
  static Instant moment(int jump) {
    return SimulatedUnits.NOON.instant().plus(Duration.ofMinutes(70L * jump));
  }

  Clock clock() {
    return clock;
  }

  /** Time goes on. */
  void jump() {
    jumps.add(System.currentTimeMillis());
    clock.set(moment(jumps.size()));
  }

  /** How many jumps there were before that time, in epoch milliseconds. */
  int at(long wallMs) {
    return (int) jumps.stream().filter(jump -> jump < wallMs).count();
  }
}
