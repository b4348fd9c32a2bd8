package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A reading of several exchanges")
@PureTests
class JointReadingsTest {
  private static final Duration SECONDS = Duration.ofSeconds(3);
  private static final String PS = "^P003PS";
  private static final String PS2 = "^P004PS2";
  private static final String POWER =
      "01000,00500,,+00300,+00250,+00270,+00820,0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,1,"
          + "1,2,1";
  private static final String THIRD =
      "00400,+00000,+00000,+00000,+00000,0000,0000,0000,00000,0000,0000,0000,00000,000,1,0";

  private final ScriptedUnit unit = new ScriptedUnit("pi17", null);

  @BeforeEach
  void answers() {
    unit.otherwise = new byte[] {'^', '0', 0x1B, (byte) 0xE3, '\r'};
    unit.answers.put("^P003PI", "17");
    unit.answers.put("^P003ID", "1496161704100242000000");
    unit.answers.put("^P003MOD", "05");
    unit.answers.put(
        "^P003GS",
        "3464,3454,0032,0026,0503,071,-00100,2395,2401,2374,5000,0000,0000,0000,2397,2399,2374,5000,"
            + ",,,025,029,000,0");
    unit.answers.put(PS, POWER);
  }

  private List<Reading> statuses() {
    return unit.readings.stream().filter(reading -> reading.command().equals("status")).toList();
  }

  private Reading last() {
    return statuses().get(statuses().size() - 1);
  }

  @Test
  @DisplayName("is told with the values of both from the first time on")
  void both() {
    unit.untilOnline();
    unit.run(SECONDS);
    Reading first = statuses().get(0);
    assertEquals("GS", first.code());
    assertEquals(1_860, first.data().get("ac_watt"));
    assertEquals(820, first.data().get("grid_watts"));
    assertEquals(
        1_500, first.data().get("pv_watts"), "it refuses twice to tell of a third tracker");
    assertFalse(first.data().containsKey("pv3_input_power"));
    assertEquals(10.0, first.data().get("batt_discharge_amps"));
    assertFalse(first.data().containsKey("older_ms"));
    assertTrue(unit.readings.stream().noneMatch(reading -> reading.command().equals("power")));
    assertEquals(Condition.ONLINE, unit.state().condition());
  }

  @Test
  @DisplayName("keeps what came before with its own age, until that is too old; it comes back")
  void aPartThatFails() {
    unit.untilOnline();
    unit.run(SECONDS);
    unit.silent.add(PS);
    int since = statuses().size();
    unit.run(Duration.ofSeconds(4));
    Reading held = statuses().get(since);
    assertEquals(1_860, held.data().get("ac_watt"));
    long behind = older(held).get("ac_watt");
    assertTrue(behind > 0 && behind <= 5_000, () -> behind + " ms");
    assertFalse(older(held).containsKey("batt_volt"));
    assertEquals(Condition.DEGRADED, unit.state().condition());
    unit.run(Duration.ofSeconds(10));
    Reading old = last();
    assertEquals(50.3, old.data().get("batt_volt"));
    assertTrue(old.data().containsKey("ac_watt"));
    for (String key : List.of("ac_watt", "pv_watts", "grid_watts", "load_percent")) {
      assertNull(old.data().get(key), key);
    }
    assertFalse(old.data().containsKey("older_ms"));
    assertEquals(Condition.DEGRADED, unit.state().condition());
    long told = unit.states.stream().filter(s -> s.condition() == Condition.DEGRADED).count();
    assertTrue(told < 6, () -> "it is no news each time: " + unit.states);
    unit.silent.clear();
    unit.run(SECONDS);
    assertEquals(1_860, last().data().get("ac_watt"));
    assertEquals(Condition.ONLINE, unit.state().condition());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Long> older(Reading reading) {
    return (Map<String, Long>) reading.data().get("older_ms");
  }

  @Test
  @DisplayName("tells the sun of a third tracker as well, which has turns of its own")
  void thirdTracker() {
    unit.answers.put(PS2, THIRD);
    unit.untilOnline();
    unit.run(Duration.ofSeconds(4));
    for (Reading status : statuses()) {
      assertEquals(1_900, status.data().get("pv_watts"));
      assertEquals(400, status.data().get("pv3_input_power"));
    }
    assertTrue(older(last()).get("pv3_input_power") > 500);
    assertEquals(older(last()).get("pv3_input_power"), older(last()).get("pv_watts"));
    unit.silent.add(PS2);
    unit.run(Duration.ofSeconds(30));
    assertTrue(last().data().containsKey("pv3_input_power"));
    assertNull(last().data().get("pv_watts"), "a sum that lacks a tracker is no sum");
    assertEquals(1_000, last().data().get("pv1_input_power"));
  }

  @Test
  @DisplayName("does not tell a sum while nobody knows whether there is a third tracker")
  void unknownTracker() {
    unit.silent.add(PS2);
    unit.untilOnline();
    unit.run(Duration.ofMillis(100));
    unit.silent.clear();
    unit.answers.put(PS2, THIRD);
    unit.run(Duration.ofSeconds(20));
    assertTrue(
        statuses().stream()
            .map(status -> status.data().get("pv_watts"))
            .allMatch(sun -> sun == null || sun.equals(1_900)));
    assertEquals(1_900, last().data().get("pv_watts"));
  }
}
