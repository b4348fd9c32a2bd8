package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units that are off for a while: never called online without a reading, and found again. */
@PureTests
class SilentUnitTest {
  private static final Duration NIGHT = Duration.ofHours(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The commands of a unit's readings since then. */
  private static Set<String> read(ScriptedUnit unit, int since) {
    return unit.readings.subList(since, unit.readings.size()).stream()
        .map(Reading::code)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "pi30max", "auto", "pi18", "pi17", "pi16"})
  void aSilentPortIsNeverOnline(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.off = true;
    unit.run(NIGHT);
    assertFalse(unit.wasOnline(), unit.states.toString());
    assertTrue(unit.state().error().contains("did not answer"), unit.state().error());
    assertEquals(List.of(), unit.readings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "auto"})
  void aUnitThatWakesUpIsOnlineWithinSecondsWithItsNumber(String protocol) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.off = true;
    unit.run(NIGHT);
    unit.off = false;
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
    assertEquals("92932004102443", unit.state().serial());
    unit.run(Duration.ofSeconds(2));
    assertTrue(
        read(unit, 0).containsAll(Set.of("QPIGS", "QMOD", "QPIRI")), unit.readings::toString);
  }

  @Test
  void anAnswerInAFormOfItsOwnIsNoLossOfAnAnswer() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.answers.put("QPIWS", "no warnings to tell");
    unit.untilOnline();
    unit.run(MINUTE);
    assertTrue(
        unit.states.stream().noneMatch(state -> state.condition() == Condition.DEGRADED),
        unit.states::toString);
    assertTrue(unit.link.asked.stream().filter("QPIWS"::equals).count() < 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "auto"})
  void whenAUnitWakesUpIsNoMatter(String protocol) {
    for (int asked = 1; asked <= 12; asked++) {
      ScriptedUnit unit = new ScriptedUnit(protocol, null);
      unit.answers.put("QMN", "VMIII-5000");
      unit.sleepsFor = asked;
      unit.untilOnline();
      assertEquals("92932004102443", unit.state().serial(), "asleep for " + asked);
      assertEquals(protocol.equals("auto") ? "pi30max" : "pi30", unit.state().protocol());
    }
  }

  @ParameterizedTest
  @CsvSource({"pi30, 1", "auto, 1", "pi30, 90", "auto, 90"})
  void aUnitThatFallsSilentIsOfflineAndThenAskedForEverythingAgain(String protocol, int minutes) {
    ScriptedUnit unit = new ScriptedUnit(protocol, null);
    unit.untilOnline();
    unit.run(MINUTE);
    Set<String> before = read(unit, 0);
    unit.off = true;
    double gone = unit.until(state -> state.condition() == Condition.OFFLINE);
    assertTrue(gone < 12, () -> gone + " s");
    int away = unit.states.size();
    unit.run(MINUTE.multipliedBy(minutes));
    assertTrue(
        unit.states.subList(away, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.OFFLINE),
        unit.states.toString());
    assertEquals("92932004102443", unit.state().serial());
    unit.off = false;
    int back = unit.readings.size();
    double seconds = unit.untilOnline();
    assertTrue(seconds < 8, () -> seconds + " s");
    unit.run(Duration.ofSeconds(3));
    assertEquals(before, read(unit, back));
  }

  @Test
  void oneThatFallsSilentAsSoonAsItIsOpenedIsNoticed() {
    ScriptedUnit unit = new ScriptedUnit("auto", null);
    unit.untilOnline();
    unit.off = true;
    double gone = unit.until(state -> state.condition() == Condition.OFFLINE);
    assertTrue(gone < 12, () -> gone + " s");
    unit.run(MINUTE);
    unit.off = false;
    unit.untilOnline();
    unit.run(Duration.ofSeconds(3));
    assertTrue(
        read(unit, 0).containsAll(Set.of("QPIGS", "QMOD", "QPIRI")), unit.readings::toString);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAUnitDoesNotTakeIsNotForgottenOverANight(boolean tellsItsNumber) {
    ScriptedUnit unit = new ScriptedUnit("pi30", null, Map.of("bms", Duration.ofSeconds(5)));
    unit.answers.compute("QID", (code, number) -> tellsItsNumber ? number : null);
    unit.untilOnline();
    unit.run(MINUTE);
    int asked = unit.now();
    unit.run(Duration.ofSeconds(30));
    assertFalse(unit.asked(asked).contains("QBMS"), "it does not take it");
    unit.off = true;
    unit.run(MINUTE);
    unit.off = false;
    int back = unit.now();
    unit.untilOnline();
    unit.run(MINUTE);
    assertFalse(unit.asked(back).contains("QBMS"), "it still does not take it");
  }

  @Test
  void anotherUnitIsAskedForEverything() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null, Map.of("bms", Duration.ofSeconds(5)));
    unit.untilOnline();
    unit.run(MINUTE);
    unit.off = true;
    unit.run(MINUTE);
    unit.off = false;
    unit.answers.put("QID", "11111111111111");
    int back = unit.now();
    unit.untilOnline();
    unit.run(Duration.ofSeconds(5));
    assertTrue(unit.asked(back).contains("QBMS"));
  }

  @Test
  void whatAUnitLeavesUnansweredWhileItAnswersElseIsLeftAloneAndNoMiss() {
    ScriptedUnit unit = new ScriptedUnit("auto", null, Map.of("bms", Duration.ofSeconds(5)));
    unit.silent.addAll(Set.of("QBMS", "QFLAG", "QPIWS", "QVFW", "QMN", "QGMN"));
    unit.untilOnline();
    int online = unit.states.size();
    unit.run(Duration.ofMinutes(5));
    assertTrue(
        unit.states.subList(online, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.ONLINE),
        unit.states.toString());
    assertTrue(unit.asked(0).stream().filter("QBMS"::equals).count() <= 3);
  }

  @Test
  void aReplyThatTakesTooLongIsNoRefusal() {
    ScriptedUnit unit = new ScriptedUnit("auto", null);
    unit.slowly.add("QPIGS");
    unit.untilOnline();
    unit.run(MINUTE);
    assertFalse(read(unit, 0).contains("QPIGS"), "4 s are too long");
    assertEquals(Set.of("QMOD"), read(unit, 0));
    unit.slowly.clear();
    int quick = unit.readings.size();
    unit.run(Duration.ofSeconds(10));
    assertTrue(read(unit, quick).contains("QPIGS"), "it was never left alone");
    assertEquals(Condition.ONLINE, unit.state().condition());
  }

  @Test
  void aUnitWhoseNumberIsNotToldOnceKeepsIt() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.untilOnline();
    unit.off = true;
    unit.run(MINUTE);
    unit.off = false;
    unit.silent.add("QID");
    int back = unit.states.size();
    unit.run(MINUTE);
    assertTrue(
        unit.states.subList(back, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.OFFLINE),
        unit.states.toString());
    assertEquals("92932004102443", unit.state().serial());
    assertTrue(
        unit.state().error().contains("does not tell its serial number, which was 92932004102443"),
        unit.state().error());
    unit.silent.clear();
    unit.untilOnline();
    assertEquals("92932004102443", unit.state().serial());
    assertTrue(
        unit.states.stream()
            .filter(state -> state.condition() != Condition.OFFLINE)
            .allMatch(state -> "92932004102443".equals(state.serial())),
        unit.states.toString());
  }

  @Test
  void aBoundUnitThatDoesNotTellItsNumberIsNamedSo() {
    ScriptedUnit unit = new ScriptedUnit("pi30", "92932004102443");
    unit.answers.remove("QID");
    unit.run(MINUTE);
    assertFalse(unit.wasOnline());
    assertTrue(
        unit.state().error().contains("does not tell its serial number, which must be 9293"),
        unit.state().error());
  }

  @Test
  void nothingIsWrittenToAUnitThatHasGivenNoReading() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.answers.clear();
    unit.answers.put("QPI", "PI30");
    unit.answers.put("QID", "92932004102443");
    for (int i = 0; i < 20; i++) {
      unit.run(Duration.ofMillis(700));
      ExchangeOutcome outcome = unit.owner().order(new Order("PBFT53.0", null, 1000));
      assertTrue(outcome instanceof ExchangeOutcome.Failed, outcome::toString);
    }
    assertFalse(unit.asked(0).contains("PBFT53.0"));
  }

  private static long times(ScriptedUnit unit, Condition condition) {
    return IntStream.range(1, unit.states.size())
        .filter(i -> unit.states.get(i).condition() == condition)
        .filter(i -> unit.states.get(i - 1).condition() != condition)
        .count();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneCommandThatIsNotTakenAnyMoreIsLearnedAndNoUpAndDown(boolean saysBack) {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.parrots = saysBack;
    unit.answers.put("QPIWS", "00000100000000001000000000000000");
    unit.untilOnline();
    unit.run(MINUTE);
    assertEquals(0, times(unit, Condition.DEGRADED));
    unit.answers.remove("QPIWS");
    int before = unit.now();
    unit.run(MINUTE.multipliedBy(5));
    assertEquals(1, times(unit, Condition.DEGRADED), unit.states::toString);
    assertEquals(Condition.ONLINE, unit.state().condition());
    assertTrue(unit.asked(before).stream().filter("QPIWS"::equals).count() < 10);
  }

  @Test
  void aStatusThatIsNotTakenAnyMoreIsDegradedForAsLong() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.untilOnline();
    unit.run(MINUTE);
    unit.answers.remove("QPIGS");
    unit.run(MINUTE.multipliedBy(3));
    assertEquals(Condition.DEGRADED, unit.state().condition());
    assertEquals(1, times(unit, Condition.DEGRADED), unit.states::toString);
    unit.answers.put("QPIGS", ScriptedUnit.STATUS);
    double seconds = unit.untilOnline();
    assertTrue(seconds <= 61, () -> seconds + " s");
  }

  @Test
  void aUnitThatRefusesEverythingAsSoonAsItIsOpenedIsNoticed() {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.untilOnline();
    unit.answers.clear();
    unit.run(MINUTE);
    assertEquals(Condition.DEGRADED, unit.state().condition());
    assertTrue(unit.state().error().contains("refuses for now"), unit.state().error());
  }

  @Test
  void aUnitThatRefusesEverythingForAWhileIsDegradedAndThenAskedForEverythingAgain() {
    ScriptedUnit unit = new ScriptedUnit("auto", null);
    unit.untilOnline();
    unit.run(MINUTE);
    Set<String> before = new HashSet<>(read(unit, 0));
    Map<String, String> all = Map.copyOf(unit.answers);
    unit.answers.clear();
    unit.run(MINUTE);
    assertEquals(Condition.DEGRADED, unit.state().condition());
    assertTrue(unit.state().error().contains("refuses for now"), unit.state().error());
    unit.answers.putAll(all);
    int back = unit.readings.size();
    double seconds = unit.untilOnline();
    assertTrue(seconds <= 61, () -> seconds + " s");
    unit.run(Duration.ofSeconds(3));
    assertEquals(before, read(unit, back));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"silent, it left it unanswered before", "refusing, it refused it before"})
  void whyACommandIsNotAskedIsTold(String how, String why) {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    if (how.equals("silent")) {
      unit.silent.add("QEY2025");
    }
    unit.untilOnline();
    var request = unit.owner().dialect().request("QEY2025").orElseThrow();
    ExchangeOutcome outcome = unit.owner().ask(request);
    for (int i = 0; i < 5; i++) {
      unit.run(Duration.ofSeconds(10));
      outcome = unit.owner().ask(request);
    }
    String sentence = ((ExchangeOutcome.Failed) outcome).sentence();
    assertTrue(sentence.contains(why), sentence);
  }

  @ParameterizedTest
  @ValueSource(longs = {300, 700, 1000})
  void aUnitWhoseRepliesComeInPiecesIsOnline(long pauseMs) {
    ScriptedUnit unit = new ScriptedUnit("pi30", null);
    unit.pauseMs = pauseMs;
    double seconds = unit.untilOnline();
    assertTrue(seconds < 10, () -> seconds + " s");
    int online = unit.states.size();
    unit.run(Duration.ofMinutes(2));
    assertTrue(
        unit.states.subList(online, unit.states.size()).stream()
            .allMatch(state -> state.condition() == Condition.ONLINE),
        unit.states::toString);
    long told = unit.readings.stream().filter(one -> one.code().equals("QPIGS")).count();
    assertTrue(told > 20, () -> told + " times");
  }
}
