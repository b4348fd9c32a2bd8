package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
@ProcessTests
@DisplayName("Simulated InfiniSolar 3P on pseudo-terminals")
@Execution(ExecutionMode.CONCURRENT)
class Pi17UnitsTest {
  @TempDir private Path directory;

  private RunningHub hub(Simulation units) throws Exception {
    RunningHub hub =
        new RunningHub(
            SimulatedUnits.inverters(units),
            new HubConfig.Settings(directory.resolve("audit.jsonl").toString(), 100));
    hub.await(0, "roof-1", Condition.ONLINE);
    return hub;
  }

  private Simulation units(String profile) throws Exception {
    return SimulatedUnits.onTerminals(1, directory.resolve("sim"), profile);
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private static double[] fields(String told) {
    String payload = told.substring(5); // without ^D and the length
    double[] fields = new double[payload.split(",", -1).length];
    for (int i = 0; i < fields.length; i++) {
      String field = payload.split(",", -1)[i];
      fields[i] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
    return fields;
  }

  /** Its text is taken apart here once more, by the places of the document. */
  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  @DisplayName("are known without being told, and their status is what they say")
  void status(String profile) throws Exception {
    boolean isNewer = profile.endsWith("3p");
    try (Simulation units = units(profile)) {
      Map<String, String> said = SimulatedUnits.say(units).get(units.serials().get(0));
      double[] gs = fields(said.get("GS"));
      double[] ps = fields(said.get("PS"));
      double pv = ps[0] + ps[1] + (isNewer ? fields(said.get("PS2"))[0] : 0);
      try (RunningHub hub = hub(units)) {
        if (isNewer) {
          hub.await(0, Reading.class, reading -> reading.code().equals("PS2"));
        }
        JsonObject status = json(hub, "/cmds?cmd=status&max_age=0");
        assertEquals(pv, status.getDouble("pv_watts"), status::encode);
        assertEquals(ps[0], status.getDouble("pv1_input_power"));
        assertEquals(ps[6], status.getDouble("grid_watts"));
        assertEquals(ps[10], status.getDouble("ac_watt"));
        assertEquals(ps[14], status.getDouble("ac_va"));
        assertEquals(ps[15], status.getDouble("load_percent"));
        assertEquals(gs[0] / 10, status.getDouble("pv_volts"), 1e-6);
        assertEquals(gs[4] / 10, status.getDouble("batt_volt"), 1e-6);
        assertEquals(gs[5], status.getDouble("batt_capacity"));
        double amps = status.getDouble("batt_charge_amps");
        assertEquals(gs[6] / 10, amps - status.getDouble("batt_discharge_amps"), 1e-6);
        assertEquals(gs[7] / 10, status.getDouble("grid_volt"), 1e-6);
        assertEquals(gs[14] / 10, status.getDouble("ac_volt"), 1e-6);
        assertEquals(gs[21], status.getDouble("temp"));
        JsonObject unit = json(hub, "/api/v1/inverters/roof-1");
        assertEquals("pi17", unit.getString("protocol"), unit::encode);
        assertEquals(units.serials().get(0), unit.getString("serial"), unit::encode);
        JsonObject total = json(hub, "/cmds?cmd=ET");
        assertEquals(fields(said.get("ET"))[0] * 1000, total.getDouble("energy"));
        assertTrue(json(hub, "/cmds?cmd=ED20260620").getInteger("energy") > 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"infinisolar-10k", "infinisolar-3p"})
  @DisplayName("fail with the fault of their code")
  void fault(String profile) throws Exception {
    try (Simulation units = units(profile);
        RunningHub hub = hub(units)) {
      assertEquals(
          new JsonArray(), json(hub, "/cmds?cmd=warnings&max_age=0").getJsonArray("faults"));
      units.control("failure 1 23");
      assertEquals("FA", json(hub, "/cmds?cmd=operation_mode&max_age=0").getString("mode"));
      assertEquals(
          JsonArray.of("overload"),
          json(hub, "/cmds?cmd=warnings&max_age=0").getJsonArray("faults"));
      units.control("clear 1");
      assertEquals("hybrid", json(hub, "/cmds?cmd=operation_mode&max_age=0").getString("mode"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crc 1 on",
        "garble 1 2",
        "cut 1 40",
        "noise 1 on",
        "duplicate 1 on",
        "stale 1 on",
        "pieces 1 30",
        "echo 1 on",
        "parrot 1 on",
        "zeros 1 2",
        "nak 1 on",
        "stubborn 1 on",
        "deaf 1 on",
        "forget 1 on",
        "texts 1 on"
      })
  @DisplayName("tell nothing wrong over a bad line")
  void badLine(String fault) throws Exception {
    try (Simulation units = units("infinisolar-3p");
        RunningHub hub = hub(units)) {
      hub.await(0, Reading.class, reading -> reading.code().equals("PS2"));
      JsonObject truth = json(hub, "/cmds?cmd=status&max_age=0");
      int since = hub.now();
      assertTrue(units.control(fault).startsWith("unit 1"), fault);
      for (int i = 0; i < 4; i++) {
        hub.get("/cmds?cmd=status&max_age=0");
      }
      units.control("clear 1");
      int cleared = hub.now();
      hub.await(cleared, Reading.class, reading -> reading.code().equals("GS"));
      for (Reading reading : hub.readings(since)) {
        if (reading.code().equals("GS")) {
          for (String key : List.of("ac_watt", "pv_watts", "grid_watts", "batt_volt", "temp")) {
            Object told = reading.data().get(key);
            assertTrue(told == null || told.equals(truth.getValue(key)), () -> key + reading);
          }
        }
      }
    }
  }
}
