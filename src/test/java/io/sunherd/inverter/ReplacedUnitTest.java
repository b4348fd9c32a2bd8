package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is on the line when what was there refuses everything. */
@PureTests
@DisplayName("Where everything is refused from now on")
class ReplacedUnitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static ForeignAnswers family(String dialect) {
    return switch (dialect) {
      case "pi18" -> ForeignAnswers.pi18();
      case "pi17" -> ForeignAnswers.pi17();
      case "pi16" -> ForeignAnswers.pi16();
      default -> ForeignAnswers.pi30();
    };
  }

  private static ScriptedUnit running(String dialect) {
    ScriptedUnit unit = new ScriptedUnit("auto", null);
    unit.foreign = family(dialect);
    unit.until(s -> s.condition() == Condition.ONLINE && dialect.equals(s.protocol()));
    unit.run(MINUTE);
    return unit;
  }

  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource({
    "pi16, pi30", "pi30, pi16", "pi30, pi17", "pi30, pi18", "pi16, pi18", "pi16, pi17",
    "pi18, pi30", "pi18, pi16", "pi18, pi17", "pi17, pi30", "pi17, pi16", "pi17, pi18"
  })
  @DisplayName("a unit of another family in its place is found")
  void another(String before, String after) {
    ScriptedUnit unit = running(before);
    unit.foreign =
        family(after)
            .toStrangers(
                after.matches("pi1[78]") && before.matches("pi1[78]")
                    ? ForeignAnswers.CARET_NO
                    : ForeignAnswers.NAK);
    double seconds =
        unit.until(s -> s.condition() == Condition.ONLINE && after.equals(s.protocol()));
    assertTrue(seconds < 480, () -> seconds + " s");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"pi16", "pi30"})
  @DisplayName(
      "a unit that does so for an hour is degraded, asked little, and comes back as itself")
  void itself(String dialect) {
    ScriptedUnit unit = running(dialect);
    String serial = unit.state().serial();
    int states = unit.states.size();
    unit.foreign = family(dialect).always(ForeignAnswers.NAK);
    unit.run(MINUTE.multipliedBy(10));
    int asked = unit.now();
    unit.run(MINUTE.multipliedBy(50));
    int often = unit.now() - asked;
    assertTrue(often < 50 * 20, () -> often + " times");
    assertTrue(
        unit.states.subList(states, unit.states.size()).stream()
            .allMatch(s -> s.condition() == Condition.DEGRADED),
        unit.states::toString);
    assertTrue(unit.state().error().contains("refuses for now"), unit.state().error());
    unit.foreign = family(dialect);
    double seconds = unit.untilOnline();
    assertTrue(seconds <= 61, () -> seconds + " s");
    assertEquals(dialect, unit.state().protocol());
    assertEquals(serial, unit.state().serial());
  }
}
