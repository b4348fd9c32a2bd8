package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.alarm.AlarmRig.Unit;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.suite.PureTests;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("One fault is one alarm")
@PureTests
class OneFaultTest {
  private static final String WELL = "0".repeat(36);
  private static final String STOPPED = "01" + "0".repeat(4) + "1" + "0".repeat(29);
  private static final String HOT = "01" + "0".repeat(7) + "1" + "0".repeat(26);

  private final AlarmRig rig = new AlarmRig(1);
  private final Unit unit = rig.unit(1);

  private void fails(String warnings) {
    unit.mode = "F";
    unit.warnings = warnings;
  }

  private void isWell() {
    unit.mode = "B";
    unit.warnings = WELL;
    rig.go(20);
  }

  /** It was raised once, and is over now. */
  private void wasOne() {
    isWell();
    List<State> states = rig.states(AlarmKind.FAULT);
    assertEquals(1, states.stream().filter(State.RAISED::equals).count(), states::toString);
    assertEquals(State.CLEARED, states.get(states.size() - 1));
    assertEquals(List.of(), rig.active());
  }

  @ParameterizedTest(name = "after {0} s")
  @ValueSource(longs = {1, 30, 4_000})
  @DisplayName("where a unit is heard to have stopped before it names its fault, after a restart")
  void stoppedAgain(long seconds) {
    fails(STOPPED);
    rig.go(seconds);
    rig.restart(2_000);
    fails(null);
    rig.go(1);
    fails(STOPPED);
    rig.go(3);
    assertEquals(List.of(State.RAISED), rig.states(AlarmKind.FAULT));
    wasOne();
  }

  @ParameterizedTest(name = "after {0} s")
  @ValueSource(longs = {1, 30, 4_000})
  @DisplayName("where it names it only after a restart")
  void namedLater(long seconds) {
    fails(null);
    rig.go(seconds);
    rig.restart(2_000);
    fails(HOT);
    rig.go(100);
    Alarm grown = rig.active().get(0);
    assertEquals(State.GROWN, grown.state());
    assertTrue(grown.text().contains("Over temperature"), grown.text());
    rig.restart(2_000);
    rig.go(100);
    wasOne();
  }

  @Test
  @DisplayName("where it names it late")
  void namedLate() {
    fails(null);
    rig.go(100);
    fails(HOT);
    rig.go(100);
    assertEquals(List.of(State.RAISED, State.GROWN), rig.states(AlarmKind.FAULT));
    wasOne();
  }

  @Test
  @DisplayName("where it names it no more, but has stopped")
  void namelessForAWhile() {
    fails(STOPPED);
    rig.go(100);
    fails(null);
    rig.go(100);
    fails(STOPPED);
    rig.go(100);
    assertEquals(List.of(State.RAISED), rig.states(AlarmKind.FAULT));
    wasOne();
  }

  @ParameterizedTest(name = "after {0} s")
  @ValueSource(longs = {1, 30, 4_000})
  @DisplayName("where the bus is heard to name it otherwise first, after a restart")
  void otherwiseOverTheBus(long seconds) {
    fails(STOPPED);
    unit.bus = "09";
    rig.go(seconds);
    rig.restart(2_000);
    unit.isMute = true;
    rig.go(1);
    unit.isMute = false;
    rig.go(100);
    assertEquals(1, rig.active().size());
    assertEquals(1, rig.raised(AlarmKind.FAULT).size());
    assertTrue(rig.active().get(0).text().contains("Inverter fault"), rig.active()::toString);
    rig.restart(2_000);
    rig.go(100);
    unit.bus = "00";
    wasOne();
  }

  @Test
  @DisplayName("and another one, a while later, is another")
  void another() {
    fails(STOPPED);
    rig.go(100);
    rig.restart(2_000);
    rig.go(100);
    fails("01" + "0".repeat(4) + "1001" + "0".repeat(26));
    rig.go(10);
    assertEquals(2, rig.raised(AlarmKind.FAULT).size());
    assertEquals(2, rig.active().size());
  }
}
