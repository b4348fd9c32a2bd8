package io.sunherd.heard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PureTests
class HeardUnitTest {
  private final HeardUnit<Noted> unit = new HeardUnit<>("barn");

  private record Noted(Reading reading, long arrivedMs) implements TimedReading {}

  private static InverterState state(
      Condition condition, @Nullable String serial, @Nullable String protocol) {
    return new InverterState(
        "barn", condition, 0, null, protocol, null, serial, null, null, null, List.of());
  }

  private static Reading reading(String code, long at) {
    return new Reading("barn", code, code, at, 1_000, "(" + code, Map.of());
  }

  private void become(@Nullable String serial) {
    unit.accept(state(Condition.ONLINE, serial, "pi30max"));
  }

  private void hear(String code) {
    unit.keep(code, new Noted(reading(code, 1), 1));
  }

  @Test
  void whatWasReadIsKeptWhileItIsTheSameUnit() {
    become("7001");
    hear("QMOD");
    unit.accept(state(Condition.DEGRADED, "7001", "pi30max"));
    unit.accept(state(Condition.OFFLINE, "7001", "pi30max"));
    assertNotNull(unit.newest("QMOD"));
  }

  @Test
  void whatIsNotKnownAnyMoreIsForgottenAndNothingElse() {
    become("7001");
    hear("QMOD");
    hear("QPIRI");
    unit.forget(Set.of("QPIRI", "QFLAG"));
    assertNull(unit.newest("QPIRI"));
    assertNotNull(unit.newest("QMOD"));
    hear("QPIRI");
    assertNotNull(unit.newest("QPIRI"));
  }

  @ParameterizedTest(name = "{0}, then {1} {2}")
  @CsvSource({
    "7001, ONLINE, 7002",
    "7001, OFFLINE, 7002",
    "7001, ONLINE,",
    "7001, OFFLINE,",
    ", ONLINE, 7002"
  })
  @DisplayName("whoever may be another unit starts from nothing")
  void anotherUnit(@Nullable String before, Condition condition, @Nullable String after) {
    become(before);
    hear("QMOD");
    unit.accept(state(condition, after, "pi30max"));
    assertEquals(List.of(), List.copyOf(unit.readings()));
  }

  @Test
  void unitsWithoutANumberAreTheSameWhileTheyAnswerByTheSameTable() {
    become(null);
    hear("QMOD");
    become(null);
    assertNotNull(unit.newest("QMOD"));
    unit.accept(state(Condition.ONLINE, null, "pi18"));
    assertNull(unit.newest("QMOD"));
  }

  @Test
  void whoComesBackWithoutANumberMayBeAnotherOne() {
    become(null);
    hear("QMOD");
    unit.accept(state(Condition.OFFLINE, null, "pi30max"));
    assertNotNull(unit.newest("QMOD"), "old, and still shown as that");
    become(null);
    assertNull(unit.newest("QMOD"));
  }

  @Test
  void whatWasReadByAnotherTableIsForgotten() {
    become("7001");
    hear("QMOD");
    unit.accept(state(Condition.ONLINE, "7001", "pi41"));
    assertNull(unit.newest("QMOD"));
    assertEquals("pi41", unit.dialect().id());
  }

  @Test
  void theTableIsTheCommonOneUntilItTellsItsOwnAndStaysWhereItTellsNone() {
    assertSame(Dialects.common(), unit.dialect());
    unit.accept(state(Condition.ONLINE, "7001", "pi18"));
    assertEquals("pi18", unit.dialect().id());
    hear("GS");
    unit.accept(state(Condition.ONLINE, "7001", null));
    unit.accept(state(Condition.ONLINE, "7001", "a dialect of tomorrow"));
    assertEquals("pi18", unit.dialect().id());
    assertNotNull(unit.newest("GS"));
  }

  @Test
  void whatIsReadAfterItsNumberIsGoneIsNotTakenOverByTheNext() {
    become("7001");
    unit.accept(state(Condition.OFFLINE, null, null));
    hear("QMOD");
    become("7002");
    assertNull(unit.newest("QMOD"));
  }

  @Test
  void whoIsOnlyGoneHasToldLastWhoItIs() {
    assertNull(unit.lastTold());
    become("7001");
    unit.accept(state(Condition.OFFLINE, null, null));
    assertEquals("7001", unit.lastTold());
    assertNull(unit.serial());
    become(null);
    assertNull(unit.lastTold(), "it answers, and tells none: it may be another one");
    unit.accept(state(Condition.OFFLINE, "7002", null));
    assertEquals("7002", unit.lastTold());
  }

  @Test
  void itIsKnownByItsNumberElseByItsId() {
    assertEquals("id barn", unit.identity());
    become("7001");
    assertEquals("7001", unit.identity());
    assertEquals("id barn", HeardUnit.identity("barn", "55355535553555"), "a placeholder");
    assertNotEquals(
        HeardUnit.identity("barn", "00000000000000"), HeardUnit.identity("roof", "00000000000000"));
  }

  @Test
  void itIsOfflineUntilItTellsOtherwise() {
    assertNull(unit.state());
    assertTrue(unit.isOffline());
    unit.accept(state(Condition.DEGRADED, "7001", "pi30max"));
    assertEquals(Condition.DEGRADED, unit.condition());
  }

  @Test
  void theSameReplyToldAgainIsNoNews() {
    Noted first = unit.keep("QMOD", new Noted(reading("QMOD", 5), 100));
    assertSame(first, unit.known("QMOD", reading("QMOD", 5)));
    assertNull(unit.known("QMOD", reading("QMOD", 6)), "the same words at another time are");
    assertNull(unit.known("QPIGS", reading("QMOD", 5)));
    Reading others = new Reading("barn", "QMOD", "QMOD", 5, 1_000, "(L", Map.of());
    assertNull(unit.known("QMOD", others), "so are other words at the same time");
  }

  @Test
  void readingsAreInTheOrderInWhichTheNewestCame() {
    hear("QPIGS");
    hear("QMOD");
    hear("QPIGS");
    assertEquals(
        List.of("QMOD", "QPIGS"),
        unit.readings().stream().map(noted -> noted.reading().code()).toList());
  }

  @Test
  void thoseThatCameLongestAgoAreLetGo() {
    hear("QPIGS");
    hear("QMOD");
    for (int day = 1; day < HeardUnit.MOST_READINGS; day++) {
      hear("QED" + (20_260_000 + day));
      hear("QPIGS");
    }
    assertEquals(HeardUnit.MOST_READINGS, unit.readings().size());
    assertNotNull(unit.newest("QPIGS"));
    assertNull(unit.newest("QMOD"));
    assertNotNull(unit.newest("QED20260001"));
  }

  @Test
  void theTableTellsWhatACodeAnswers() {
    become("7001");
    assertEquals(Optional.of("status"), unit.inquiry("QPIGS").map(inquiry -> inquiry.name()));
    assertEquals(Optional.of("parallel"), unit.inquiry("QPGS3").map(inquiry -> inquiry.name()));
    assertEquals(Optional.empty(), unit.inquiry("GS"));
  }

  @Test
  void aReadingAgesByTheSteadyClock() {
    Noted noted = new Noted(reading("QMOD", 99_000), 10_000);
    assertEquals(5_000, noted.ageMs(15_000));
    assertTrue(noted.isLive(15_000));
    assertTrue(!noted.isLive(15_001));
  }
}
