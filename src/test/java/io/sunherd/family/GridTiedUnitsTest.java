package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.ScriptedDevice;
import io.sunherd.ScriptedSystem;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@DisplayName("Units that feed the grid, on pseudo-terminals")
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class GridTiedUnitsTest {
  private static final String POWER =
      "04000,02500,,-01300,-01250,-01270,-03820,0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,1,"
          + "1,2,2";
  private static final Map<String, String> PI17 =
      Map.ofEntries(
          Map.entry("PI", "17"),
          Map.entry("ID", "1496161704100242000000"),
          Map.entry("VFW", "VERFW:00001.01"),
          Map.entry("MD", "000,010000,99,3,3,2300,2300,04,120"),
          Map.entry(
              "GS",
              "3464,3454,0032,0026,0503,071,+00160,2395,2401,2374,5000,0000,0000,0000,2397,2399,2374,"
                  + "5000,,,,025,029,000,0"),
          Map.entry("PS", POWER),
          Map.entry("MOD", "05"),
          Map.entry("WS", "1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"),
          Map.entry("CFS", "00,0"),
          Map.entry("ET", "00012345"));
  private static final Map<String, String> PI16 =
      Map.of(
          "QPI",
          "PI16",
          "QID",
          "96131801100057",
          "QPIGS",
          "226.1 001500 50.0 0006.6 226.8 00378 49.9 001.6 013 436.4 436.4 052.6 ---.- 077 00920"
              + " 00292 ----- 196.1 ---.- ---.- 027.0 A---101010",
          "QMOD",
          "G");

  @TempDir private Path directory;

  private ScriptedDevice device(String name, String protocol, Map<String, String> answers)
      throws IOException {
    return new ScriptedDevice(directory.resolve(name), protocol, answers);
  }

  private static Inverter inverter(int number, ScriptedDevice device) {
    return SimulatedUnits.inverter(number, device.address(), null, Duration.ofMillis(200));
  }

  /** What is served, once what serves it has heard of the unit, too. */
  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    while (response.statusCode() == 503) {
      Respite.take();
      response = hub.get(path);
    }
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  @DisplayName("/cmds tells one status of a PI17: what GS and PS tell")
  void oneStatus() throws Exception {
    try (ScriptedDevice device = device("unit-1", "pi17", PI17);
        RunningHub hub = new RunningHub(List.of(inverter(1, device)))) {
      hub.await(0, "roof-1", Condition.ONLINE);
      JsonObject status = json(hub, "/cmds?cmd=status&max_age=0");
      assertEquals(1_860, status.getInteger("ac_watt"));
      assertEquals(2_032, status.getInteger("ac_va"));
      assertEquals(31, status.getInteger("load_percent"));
      assertEquals(239.5, status.getDouble("grid_volt"));
      assertEquals(50.0, status.getDouble("grid_freq"));
      assertEquals(239.7, status.getDouble("ac_volt"));
      assertEquals(50.3, status.getDouble("batt_volt"));
      assertEquals(16.0, status.getDouble("batt_charge_amps"));
      assertEquals(0.0, status.getDouble("batt_discharge_amps"));
      assertEquals(6_500, status.getInteger("pv_watts"));
      assertEquals(4_000, status.getInteger("pv1_input_power"));
      assertEquals(2_500, status.getInteger("pv2_input_power"));
      assertEquals(25, status.getInteger("temp"));
      assertEquals(-3_820, status.getInteger("grid_watts"));
      assertFalse(status.containsKey("older_ms"));
      assertEquals("hybrid", json(hub, "/cmds?cmd=operation_mode").getString("mode"));
      assertTrue(json(hub, "/cmds?cmd=power").containsKey("ac_watt"), "it can still be asked for");
    }
  }

  @Test
  @DisplayName("a fault of CFS is a fault of the unit, with the text of its code")
  void fault() throws Exception {
    try (ScriptedDevice device = device("unit-1", "pi17", PI17);
        RunningHub hub = new RunningHub(List.of(inverter(1, device)))) {
      hub.await(0, "roof-1", Condition.ONLINE);
      JsonObject fine = json(hub, "/cmds?cmd=warnings&max_age=0");
      assertEquals(new JsonArray(), fine.getJsonArray("faults"));
      assertEquals(JsonArray.of("pv1_loss", "pv2_loss"), fine.getJsonArray("warnings"));
      device.says("CFS", "02,1").says("MOD", "04");
      JsonObject ill = json(hub, "/cmds?cmd=warnings&max_age=0");
      assertEquals(JsonArray.of("bus_under"), ill.getJsonArray("faults"));
      assertEquals("Bus voltage too low", ill.getString("fault"));
      assertEquals("02", ill.getString("fault_code"));
      assertEquals("FA", json(hub, "/cmds?cmd=operation_mode&max_age=0").getString("mode"));
    }
  }

  @Test
  @DisplayName("the energy of a day and an hour are asked for with their check numbers")
  void energy() throws Exception {
    try (ScriptedDevice device = device("unit-1", "pi17", PI17);
        RunningHub hub = new RunningHub(List.of(inverter(1, device)))) {
      device.says("^P014ED20210521089", "012391").says("^P016EH2021052112194", "01234");
      hub.await(0, "roof-1", Condition.ONLINE);
      assertEquals(12_391, json(hub, "/cmds?cmd=ED20210521").getInteger("energy"));
      assertEquals(1_234, json(hub, "/cmds?cmd=EH2021052112").getInteger("energy"));
      assertEquals(12_345_000, json(hub, "/cmds?cmd=pv_energy_total").getInteger("energy"));
    }
  }

  @Test
  @DisplayName("a PS that times out leaves the rest of the status, and takes its values from sums")
  void silentPower() throws Exception {
    try (ScriptedDevice device = device("unit-1", "pi17", PI17);
        RunningHub hub = new RunningHub(List.of(inverter(1, device)))) {
      hub.awaitTotals(0, totals -> totals.values().containsKey("pv_watts"));
      int since = hub.now();
      device.says("PS", "");
      Reading held =
          hub.await(
              since,
              Reading.class,
              reading ->
                  reading.command().equals("status") && reading.data().containsKey("older_ms"));
      assertEquals(1_860, held.data().get("ac_watt"));
      hub.await(since, "roof-1", Condition.DEGRADED);
      Reading without =
          hub.await(
              since,
              Reading.class,
              reading ->
                  reading.command().equals("status") && reading.data().get("ac_watt") == null);
      assertEquals(50.3, without.data().get("batt_volt"));
      assertNull(without.data().get("pv_watts"));
      SystemTotals totals =
          hub.awaitTotals(since, now -> List.of("roof-1").equals(now.lacking().get("ac_watt")));
      assertEquals(50.3, totals.values().get("batt_volt"));
      assertFalse(totals.values().containsKey("grid_watts"));
      int back = hub.now();
      device.says("PS", POWER);
      hub.await(back, "roof-1", Condition.ONLINE);
      hub.awaitTotals(back, now -> Long.valueOf(1_860).equals(now.values().get("ac_watt")));
    }
  }

  @Test
  @DisplayName("a herd of PI30, PI17 and PI16 comes to the sum of what each of them sends")
  void mixedHerd() throws Exception {
    try (ScriptedSystem pi30 = new ScriptedSystem(directory);
        ScriptedDevice pi17 = device("unit-17", "pi17", PI17);
        ScriptedDevice pi16 = device("unit-16", "pi16", PI16)) {
      pi30.add(1_000, 1_924); // 10 A into the battery at 53 V
      List<Inverter> inverters =
          List.of(pi30.inverter(1, Map.of()), inverter(2, pi17), inverter(3, pi16));
      try (RunningHub hub = new RunningHub(inverters)) {
        SystemTotals totals =
            hub.awaitTotals(
                0,
                now ->
                    now.counted() == 3
                        && now.values().containsKey("pv_watts")
                        && !now.lacking().containsKey("pv_watts")
                        && !now.lacking().containsKey("grid_watts"));
        assertEquals(1_000L + 1_860 + 378, totals.values().get("ac_watt"));
        assertEquals(1_924L + 6_500 + 1_212, totals.values().get("pv_watts"));
        assertEquals(-3_820L - 1_500, totals.values().get("grid_watts"));
        assertEquals(List.of("grid_watts"), totals.calculated(), "that of the PI30");
        assertEquals(10L + 16, totals.values().get("batt_charge_amps"));
        assertEquals(530L + 805, totals.values().get("battery_watts"));
        JsonObject system = json(hub, "/api/v1/system");
        assertEquals(-5_320, system.getInteger("grid_watts"));
        assertEquals(new JsonArray(), system.getJsonArray("missing"));
      }
    }
  }
}
