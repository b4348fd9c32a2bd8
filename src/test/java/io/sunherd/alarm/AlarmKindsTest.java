package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.alarm.AlarmRig.Unit;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each kind of alarm")
@PureTests
class AlarmKindsTest {
  private static final List<State> ONCE = List.of(State.RAISED, State.CLEARED);

  private final AlarmRig rig = new AlarmRig(3);
  private final Unit unit = rig.unit(1);

  private Alarm only(AlarmKind kind) {
    List<Alarm> raised = rig.raised(kind);
    assertEquals(1, raised.size(), () -> kind + ": " + rig.news);
    Alarm alarm = raised.get(0);
    assertTrue(alarm.text().contains("It clears "), alarm.text());
    return alarm;
  }

  @Test
  @DisplayName("is silent while all is well")
  void well() {
    rig.parallel(1, 2, 3);
    rig.accept(new PartHealth("history", null));
    rig.accept(new ConfigState("v", 0, List.of()));
    rig.go(4_000);
    assertEquals(List.of(), rig.news);
  }

  @Test
  @DisplayName("fault: at once, by its name and code, and one for what comes together")
  void fault() {
    rig.go(5);
    long then = rig.at();
    unit.mode = "F";
    rig.go(3);
    Alarm first = only(AlarmKind.FAULT);
    assertEquals("roof-1", first.inverter());
    assertTrue(first.since() - then <= 1_000);
    unit.warnings = "01" + "0".repeat(7) + "1" + "0".repeat(26);
    rig.go(3);
    Alarm grown = rig.active().get(0);
    assertEquals(first.id(), grown.id());
    assertTrue(grown.text().contains("Over temperature"), grown.text());
    unit.mode = "B";
    unit.warnings = "0".repeat(36);
    rig.go(20);
    assertEquals(State.CLEARED, rig.news.get(rig.news.size() - 1).state());
    assertEquals(List.of(), rig.active());
    only(AlarmKind.FAULT);
  }

  @Test
  @DisplayName("fault: of a unit that is seen over the bus only by its name, too")
  void faultOverTheBus() {
    unit.condition = Condition.DEGRADED;
    unit.via = "roof-2";
    unit.isMute = true;
    rig.go(10);
    unit.bus = "85";
    rig.go(3);
    Alarm alarm = only(AlarmKind.FAULT);
    assertTrue(alarm.text().contains("AC output currents are unbalanced"), alarm.text());
    assertEquals(List.of("output_current_unbalanced"), alarm.evidence().get("faults"));
    assertEquals("85", alarm.evidence().get("fault_code"));
    unit.bus = "00";
    rig.go(20);
    assertEquals(ONCE, rig.states(AlarmKind.FAULT));
  }

  @Test
  @DisplayName("fault: what a unit names itself is not named again as the bus has it")
  void faultTwice() {
    unit.mode = "F";
    unit.warnings = "01" + "0".repeat(4) + "1" + "0".repeat(29);
    unit.bus = "09";
    rig.go(5);
    Alarm alarm = only(AlarmKind.FAULT);
    assertFalse(alarm.text().contains("soft start"), alarm.text());
  }

  @Test
  @DisplayName("warning: what the unit warns of, but not of a grid that is not there")
  void warning() {
    unit.warnings = "0".repeat(5) + "1" + "0".repeat(30); // line fail
    rig.go(20);
    assertEquals(List.of(), rig.news);
    unit.warnings = "0".repeat(12) + "1" + "0".repeat(23); // battery low alarm
    rig.go(20);
    assertEquals("roof-1", only(AlarmKind.WARNING).inverter());
    unit.warnings = "0".repeat(36);
    rig.go(20);
    assertEquals(ONCE, rig.states(AlarmKind.WARNING));
  }

  @Test
  @DisplayName("unit_offline: after five minutes, not for a short silence")
  void offline() {
    rig.go(10);
    unit.condition = Condition.OFFLINE;
    rig.go(290);
    unit.condition = Condition.ONLINE;
    rig.go(60);
    assertEquals(List.of(), rig.news);
    long then = rig.at();
    unit.condition = Condition.OFFLINE;
    rig.go(310);
    Alarm alarm = only(AlarmKind.UNIT_OFFLINE);
    assertTrue(alarm.since() - then <= 1_000);
    unit.condition = Condition.ONLINE;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.UNIT_OFFLINE));
  }

  @Test
  @DisplayName("unit_offline: not at night, of a unit that lives on the sun; again by day")
  void night() {
    unit.volts = 0;
    unit.soc = 0;
    unit.mode = "L";
    rig.isBatteryTold = false;
    rig.go(60);
    unit.pv = 3;
    rig.unit(2).pv = 0;
    rig.unit(3).pv = 0;
    rig.go(60);
    rig.silence(unit);
    rig.go(8 * 3_600);
    assertEquals(List.of(), rig.news);
    rig.unit(2).pv = 1_000;
    rig.go(3_600 + 400);
    assertEquals("roof-1", only(AlarmKind.UNIT_OFFLINE).inverter());
  }

  @Test
  @DisplayName("unit_offline: at night, too, of a unit that has a battery, or where that is wished")
  void noNight() {
    unit.pv = 0;
    unit.mode = "L";
    rig.go(60);
    unit.condition = Condition.OFFLINE;
    rig.go(310);
    only(AlarmKind.UNIT_OFFLINE);
  }

  @Test
  @DisplayName("unit_offline: at night where unless is never")
  void never() {
    rig.rules = new AlarmRules(Map.of(), Set.of(), false, 20, null);
    rig.configure();
    unit.volts = 0;
    unit.pv = 0;
    rig.go(60);
    unit.condition = Condition.OFFLINE;
    rig.go(310);
    only(AlarmKind.UNIT_OFFLINE);
  }

  @Test
  @DisplayName("cable_lost: a unit that is seen through another one only")
  void cable() {
    rig.go(5);
    unit.via = "roof-2";
    rig.go(310);
    assertEquals("roof-1", only(AlarmKind.CABLE_LOST).inverter());
    unit.via = null;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.CABLE_LOST));
  }

  @Test
  @DisplayName("battery_low: after a minute, until it has clearly more")
  void battery() {
    rig.go(5);
    rig.units.values().forEach(one -> one.soc = 20);
    rig.go(70);
    only(AlarmKind.BATTERY_LOW);
    rig.units.values().forEach(one -> one.soc = 23);
    rig.go(300);
    assertEquals(1, rig.active().size());
    rig.units.values().forEach(one -> one.soc = 26);
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
  }

  @Test
  @DisplayName("battery_low: by its volts, those of a smaller battery as well")
  void volts() {
    rig.units.values().forEach(one -> one.volts = 23.6);
    rig.go(100);
    assertEquals(List.of(), rig.raised(AlarmKind.BATTERY_LOW));
    rig.units.values().forEach(one -> one.volts = 23.4);
    rig.go(100);
    only(AlarmKind.BATTERY_LOW);
  }

  @Test
  @DisplayName("battery_low: a unit that falls silent on less than twice the charge")
  void silent() {
    unit.soc = 35;
    unit.discharge = 20;
    unit.pv = 0;
    rig.go(60);
    rig.silence(unit);
    rig.go(600);
    assertEquals("roof-1", only(AlarmKind.BATTERY_LOW).inverter());
    assertEquals(List.of(), rig.raised(AlarmKind.UNIT_OFFLINE));
    unit.condition = Condition.ONLINE;
    unit.isMute = false;
    rig.go(20);
    assertEquals(ONCE, rig.states(AlarmKind.BATTERY_LOW));
  }

  @Test
  @DisplayName("grid_lost: where there was one, after ten seconds")
  void grid() {
    rig.unit(2).grid = 0;
    rig.go(60);
    assertEquals(List.of(), rig.news);
    unit.grid = 0;
    rig.go(5);
    unit.grid = 230;
    rig.go(20);
    assertEquals(List.of(), rig.news);
    unit.grid = 0;
    rig.go(600);
    assertEquals("roof-1", only(AlarmKind.GRID_LOST).inverter());
    unit.grid = 230;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.GRID_LOST));
  }

  @Test
  @DisplayName("unit_missing: a unit that is gone from its parallel bus")
  void missing() {
    rig.parallel(1, 2, 3);
    rig.go(5);
    rig.member(3, false);
    rig.go(310);
    assertEquals("roof-3", only(AlarmKind.UNIT_MISSING).inverter());
    rig.member(3, true);
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.UNIT_MISSING));
  }

  @Test
  @DisplayName("unit_missing: not of a unit that is alone, nor where nobody sees the bus")
  void notMissing() {
    rig.member(2, null, false);
    rig.parallel(1, 3);
    rig.go(5);
    unit.condition = Condition.OFFLINE;
    rig.member(1, false);
    rig.member(3, false);
    rig.go(400);
    assertEquals(List.of(), rig.raised(AlarmKind.UNIT_MISSING));
    unit.condition = Condition.ONLINE;
    rig.go(310);
    assertEquals(2, rig.raised(AlarmKind.UNIT_MISSING).size());
    rig.member(3, null, false);
    rig.member(1, true);
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }

  private static SystemTotals totals(List<Difference> differences) {
    return new SystemTotals(
        0,
        3,
        3,
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        differences,
        Map.of(),
        List.of(),
        Map.of());
  }

  @Test
  @DisplayName("settings_differ: one for all that differ")
  void differences() {
    Difference one = new Difference("battery_type", "Battery type", Map.of("roof-1", "user"));
    Difference two = new Difference("firmware", "Main firmware", Map.of("roof-1", "a"));
    rig.accept(totals(List.of(one, two)));
    rig.go(70);
    assertEquals(
        Set.of("battery_type", "firmware"),
        ((Map<?, ?>) only(AlarmKind.SETTINGS_DIFFER).evidence().get("settings")).keySet());
    rig.accept(totals(List.of()));
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.SETTINGS_DIFFER));
  }

  private static SettingChange change(Object from, Object value, String by) {
    return new SettingChange("roof-1", "battery_float_volt", "PBFT", from, value, by, 0);
  }

  @Test
  @DisplayName("changed_outside: until it is set back, written by the hub, or acknowledged")
  void changed() {
    rig.accept(change(54.0, 53.0, "ann"));
    rig.go(10);
    assertEquals(List.of(), rig.news);
    rig.accept(change(53.0, 55.0, null));
    rig.go(100);
    only(AlarmKind.CHANGED_OUTSIDE);
    rig.accept(change(55.0, 53.0, null));
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.CHANGED_OUTSIDE));
    rig.accept(change(53.0, 56.0, null));
    rig.go(2);
    rig.accept(change(56.0, 53.5, "ann"));
    rig.go(30);
    assertEquals(List.of(), rig.active());
    rig.accept(change(53.5, 50.0, null));
    rig.go(2);
    String id = rig.active().get(0).id();
    assertEquals("ann", rig.watch.acknowledge(id, "ann").orElseThrow().acknowledgedBy());
    rig.go(60);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("config_refused and history_failing: the hub's own")
  void hub() {
    rig.accept(new ConfigState("v", 0, List.of("hub.yaml:3: wrong.")));
    rig.accept(new PartHealth("history", "The disk is full."));
    rig.go(3);
    assertNull(only(AlarmKind.CONFIG_REFUSED).inverter());
    assertEquals(List.of(), rig.raised(AlarmKind.HISTORY_FAILING));
    rig.go(60);
    assertTrue(only(AlarmKind.HISTORY_FAILING).text().contains("The disk is full"));
    rig.accept(new ConfigState("w", 0, List.of()));
    rig.accept(new PartHealth("history", null));
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("mqtt_trouble: as soon as a part of that name tells of some")
  void mqtt() {
    rig.accept(new PartHealth("mqtt", "The broker does not answer."));
    rig.go(130);
    only(AlarmKind.MQTT_TROUBLE);
  }

  @Test
  @DisplayName("placeholder_serial: a unit that cannot be told from others")
  void placeholder() {
    unit.notes = "Its serial number 55355535553555" + InverterState.PLACEHOLDER + ".";
    rig.go(70);
    assertEquals("roof-1", only(AlarmKind.PLACEHOLDER_SERIAL).inverter());
    unit.notes = "";
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.PLACEHOLDER_SERIAL));
  }

  @Test
  @DisplayName("imbalance: a unit that carries more than its share for ten minutes")
  void share() {
    rig.parallel(1, 2, 3);
    rig.units.values().forEach(one -> one.watts = 1_000);
    unit.watts = 1_140;
    rig.go(700);
    assertEquals(List.of(), rig.news);
    unit.watts = 1_400;
    rig.go(500);
    assertEquals(List.of(), rig.news);
    rig.go(110);
    Alarm alarm = only(AlarmKind.IMBALANCE);
    assertEquals("roof-1", alarm.inverter());
    assertNotNull(alarm.evidence().get("watts"));
    unit.watts = 1_000;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.IMBALANCE));
  }

  @Test
  @DisplayName("imbalance: not of units that are no system, and not of a few watts")
  void noShare() {
    unit.watts = 5_000;
    rig.go(700);
    rig.parallel(1, 2, 3);
    unit.watts = 60;
    rig.unit(2).watts = 0;
    rig.unit(3).watts = 0;
    rig.go(700);
    assertEquals(List.of(), rig.news);
  }

  @Test
  @DisplayName("imbalance: a string that lags its twin for an hour of sun")
  void string() {
    unit.pv = 2_000;
    unit.pv2 = 1_950;
    rig.go(3_700);
    assertEquals(List.of(), rig.news);
    unit.pv2 = 900;
    rig.go(7_300);
    Alarm alarm = only(AlarmKind.IMBALANCE);
    assertEquals("pv2_charging_power", alarm.evidence().get("string"));
    unit.pv2 = 1_950;
    rig.go(7_300);
    assertEquals(ONCE, rig.states(AlarmKind.IMBALANCE));
  }

  @Test
  @DisplayName("imbalance: no twins are a string that is not there, and those that lead by turns")
  void noTwins() {
    unit.pv = 2_000;
    unit.pv2 = 0;
    rig.go(7_300);
    assertEquals(List.of(), rig.news);
    rig.unit(2).pv = 400;
    rig.unit(2).pv2 = 2_000;
    rig.go(3_700);
    rig.unit(2).pv = 2_000;
    rig.unit(2).pv2 = 400;
    rig.go(7_300);
    assertEquals(List.of(), rig.active());
  }

  @Test
  @DisplayName("imbalance: twins that lead each other by a hair are twins")
  void closeTwins() {
    unit.pv = 1_000;
    unit.pv2 = 998;
    rig.go(3_700);
    unit.pv = 997;
    unit.pv2 = 1_001;
    rig.go(3_600);
    unit.pv = 0;
    rig.go(7_300);
    Alarm alarm = only(AlarmKind.IMBALANCE);
    assertEquals("pv2_charging_power", alarm.evidence().get("twin"));
  }

  @Test
  @DisplayName("imbalance: a heat sink that is hotter than its fellows")
  void heat() {
    rig.parallel(1, 2, 3);
    unit.temp = 65;
    rig.go(610);
    assertTrue(only(AlarmKind.IMBALANCE).text().contains("heat sink"));
    unit.temp = 45;
    rig.go(10);
    assertEquals(ONCE, rig.states(AlarmKind.IMBALANCE));
  }

  @Test
  @DisplayName("can be told later, and not at all")
  void configured() {
    rig.rules =
        new AlarmRules(
            Map.of(AlarmKind.UNIT_OFFLINE, 10_000L), Set.of(AlarmKind.FAULT), true, 20, null);
    rig.configure();
    rig.go(5);
    rig.unit(2).mode = "F";
    unit.condition = Condition.OFFLINE;
    rig.go(12);
    only(AlarmKind.UNIT_OFFLINE);
    assertEquals(List.of(), rig.raised(AlarmKind.FAULT));
  }

  @Test
  @DisplayName("goes with its unit")
  void removed() {
    rig.go(5);
    unit.mode = "F";
    rig.go(5);
    only(AlarmKind.FAULT);
    rig.units.remove("roof-1");
    rig.configure();
    rig.go(10);
    assertEquals(List.of(), rig.active());
  }
}
