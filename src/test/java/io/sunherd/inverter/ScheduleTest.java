package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked when, on a line that can carry one question at a time. */
@PureTests
class ScheduleTest {
  private static final long MS = 1_000_000;

  private static Map<String, Duration> intervals(Object... pairs) {
    Map<String, Duration> intervals = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      intervals.put((String) pairs[i], Duration.ofMillis((Integer) pairs[i + 1]));
    }
    return intervals;
  }

  /** Runs a schedule on a line where each exchange costs so many milliseconds. */
  private static List<String> run(Schedule schedule, Map<String, Integer> costs, long untilMs) {
    List<String> asked = new ArrayList<>();
    long now = 0;
    while (now < untilMs * MS) {
      Optional<String> due = schedule.due(now);
      if (due.isEmpty()) {
        now += schedule.rest(now).toNanos();
        continue;
      }
      schedule.asked(due.get(), now);
      asked.add(due.get());
      now += costs.get(due.get()) * MS;
    }
    return asked;
  }

  private static long count(List<String> asked, String command) {
    return asked.stream().filter(command::equals).count();
  }

  @Test
  void keepsEveryBeatOfTheLiveValuesAt2400Baud() {
    Schedule schedule =
        new Schedule(
            intervals("QPIGS", 1000, "QMOD", 1000, "QPIWS", 5000, "QPIGS2", 5000, "QPIRI", 30000),
            0);
    List<String> asked =
        run(
            schedule,
            Map.of("QPIGS", 490, "QMOD", 55, "QPIWS", 190, "QPIGS2", 130, "QPIRI", 490),
            600_000);
    assertEquals(600, count(asked, "QPIGS"));
    assertEquals(600, count(asked, "QMOD"));
    assertEquals(120, count(asked, "QPIWS"));
    assertEquals(20, count(asked, "QPIRI"));
  }

  @Test
  void startsWithWhatChangesFastest() {
    Schedule schedule = new Schedule(intervals("QPIRI", 30000, "QPIGS", 1000, "QMOD", 1000), 0);
    assertEquals(Optional.of("QPIGS"), schedule.due(0));
  }

  @Test
  void onALineTooSlowNothingStarves() {
    Schedule schedule = new Schedule(intervals("QPIGS", 100, "QPIRI", 1000), 0);
    List<String> asked = run(schedule, Map.of("QPIGS", 500, "QPIRI", 500), 100_000);
    assertTrue(count(asked, "QPIRI") > 10, () -> "QPIRI " + count(asked, "QPIRI"));
    assertTrue(count(asked, "QPIGS") > 100, () -> "QPIGS " + count(asked, "QPIGS"));
  }

  @Test
  void aLongPauseIsNotMadeUpFor() {
    Schedule schedule = new Schedule(intervals("QPIGS", 1000), 0);
    schedule.asked("QPIGS", 0);
    schedule.asked("QPIGS", 10_300 * MS);
    assertEquals(Optional.empty(), schedule.due(10_900 * MS));
    assertEquals(Optional.of("QPIGS"), schedule.due(11_000 * MS));
  }

  @Test
  void commandsDueTogetherComeOneBehindTheOtherFromThenOn() {
    Schedule schedule = new Schedule(intervals("QPIGS", 1000, "QMOD", 1000), 0);
    schedule.asked("QPIGS", 0);
    schedule.asked("QMOD", 500 * MS);
    assertEquals(Optional.of("QPIGS"), schedule.due(1000 * MS));
    schedule.asked("QPIGS", 1000 * MS);
    assertEquals(Optional.empty(), schedule.due(1499 * MS));
    assertEquals(Optional.of("QMOD"), schedule.due(1500 * MS));
  }

  @Test
  void aLineIsPressedWhereSomethingIsLateForItsInterval() {
    Schedule schedule = new Schedule(intervals("QPIGS", 1000), 0);
    assertFalse(schedule.isPressed(50 * MS));
    assertTrue(schedule.isPressed(150 * MS));
  }

  @Test
  void aPostponedCommandRests() {
    Schedule schedule = new Schedule(intervals("QPIGS2", 5000), 0);
    schedule.postpone("QPIGS2", 86_400_000 * MS);
    assertEquals(Duration.ofDays(1), schedule.rest(0));
  }
}
