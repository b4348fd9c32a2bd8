package io.sunherd.inverter.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a unit does not take")
@PureTests
class SupportTest {
  private final Support support = new Support();
  private long now;

  @BeforeEach
  void itAnswers() {
    support.answered("QPIGS");
  }

  private void refuses(String command) {
    now += Duration.ofSeconds(5).toNanos();
    Duration unused = support.refused(command, now);
  }

  private void answersOtherwise(String command) {
    now += Duration.ofSeconds(5).toNanos();
    Duration unused = support.undecodable(command, now);
  }

  @Test
  @DisplayName(
      "is told with the second refusal, for one may be chance, and taken back by an answer")
  void secondRefusal() {
    refuses("QPIGS2");
    assertEquals(Set.of(), support.refused());
    support.answered("QPIGS");
    refuses("QPIGS2");
    assertEquals(Set.of("QPIGS2"), support.refused());
    support.answered("QPIGS2");
    assertEquals(Set.of(), support.refused());
  }

  @Test
  @DisplayName("is not what it has answered before")
  void worked() {
    support.answered("QPIGS2");
    refuses("QPIGS2");
    assertEquals(Set.of(), support.refused());
  }

  @Test
  @DisplayName("is not found out while it refuses everything")
  void mood() {
    refuses("QPIGS");
    refuses("QPIGS2");
    refuses("QPIGS2");
    refuses("QPIGS2");
    assertEquals(Set.of(), support.refused());
    support.answered("QPIGS");
    refuses("QPIGS2");
    assertEquals(Set.of(), support.refused());
    support.answered("QPIGS");
    refuses("QPIGS2");
    assertEquals(Set.of("QPIGS2"), support.refused());
  }

  @Test
  @DisplayName("is not found out before it has answered anything")
  void atTheStart() {
    Support fresh = new Support();
    for (int i = 0; i < 3; i++) {
      now += Duration.ofSeconds(5).toNanos();
      Duration unused = fresh.refused("QPIGS2", now);
    }
    assertEquals(Set.of(), fresh.refused());
  }

  @Test
  @DisplayName("is not what is answered in a form that is not known: what it tells is there")
  void shape() {
    for (int i = 0; i < 5; i++) {
      answersOtherwise("QPIGS2");
      support.answered("QPIGS");
    }
    assertEquals(Set.of(), support.refused());
    assertTrue(support.isUnsupported("QPIGS2", now), "but it is not asked all the time");
  }

  @Test
  @DisplayName("is remembered of so many commands: somebody may ask for each day of a century")
  void bounded() {
    for (int day = 0; day < 10_000; day++) {
      refuses("QED" + day);
      support.answered("QPIGS");
      refuses("QED" + day);
      support.answered("QPIGS");
    }
    assertTrue(support.refused().size() < 1_000);
    assertTrue(support.worked("QPIGS"));
  }
}
