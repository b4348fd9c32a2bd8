package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.alarm.AlarmRig.Unit;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.suite.LongTests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Histories of alarms")
@LongTests
class AlarmHistoriesTest {

  @Test
  @DisplayName("have one cause for a storm of nine units")
  void storm() {
    AlarmRig rig = new AlarmRig(9);
    rig.go(10);
    for (Unit unit : rig.units.values()) {
      unit.condition = Condition.OFFLINE;
      rig.go(2);
    }
    rig.go(320);
    List<Alarm> raised = rig.raised(AlarmKind.UNIT_OFFLINE);
    assertEquals(9, raised.size());
    assertEquals(1, raised.stream().map(Alarm::root).distinct().count());
    assertNull(raised.get(0).cause());
    rig.units.values().forEach(unit -> unit.condition = Condition.ONLINE);
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("have causes of their own for what begins at different times")
  void noStorm() {
    AlarmRig rig = new AlarmRig(2);
    rig.go(10);
    rig.unit(1).condition = Condition.OFFLINE;
    rig.go(120);
    rig.unit(2).condition = Condition.OFFLINE;
    rig.go(310);
    assertEquals(
        2, rig.raised(AlarmKind.UNIT_OFFLINE).stream().map(Alarm::root).distinct().count());
  }

  @Test
  @DisplayName("go on over a restart, as the same alarms")
  void restart() {
    AlarmRig rig = new AlarmRig(2);
    rig.go(10);
    rig.unit(1).mode = "F";
    rig.accept(new SettingChange("roof-2", "battery_type", "PBT", "agm", "user", null, 0));
    rig.go(10);
    Set<String> before = rig.active().stream().map(Alarm::id).collect(Collectors.toSet());
    assertEquals(2, before.size());
    rig.restart(600_000);
    rig.go(60);
    assertEquals(before, rig.active().stream().map(Alarm::id).collect(Collectors.toSet()));
    assertEquals(1, rig.raised(AlarmKind.FAULT).size());
    assertEquals(1, rig.raised(AlarmKind.CHANGED_OUTSIDE).size());
    rig.accept(new SettingChange("roof-2", "battery_type", "PBT", "user", "agm", null, 0));
    rig.unit(1).mode = "B";
    rig.go(20);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("end at a stated time where the cause went while the hub was off")
  void gone() {
    AlarmRig rig = new AlarmRig(1);
    rig.go(10);
    rig.unit(1).mode = "F";
    rig.go(10);
    String id = rig.active().get(0).id();
    rig.unit(1).mode = "B";
    rig.restart(3_600_000);
    long start = rig.at();
    rig.go(20);
    Alarm over = rig.watch.board().find(id).orElseThrow();
    assertEquals(State.CLEARED, over.state());
    assertTrue(over.cleared() >= start && over.cleared() <= rig.at(), over::toString);
  }

  @Test
  @DisplayName("wait for what is not known after a restart")
  void unknown() {
    AlarmRig rig = new AlarmRig(1);
    rig.go(10);
    rig.unit(1).mode = "F";
    rig.go(10);
    rig.unit(1).condition = Condition.OFFLINE;
    rig.restart(60_000);
    rig.go(3_600);
    assertTrue(rig.active().stream().anyMatch(alarm -> alarm.kind() == AlarmKind.FAULT));
  }

  @Test
  @DisplayName("end where a new one began, if the store came back too late")
  void late() {
    AlarmRig rig = new AlarmRig(1);
    rig.go(10);
    rig.unit(1).mode = "F";
    rig.go(10);
    List<Alarm> kept = rig.watch.board().all(100);
    rig.watch = new AlarmWatch();
    rig.configure();
    rig.go(10);
    Alarm anew = rig.active().get(0);
    List<Alarm> ended = rig.watch.recall(kept, rig.nowMs);
    assertEquals(1, ended.size());
    assertEquals(kept.get(0).id(), ended.get(0).id());
    assertEquals(anew.since(), ended.get(0).cleared());
    assertEquals(1, rig.active().size());
  }

  @Test
  @DisplayName("do not flood where something comes and goes")
  void flapping() {
    AlarmRig rig = new AlarmRig(1);
    rig.go(10);
    for (int i = 0; i < 3_600; i++) {
      rig.unit(1).mode = i % 2 == 0 ? "F" : "B";
      rig.go(i % 2 == 0 ? 1 : 8);
    }
    assertTrue(rig.news.size() <= 2 * 10 * 9, () -> rig.news.size() + " in nine hours");
    rig.unit(1).mode = "B";
    rig.go(1_000);
    assertEquals(List.of(), rig.active());
  }

  @ParameterizedTest
  @DisplayName("raise each once and clear each once, whatever happens, restarts in between")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void random(long seed) {
    Random random = new Random(seed);
    AlarmRig rig = new AlarmRig(3);
    rig.rules = new AlarmRules(Map.of(AlarmKind.UNIT_OFFLINE, 20_000L), Set.of(), true, 20, null);
    rig.configure();
    rig.parallel(1, 2, 3);
    for (int step = 0; step < 200; step++) {
      Unit unit = rig.unit(1 + random.nextInt(3));
      switch (random.nextInt(8)) {
        case 0 -> unit.condition = Condition.OFFLINE;
        case 1 -> unit.mode = "F";
        case 2 -> unit.grid = 0;
        case 3 -> unit.soc = 10;
        case 4 -> unit.warnings = "0".repeat(12) + "1" + "0".repeat(23);
        case 5 ->
            rig.accept(new SettingChange(unit.id, "battery_type", "PBT", "agm", "user", null, 0));
        case 6 -> rig.restart(1_000L * random.nextInt(600));
        default -> well(rig, unit);
      }
      rig.go(1 + random.nextInt(60));
      assertNoneTwice(rig);
    }
    rig.units.values().forEach(unit -> well(rig, unit));
    rig.go(2_000);
    rig.active().stream()
        .filter(alarm -> alarm.kind() == AlarmKind.CHANGED_OUTSIDE)
        .forEach(alarm -> rig.watch.acknowledge(alarm.id(), "ann"));
    rig.go(1_000);
    assertEquals(List.of(), rig.active());
    Map<String, Integer> raised = new HashMap<>();
    Map<String, Integer> cleared = new HashMap<>();
    for (Alarm alarm : rig.news) {
      if (alarm.state() == State.RAISED) {
        raised.merge(alarm.id(), 1, Integer::sum);
      } else if (alarm.state() == State.CLEARED) {
        cleared.merge(alarm.id(), 1, Integer::sum);
        assertTrue(alarm.cleared() >= alarm.since(), alarm::toString);
      }
    }
    assertFalse(raised.isEmpty());
    assertEquals(raised, cleared);
    assertEquals(Set.of(1), new HashSet<>(raised.values()));
  }

  private static void well(AlarmRig rig, Unit unit) {
    unit.condition = Condition.ONLINE;
    unit.mode = "B";
    unit.grid = 230;
    unit.soc = 87;
    unit.warnings = "0".repeat(36);
  }

  /** No subject has two active alarms. */
  private static void assertNoneTwice(AlarmRig rig) {
    Set<Object> matters = new HashSet<>();
    for (Alarm alarm : rig.active()) {
      for (String what : alarm.matters()) {
        assertTrue(
            matters.add(new AlarmSubject(alarm.kind(), alarm.inverter(), what)),
            () -> what + " twice: " + rig.active());
      }
    }
  }
}
