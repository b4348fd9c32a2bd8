package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Three paralleled units on pseudo-terminals, kept by a whole hub and asked over HTTP. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class HubOverTerminalsTest {
  @TempDir private Path directory;
  private Simulation units;
  private Map<String, Map<String, String>> truth;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON);
    truth = SimulatedUnits.say(units);
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private RunningHub started() throws InterruptedException {
    RunningHub hub = new RunningHub(SimulatedUnits.inverters(units));
    for (int number = 1; number <= 3; number++) {
      hub.await(0, "roof-" + number, Condition.ONLINE);
      hub.awaitStatus(0, "roof-" + number, 1);
    }
    return hub;
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  /** What a unit, counted from 1, says to this inquiry. */
  private String said(int number, String code) {
    return truth.get(units.serials().get(number - 1)).get(code);
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  @Test
  void everyUnitIsThereUnderItsSerialNumber() throws Exception {
    try (RunningHub hub = started()) {
      var listed = json(hub, "/api/v1/inverters").getJsonArray("inverters");
      assertEquals(3, listed.size());
      for (int i = 0; i < 3; i++) {
        JsonObject one = listed.getJsonObject(i);
        assertEquals("roof-" + (i + 1), one.getString("id"));
        assertEquals("online", one.getString("state"));
        assertEquals(units.serials().get(i), one.getString("serial"));
        assertEquals(units.addresses().get(i), one.getString("device"));
      }
    }
  }

  @Test
  void cmdsAnswersSingleSeveralMergedAndAll() throws Exception {
    try (RunningHub hub = started()) {
      assertEquals(said(1, "QPIGS"), hub.get("/cmds?cmd=status&raw=1").body());
      assertEquals(said(2, "QPIGS"), hub.get("/cmds?cmd=QPIGS&inverter=roof-2&raw=1").body());
      JsonObject status = json(hub, "/cmds?cmd=status&max_age=0");
      JsonObject mode = json(hub, "/cmds?cmd=operation_mode&max_age=0");
      assertTrue(status.containsKey("batt_volt") && !status.containsKey("mode"));

      JsonObject several = json(hub, "/cmds?cmd=status&cmd=operation_mode");
      assertEquals(status, several.getJsonObject("status"));
      assertEquals(mode, several.getJsonObject("operation_mode"));
      assertEquals(2, several.size());

      JsonObject merged = json(hub, "/cmds?cmd=status&cmd=operation_mode&merge=1");
      assertEquals(status.copy().mergeIn(mode), merged);

      JsonObject all = json(hub, "/cmds?cmd=serial_number&inverter=all");
      for (int i = 0; i < 3; i++) {
        assertEquals(
            units.serials().get(i),
            all.getJsonObject("roof-" + (i + 1)).getString("serial_number"));
      }
    }
  }

  @Test
  void oneUnpluggedLeavesTheOthersAloneAndHealsUnderAnotherName() throws Exception {
    try (RunningHub hub = started()) {
      int pulled = hub.now();
      order("unplug 2");
      hub.await(pulled, "roof-2", Condition.OFFLINE);
      int away = hub.now();
      hub.awaitStatus(away, "roof-1", 10);
      hub.awaitStatus(away, "roof-3", 10);
      assertEquals(503, hub.get("/cmds?cmd=status&inverter=roof-2").statusCode());

      int plugged = hub.now();
      order("plug 2 as unit-7");
      InverterState back = hub.await(plugged, "roof-2", Condition.ONLINE);
      assertEquals(units.serials().get(1), back.serial());
      assertEquals("serial:" + directory.resolve("unit-7"), back.device());
      assertEquals(said(2, "QPIGS"), hub.awaitStatus(plugged, "roof-2", 1).get(0).raw());
      assertTrue(
          hub.readings(away).stream()
              .filter(reading -> !reading.inverter().equals("roof-2"))
              .allMatch(
                  reading ->
                      said(number(reading.inverter()), reading.code()).equals(reading.raw())));
    }
  }

  private static int number(String inverter) {
    return Integer.parseInt(inverter.substring("roof-".length()));
  }

  @Test
  void oneThatFallsSilentOrHangsDoesNotHoldUpTheOthers() throws Exception {
    try (RunningHub hub = started()) {
      for (String fault : List.of("silence", "hang")) {
        int before = hub.now();
        order(fault + " 3 on");
        hub.await(before, "roof-3", Condition.DEGRADED);
        int ill = hub.now();
        hub.awaitStatus(ill, "roof-1", 10);
        hub.awaitStatus(ill, "roof-2", 10);
        assertEquals(200, hub.get("/cmds?cmd=flags&inverter=roof-1&max_age=0").statusCode());
        assertNotEquals(
            200, hub.get("/cmds?cmd=flags&inverter=roof-3&max_age=0").statusCode(), fault);
        int cleared = hub.now();
        order("clear 3");
        assertEquals(said(3, "QPIGS"), hub.awaitStatus(cleared, "roof-3", 1).get(0).raw());
      }
    }
  }

  @Test
  void oneWhosePortTakesNoBytesIsOfflineAndComesBack() throws Exception {
    try (RunningHub hub = started()) {
      int before = hub.now();
      order("stuck 3 on");
      InverterState stuck =
          hub.await(
              before,
              InverterState.class,
              state -> state.inverter().equals("roof-3") && state.condition() == Condition.OFFLINE);
      assertEquals(
          units.addresses().get(2)
              + " takes no bytes: nothing that is sent goes out; re-plug it, or look at its other end.",
          stuck.error());
      int away = hub.now();
      hub.awaitStatus(away, "roof-1", 10);
      hub.awaitStatus(away, "roof-2", 10);
      assertEquals(503, hub.get("/cmds?cmd=status&inverter=roof-3").statusCode());
      int cleared = hub.now();
      order("clear 3");
      hub.await(cleared, "roof-3", Condition.ONLINE);
      assertEquals(said(3, "QPIGS"), hub.awaitStatus(cleared, "roof-3", 1).get(0).raw());
    }
  }

  @Test
  void memoryAnswersWhileEveryUnitHangs() throws Exception {
    var seldom =
        SimulatedUnits.inverters(units).stream()
            .map(
                inverter ->
                    new Inverter(
                        inverter.id(),
                        inverter.device(),
                        null,
                        null,
                        inverter.protocol(),
                        null,
                        Map.of(
                            "status", Duration.ofHours(1),
                            "operation_mode", Duration.ofMillis(100))))
            .toList();
    try (RunningHub hub = new RunningHub(seldom)) {
      for (int number = 1; number <= 3; number++) {
        hub.awaitStatus(0, "roof-" + number, 1);
      }
      int before = hub.now();
      for (int number = 1; number <= 3; number++) {
        order("hang " + number + " on");
      }
      for (int number = 1; number <= 3; number++) {
        hub.await(before, "roof-" + number, Condition.DEGRADED);
      }
      for (int i = 0; i < 100; i++) {
        for (int number = 1; number <= 3; number++) {
          assertEquals(
              said(number, "QPIGS"),
              hub.get("/cmds?cmd=status&raw=1&max_age=3600&inverter=roof-" + number).body());
        }
      }
    }
    for (int number = 1; number <= 3; number++) {
      order("clear " + number);
    }
    assertEquals(truth, SimulatedUnits.sayOverLines(units), "every device was let go");
  }
}
