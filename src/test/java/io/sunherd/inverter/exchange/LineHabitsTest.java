package io.sunherd.inverter.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of a line")
@PureTests
class LineHabitsTest {
  @Test
  @DisplayName("does not grow with the inquiries that somebody makes up")
  void bounded() {
    LineHabits habits = new LineHabits();
    habits.answered("QX", LineHabits.Form.BARE);
    for (int i = 0; i < 255; i++) {
      habits.answered("QX" + i, LineHabits.Form.SEALED);
    }
    assertTrue(habits.hearsBare());
    habits.neither("QY");
    assertFalse(habits.hearsBare());
    assertFalse(habits.reopened().hearsBare());
  }
}
