package io.sunherd.battery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.herd.Said;
import io.sunherd.suite.PureTests;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A battery, as its units tell of it")
@PureTests
class BatteriesTest {
  private final Batteries batteries = new Batteries(List.of("roof-1", "roof-2", "roof-3"));

  private void hear(String id, long at, int hundredths, int charge, int discharge) {
    batteries.accept(Said.state(id, Condition.ONLINE));
    batteries.accept(
        Said.reading(
            id, "QPIGS", at, 1_000, Said.status(500, hundredths, charge, discharge, "00000")),
        at);
  }

  private void member(String id, String system) {
    batteries.accept(
        new Member(Said.serial(id), system, 1, "roof-1", true, 1, "battery", "parallel"));
  }

  @Test
  void isNotThereBeforeAnyUnitHasMeasuredIt() {
    assertEquals(List.of(), batteries.states(0));
  }

  @Test
  @DisplayName("is one for all units that share it: amperes summed, volts of the nearest reading")
  void shared() {
    hear("roof-1", 10, 5_290, 0, 30);
    hear("roof-2", 20, 5_310, 0, 4);
    List<BatteryState> states = batteries.states(30);
    assertEquals(1, states.size());
    BatteryState battery = states.get(0);
    assertNull(battery.system());
    assertEquals(List.of("roof-1", "roof-2", "roof-3"), battery.units());
    assertEquals(-34, battery.amps());
    assertEquals(53.1, battery.volts());
    assertEquals(-30 * 52.9 - 4 * 53.1, battery.watts(), 1e-6);
    assertEquals(87, battery.soc());
    assertEquals(List.of("roof-3"), battery.missing());
    assertEquals("inverter", battery.source());
    assertEquals(20, battery.at());
    assertFalse(battery.stale());
  }

  @Test
  @DisplayName("is one for each parallel system, where there are several")
  void several() {
    member("roof-1", "a");
    member("roof-2", "a");
    member("roof-3", "b");
    hear("roof-1", 10, 5_290, 10, 0);
    hear("roof-2", 10, 5_290, 12, 0);
    hear("roof-3", 10, 2_600, 0, 7);
    List<BatteryState> states = batteries.states(30);
    assertEquals(List.of("a", "b"), states.stream().map(BatteryState::system).toList());
    assertEquals(List.of(22.0, -7.0), states.stream().map(BatteryState::amps).toList());
  }

  @Test
  @DisplayName("is told as stale, with its last values, once no unit measures it")
  void stale() {
    hear("roof-1", 10, 5_290, 0, 30);
    assertFalse(batteries.states(1_000).get(0).stale());
    BatteryState gone = batteries.states(60_000).get(0);
    assertTrue(gone.stale());
    assertEquals(52.9, gone.volts());
    assertEquals(10, gone.at());
    batteries.accept(Said.state("roof-1", Condition.OFFLINE));
    assertTrue(batteries.states(61_000).get(0).stale());
    hear("roof-1", 70_000, 5_300, 0, 1);
    assertFalse(batteries.states(70_001).get(0).stale());
  }

  @Test
  @DisplayName("is not that of a unit which shows that it has none; a silent one may be on it")
  void without() {
    hear("roof-1", 10, 5_290, 10, 0);
    hear("roof-2", 10, 30, 0, 0);
    BatteryState battery = batteries.states(20).get(0);
    assertEquals(List.of("roof-1", "roof-3"), battery.units());
    assertEquals(List.of("roof-3"), battery.missing());
    hear("roof-3", 10, 40, 0, 0);
    battery = batteries.states(20).get(0);
    assertEquals(List.of("roof-1"), battery.units());
    assertEquals(List.of(), battery.missing());
  }

  @Test
  @DisplayName("is not there where a unit measures no voltage")
  void none() {
    hear("roof-1", 10, 30, 0, 0);
    assertEquals(List.of(), batteries.states(20));
  }
}
