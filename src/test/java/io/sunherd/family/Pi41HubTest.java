package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.inverter.Scan;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@DisplayName("Two paralleled PI41 units on pseudo-terminals")
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi41HubTest {
  @TempDir private Path directory;
  private Simulation units;

  @BeforeEach
  void plugIn() throws Exception {
    units =
        Simulation.start(
            new Simulation.Options(
                2, true, "lv5048-pi41", 7, LinePace.NONE, directory, null, SimulatedUnits.NOON));
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private Inverter cabled(int number) {
    return SimulatedUnits.inverter(
        number, units.addresses().get(number - 1), null, Duration.ofMillis(100));
  }

  private static Inverter through() {
    return new Inverter(
        "roof-2",
        null,
        "roof-1",
        1,
        Inverter.AUTO,
        null,
        Map.of("parallel", Duration.ofMillis(100)));
  }

  /** What a field of both legs of both units comes to, from what they say, counted from 0. */
  private long both(int first, int second) throws Exception {
    long sum = 0;
    for (Map<String, String> said : say().values()) {
      sum += Long.parseLong(said.get("QPIGS").substring(1).split(" ")[first]);
      sum += Long.parseLong(said.get("QPIGS2").substring(1).split(" ")[second]);
    }
    return sum;
  }

  /** They do answer: where this machine was too busy for it to be in time, they are asked again. */
  private Map<String, Map<String, String>> say() throws Exception {
    for (int left = 5; ; left--) {
      try {
        return SimulatedUnits.say(units);
      } catch (SilentException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  @DisplayName("are known by what they say, and counted with both legs of each")
  void bothLegs() throws Exception {
    long watts = both(5, 5);
    long va = both(4, 4);
    assertTrue(watts > 0);
    try (RunningHub hub = new RunningHub(List.of(cabled(1), cabled(2)))) {
      hub.awaitTotals(
          0,
          totals ->
              totals.counted() == 2
                  && Long.valueOf(watts).equals(totals.values().get("ac_watt"))
                  && Long.valueOf(va).equals(totals.values().get("ac_va")));
      JsonArray inverters = json(hub, "/api/v1/inverters").getJsonArray("inverters");
      for (int i = 0; i < 2; i++) {
        assertEquals("pi41", inverters.getJsonObject(i).getString("protocol"));
        assertEquals(units.serials().get(i), inverters.getJsonObject(i).getString("serial"));
      }
    }
  }

  @Test
  @DisplayName("one without a cable is counted with both legs that the other tells of it")
  void through1() throws Exception {
    long watts = both(5, 5);
    try (RunningHub hub = new RunningHub(List.of(cabled(1), through()))) {
      assertEquals(units.serials().get(1), hub.await(0, "roof-2", Condition.ONLINE).serial());
      SystemTotals totals =
          hub.awaitTotals(
              0,
              now -> now.counted() == 2 && Long.valueOf(watts).equals(now.values().get("ac_watt")));
      assertFalse(totals.lacking().containsKey("ac_watt"));
      for (SystemTotals told : hub.totals(0)) {
        Number load = told.values().get("ac_watt");
        assertTrue(load == null || load.longValue() <= watts, told::toString);
      }
    }
  }

  @Test
  @DisplayName("are found by a scan over one cable")
  void scan() throws Exception {
    Links links =
        new Links(
            simulated -> {
              throw new AssertionError(simulated + " must not be opened here.");
            });
    List<Scan.Found> found = new ArrayList<>();
    new Scan(links, System::nanoTime)
        .look(List.of(DeviceAddress.parse(units.addresses().get(0))), found::add);
    assertEquals(units.serials(), found.stream().map(Scan.Found::serial).toList());
    assertEquals("pi41", found.get(0).protocol());
  }

  @Test
  @DisplayName("tell their faults by name")
  void fault() throws Exception {
    try (RunningHub hub = new RunningHub(List.of(cabled(1)))) {
      hub.await(0, "roof-1", Condition.ONLINE);
      assertEquals(
          new JsonArray(), json(hub, "/cmds?cmd=warnings&max_age=0").getJsonArray("faults"));
      assertFalse(units.control("failure 1 56").startsWith("error"));
      JsonObject ill = json(hub, "/cmds?cmd=warnings&max_age=0");
      assertEquals(JsonArray.of("inverter_fault", "battery_open"), ill.getJsonArray("faults"));
      assertEquals("FA", json(hub, "/cmds?cmd=operation_mode&max_age=0").getString("mode"));
    }
  }
}
