package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.herd.Said;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
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
@DisplayName("What several units on pseudo-terminals come to")
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class SumsOverTerminalsTest {
  @TempDir private Path directory;
  private ScriptedSystem units;

  @BeforeEach
  void nobody() {
    units = new ScriptedSystem(directory);
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  @DisplayName("the sun of a unit with two trackers is never told with the first one alone")
  void firstSecond() throws Exception {
    ScriptedDevice unit = units.add(1_000, 1_924).says("QPIGS2", "");
    // The first silence is no refusal, and five seconds pass before it is asked again.
    List<Inverter> one = List.of(units.inverter(1, Map.of()));
    try (RunningHub hub = new RunningHub(one)) {
      hub.awaitTotals(0, totals -> List.of("roof-1").equals(totals.lacking().get("pv_watts")));
      unit.says("QPIGS2", "02.1 310.4 00613 ");
      SystemTotals whole = hub.awaitTotals(0, totals -> totals.values().containsKey("pv_watts"));
      assertEquals(2_537L, whole.values().get("pv_watts"));
      unit.says("QPIGS2", null); // it has answered: now that it does not, the part is missing
      int since = hub.now();
      hub.awaitTotals(since, totals -> List.of("roof-1").equals(totals.lacking().get("pv_watts")));
      assertTrue(
          hub.totals(0).stream()
              .map(totals -> totals.values().get("pv_watts"))
              .allMatch(sun -> sun == null || sun.equals(2_537L)));
      assertTrue(
          hub.totals(0).stream()
              .filter(totals -> totals.counted() == 1)
              .allMatch(
                  totals ->
                      totals.values().containsKey("pv_watts")
                          != totals.lacking().containsKey("pv_watts")),
          "a unit that is counted but for its sun: the coverage says so");
    }
  }

  @Test
  @DisplayName(
      "a unit with one tracker is counted as soon as it has refused twice to tell of a second")
  void oneTracker() throws Exception {
    ScriptedDevice unit = units.add(1_000, 1_924);
    List<Inverter> one = List.of(units.inverter(1, Map.of("status_2", Duration.ofHours(1))));
    try (RunningHub hub = new RunningHub(one)) {
      SystemTotals whole = hub.awaitTotals(0, totals -> totals.values().containsKey("pv_watts"));
      assertEquals(1_924L, whole.values().get("pv_watts"));
      assertEquals(2, unit.asked("QPIGS2"));
      // 1,000 W of load and 530 W into the battery, less the sun: that is more than both.
      assertEquals(
          0L,
          hub.awaitTotals(0, t -> t.values().containsKey("grid_watts")).values().get("grid_watts"));
    }
  }

  @Test
  @DisplayName("a PI41 is counted with both legs, and for its sun in the dark only")
  void splitPhase() throws Exception {
    ScriptedDevice unit = units.add(2_000, 1_500);
    String second = "120.1 60.0 120.0 60.0 0400 0380 011 0004 310.4 53.10 10100010";
    unit.says("QPI", "PI41").says("QPIGS2", second);
    List<Inverter> one = units.inverters();
    try (RunningHub hub = new RunningHub(one)) {
      SystemTotals both = hub.awaitTotals(0, totals -> totals.values().containsKey("ac_watt"));
      assertEquals(2_380L, both.values().get("ac_watt"));
      JsonObject system = json(hub, "/api/v1/system");
      assertFalse(system.containsKey("pv_watts"));
      JsonObject none =
          new JsonObject().put("counted", 0).put("missing", new JsonArray().add("roof-1"));
      assertEquals(none, system.getJsonObject("coverage").getJsonObject("pv_watts"));
      assertEquals(none, system.getJsonObject("coverage").getJsonObject("grid_watts"));
      unit.says("QPIGS2", second.replace("0004 310.4", "0000 000.0"));
      SystemTotals dark = hub.awaitTotals(0, totals -> totals.values().containsKey("pv_watts"));
      assertEquals(1_500L, dark.values().get("pv_watts"));
      // 2,380 W of load and 530 W into the battery less 1,500 W of sun
      hub.awaitTotals(0, totals -> Long.valueOf(1_410).equals(totals.values().get("grid_watts")));
    }
  }

  @Test
  @DisplayName("a split-phase unit without a cable is counted with both legs, else not at all")
  void secondLegOverTheBus() throws Exception {
    units.add(2_000, 1_500);
    units.add(2_223, 0);
    units.parallel();
    ScriptedDevice first = units.get(1);
    first
        .says("QPI", "PI41")
        .says("QPIGS2", "120.1 60.0 120.0 60.0 0400 0380 011 0004 310.4 53.10 10100010");
    Inverter cabled = units.inverters().get(0);
    Inverter through =
        new Inverter(
            "roof-2",
            null,
            "roof-1",
            1,
            Inverter.AUTO,
            Said.serial("roof-2"),
            Map.of("parallel", Duration.ofMillis(200)));
    try (RunningHub hub = new RunningHub(List.of(cabled, through))) {
      hub.awaitTotals(
          0, t -> t.counted() == 2 && List.of("roof-2").equals(t.lacking().get("ac_watt")));
      for (SystemTotals totals : hub.totals(0)) {
        Number load = totals.values().get("ac_watt");
        assertTrue(load == null || load.equals(2_380L), totals.toString());
      }
      int since = hub.now();
      first.says(
          "QP2GS1",
          "11 "
              + Said.serial("roof-2")
              + " L 00 124.2 59.98 124.2 59.98 0149 0131 005 56.1 000 100"
              + " 000.0 00 01000010");
      hub.awaitTotals(
          since,
          totals -> Long.valueOf(2_380 + 2_223 + 131).equals(totals.values().get("ac_watt")));
      since = hub.now();
      first.says(
          "QP2GS1",
          "11 "
              + Said.serial("roof-3")
              + " L 00 124.2 59.98 124.2 59.98 0149 0999 005 56.1 000 100"
              + " 000.0 00 01000010");
      hub.awaitTotals(since, totals -> List.of("roof-2").equals(totals.lacking().get("ac_watt")));
    }
  }

  @Test
  @DisplayName("grid power does not grow when a cable is pulled: its unit is not counted for it")
  void cablePulled() throws Exception {
    for (int pv2 : List.of(700, 800, 900)) {
      units.add(1_500, 500).says("QPIGS2", String.format("02.1 310.4 %05d ", pv2));
    }
    units.parallel();
    try (RunningHub hub = new RunningHub(units.inverters())) {
      SystemTotals all =
          hub.awaitTotals(
              0, totals -> totals.counted() == 3 && !totals.lacking().containsKey("grid_watts"));
      long whole = 3 * (1_500 + 530 - 500) - 700 - 800 - 900;
      assertEquals(whole, all.values().get("grid_watts"));
      assertEquals(List.of("grid_watts"), all.calculated());
      int pulled = hub.now();
      units.get(3).pull();
      hub.awaitTotals(
          pulled,
          totals ->
              totals.counted() == 3
                  && List.of("roof-3").equals(totals.lacking().get("grid_watts"))
                  && List.of("roof-3").equals(totals.lacking().get("pv_watts")));
      Reading seen =
          hub.await(
              pulled,
              Reading.class,
              r -> r.inverter().equals("roof-3") && r.command().equals("parallel"));
      assertFalse(seen.data().containsKey("pv_watts"), "320.5 V x 45 A are 14.4 kW of nothing");
      JsonObject system = json(hub, "/api/v1/system");
      assertEquals(4_500, system.getInteger("ac_watt"));
      assertEquals(2 * (1_500 + 530 - 500) - 700 - 800, system.getInteger("grid_watts"));
      assertEquals(
          new JsonObject().put("counted", 2).put("missing", new JsonArray().add("roof-3")),
          system.getJsonObject("coverage").getJsonObject("grid_watts"));
      assertEquals(new JsonArray().add("grid_watts"), system.getJsonArray("calculated"));
      String metrics = hub.get("/metrics").body();
      assertTrue(metrics.contains("\nsunherd_system_grid_watts "), metrics);
      for (SystemTotals totals : hub.totals(pulled)) {
        Number grid = totals.values().get("grid_watts");
        assertTrue(grid == null || grid.longValue() <= whole, totals.toString());
      }
    }
  }

  @Test
  @DisplayName("the shares of the load are those of the units counted")
  void shares() throws Exception {
    for (int watts : List.of(330, 364, 271)) {
      units.add(watts, 0);
    }
    units.parallel();
    try (RunningHub hub = new RunningHub(units.inverters())) {
      Map<String, Number> right = Map.of("roof-1", 34.2, "roof-2", 37.7, "roof-3", 28.1);
      hub.awaitTotals(0, totals -> right.equals(totals.shares()));
      assertEquals(
          new JsonObject().put("roof-1", 34.2).put("roof-2", 37.7).put("roof-3", 28.1),
          json(hub, "/api/v1/system").getJsonObject("load_share"));
      assertEquals(37.7, json(hub, "/api/v1/inverters/roof-2").getDouble("load_share"));
    }
  }
}
