package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a unit does not take")
class SupportTest {
  private final Support support = new Support();
  private long now;

  @BeforeEach
  void itAnswers() {
    support.answered("QPIGS");
  }

  private void refuses(String command) {
    now += Duration.ofSeconds(5).toNanos();
    support.denied(command);
    Duration unused = support.refused(command, now);
  }

  private void isSilentTo(String command) {
    now += Duration.ofSeconds(5).toNanos();
    Duration unused = support.refused(command, now);
  }

  @Test
  @DisplayName("is told with the first refusal, and taken back by an answer")
  void firstRefusal() {
    assertEquals(Set.of(), support.untaken());
    refuses("QPIGS2");
    assertEquals(Set.of("QPIGS2"), support.untaken());
    support.answered("QPIGS2");
    assertEquals(Set.of(), support.untaken());
  }

  @Test
  @DisplayName("is not what it has answered before")
  void worked() {
    support.answered("QPIGS2");
    refuses("QPIGS2");
    assertEquals(Set.of(), support.untaken());
  }

  @Test
  @DisplayName("is not found out while it refuses everything")
  void mood() {
    refuses("QPIGS");
    refuses("QPIGS2");
    isSilentTo("QPIGS2");
    isSilentTo("QPIGS2");
    isSilentTo("QPIGS2");
    assertEquals(Set.of(), support.untaken());
    support.answered("QPIGS");
    refuses("QPIGS2");
    assertEquals(Set.of("QPIGS2"), support.untaken());
  }

  @Test
  @DisplayName("is not found out before it has answered anything")
  void atTheStart() {
    Support fresh = new Support();
    fresh.denied("QPIGS2");
    assertEquals(Set.of(), fresh.untaken());
  }

  @Test
  @DisplayName("may be met with silence, which is believed the second time")
  void silence() {
    isSilentTo("QPIGS2");
    assertEquals(Set.of(), support.untaken());
    support.answered("QPIGS");
    isSilentTo("QPIGS2");
    assertEquals(Set.of("QPIGS2"), support.untaken());
  }
}
