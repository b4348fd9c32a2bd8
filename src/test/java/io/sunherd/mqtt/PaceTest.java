package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("What is told at most so often")
class PaceTest {
  @Test
  @DisplayName("goes through at once, and the newest of its while at the end")
  void trailing() {
    Pace<String> pace = new Pace<>(1_000);
    assertEquals(0, pace.offer("a", "1", 10));
    assertEquals(800, pace.offer("a", "2", 210));
    assertEquals(-1, pace.offer("a", "3", 500));
    assertEquals(0, pace.offer("b", "x", 500));
    assertEquals("3", pace.due("a", 1_010));
    assertEquals(null, pace.due("a", 1_010));
    assertEquals(500, pace.offer("a", "4", 1_510));
    assertEquals("4", pace.due("a", 2_010));
    assertEquals(0, pace.offer("a", "5", 3_010));
    pace.forget("a"::equals);
    assertEquals(0, pace.offer("a", "6", 3_011));
  }

  @Test
  @DisplayName("goes through always where nothing is to be left out")
  void everything() {
    Pace<String> pace = new Pace<>(0);
    assertEquals(0, pace.offer("a", "1", 10));
    assertEquals(0, pace.offer("a", "2", 10));
  }

  @Test
  @DisplayName("is never told more often, and never ends with anything but the newest")
  void thousand() {
    Random random = new Random(7);
    Pace<Integer> pace = new Pace<>(100);
    TreeMap<Long, Boolean> timers = new TreeMap<>();
    List<Long> told = new ArrayList<>();
    int last = 0;
    long now = 0;
    for (int i = 1; i <= 1_000; i++) {
      now += random.nextInt(20);
      last = fire(pace, timers, now, told, last);
      long wait = pace.offer("a", i, now);
      if (wait == 0) {
        told.add(now);
        last = i;
      } else if (wait > 0) {
        timers.put(now + wait, true);
      }
    }
    last = fire(pace, timers, now + 1_000, told, last);
    assertEquals(1_000, last);
    for (int i = 1; i < told.size(); i++) {
      assertEquals(true, told.get(i) - told.get(i - 1) >= 100, told.toString());
    }
  }

  private static int fire(
      Pace<Integer> pace, TreeMap<Long, Boolean> timers, long now, List<Long> told, int before) {
    int last = before;
    for (Map.Entry<Long, Boolean> timer = timers.firstEntry();
        timer != null && timer.getKey() <= now;
        timer = timers.firstEntry()) {
      timers.remove(timer.getKey());
      Integer due = pace.due("a", timer.getKey());
      if (due != null) {
        told.add(timer.getKey());
        last = due;
      }
    }
    return last;
  }
}
