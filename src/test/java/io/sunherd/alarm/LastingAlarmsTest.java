package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.alarm.AlarmRig.Unit;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.suite.PureTests;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An alarm lasts as long as what it tells of")
@PureTests
class LastingAlarmsTest {
  private static final List<State> ONCE = List.of(State.RAISED, State.CLEARED);

  private final AlarmRig rig = new AlarmRig(1);
  private final Unit unit = rig.unit(1);

  private void low(int soc) {
    unit.soc = soc;
    rig.go(70);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
  }

  private List<AlarmKind> kinds() {
    return rig.active().stream().map(Alarm::kind).toList();
  }

  private void silentSource() {
    rig.battery = one -> rig.shared(one).silent(15.0, rig.at(), "It tells nothing.");
  }

  @Test
  @DisplayName("a charge that was low is not denied by volts while its source is silent")
  void silentCharge() {
    low(15);
    silentSource();
    rig.go(300);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
    rig.battery = rig::shared;
    unit.soc = 23;
    rig.go(60);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
    unit.soc = 26;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
  }

  @Test
  @DisplayName("volts raise an alarm without a charge, and clear that one")
  void voltsAlone() {
    silentSource();
    unit.volts = 46.2;
    rig.go(70);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
    unit.volts = 53;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
  }

  @ParameterizedTest(name = "set by {0} h")
  @DisplayName(
      "an alarm is the same whatever the time of day is set to, and not over before it was")
  @ValueSource(longs = {-24, -1, 1, 24})
  void clockSet(long hours) {
    low(15);
    rig.setMs = hours * 3_600_000;
    rig.go(600);
    assertEquals(List.of(State.RAISED), rig.states(AlarmKind.BATTERY_LOW));
    unit.soc = 87;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
    Alarm over = rig.news.get(rig.news.size() - 1);
    assertTrue(Objects.requireNonNull(over.cleared()) >= over.since(), over::toString);
  }

  @Test
  @DisplayName(
      "one that is raised after a restart at the time of day of another has an id of its own")
  void sameTimeAgain() {
    long before = rig.nowMs;
    low(15);
    unit.soc = 87;
    rig.go(10);
    rig.restart(0);
    rig.setMs = before - rig.nowMs;
    low(15);
    assertEquals(2, rig.news.stream().map(Alarm::id).distinct().count());
    assertEquals(2, rig.watch.board().all(10).size());
  }

  @Test
  @DisplayName("a low battery has to have clearly more after a restart, too")
  void restarted() {
    low(15);
    rig.restart(10_000);
    unit.soc = 23;
    rig.go(60);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
    silentSource();
    rig.go(60);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
    rig.battery = rig::shared;
    unit.soc = 26;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
  }

  @Test
  @DisplayName("the battery of one unit is over where it is that of two")
  void oneBecameTwo() {
    low(15);
    rig.units.put("roof-2", new Unit("roof-2"));
    rig.configure();
    unit.soc = 50;
    rig.unit(2).soc = 50;
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("a battery of which nothing is told stays low, whatever others are")
  void anotherBattery() {
    low(15);
    rig.units.put("roof-2", new Unit("roof-2"));
    rig.configure();
    rig.unit(2).soc = 50;
    rig.battery = one -> one == unit ? rig.batteryOf(one).gone() : rig.batteryOf(one);
    rig.go(60);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
  }

  private LastSeen said(long secondsAgo, String mode, double sun, double volts, double soc) {
    return new LastSeen(
        "roof-1", rig.at() - 1_000 * secondsAgo, mode, sun, 4_000.0, volts, soc, 12.0);
  }

  @Test
  @DisplayName("who has acknowledged an alarm first stays the one who has")
  void acknowledgedTwice() {
    low(15);
    String id = rig.active().get(0).id();
    for (String by : List.of("ann", "bob", "ann")) {
      assertEquals("ann", rig.watch.acknowledge(id, by).orElseThrow().acknowledgedBy());
    }
    assertEquals("ann", rig.active().get(0).acknowledgedBy());
  }

  @Test
  @DisplayName("a unit that slept already at the hub's start sleeps on, but not into the day")
  void sleepsAtTheStart() {
    rig.units.put("roof-2", new Unit("roof-2"));
    rig.configure();
    rig.unit(2).pv = 0;
    rig.startWithout(unit, said(4 * 3_600, "BT", 75, 0, 0));
    rig.go(3_600);
    assertEquals(List.of(), kinds());
    rig.unit(2).pv = 1_000;
    rig.go(3_600 + 400);
    assertEquals(List.of(AlarmKind.UNIT_OFFLINE), kinds());
  }

  @Test
  @DisplayName("a unit that slept already at the hub's start is missed after the longest night")
  void sleepsTooLong() {
    rig.startWithout(unit, said(17 * 3_600, "SB", 0, 0, 0));
    rig.go(1_000);
    assertEquals(List.of(), kinds());
    rig.go(3_600);
    assertEquals(List.of(AlarmKind.UNIT_OFFLINE), kinds());
  }

  @Test
  @DisplayName("a unit that had sun before the hub's start is offline, with the time of that")
  void goneBeforeTheStart() {
    LastSeen said = said(600, "LN", 900, 53, 80);
    rig.startWithout(unit, said);
    rig.go(290);
    assertEquals(List.of(), kinds());
    rig.go(30);
    assertEquals(List.of(AlarmKind.UNIT_OFFLINE), kinds());
    assertEquals(
        Instant.ofEpochMilli(said.at()).toString(),
        rig.active().get(0).evidence().get("last_seen"));
  }

  @Test
  @DisplayName("a unit that was on a low battery before the hub's start has none left")
  void emptyBeforeTheStart() {
    rig.startWithout(unit, said(600, "BT", 0, 47.5, 31));
    rig.go(120);
    assertEquals(List.of(AlarmKind.BATTERY_LOW), kinds());
  }

  @Test
  @DisplayName("a unit that is alone has no share of the load, and no fellows")
  void alone() {
    rig.units.put("roof-2", new Unit("roof-2"));
    rig.configure();
    rig.parallel(1, 2);
    unit.watts = 3_000;
    unit.temp = 75;
    rig.go(700);
    assertEquals(2, rig.active().size());
    rig.unit(2).condition = Condition.OFFLINE;
    rig.go(60);
    assertEquals(2, kinds().stream().filter(AlarmKind.IMBALANCE::equals).count());
    rig.unit(2).condition = Condition.ONLINE;
    rig.member(1, null, true);
    rig.member(2, null, true);
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }
}
