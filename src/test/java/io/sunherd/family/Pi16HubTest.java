package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignSunny;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@DisplayName("A PI16 unit on a pseudo-terminal")
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class Pi16HubTest {
  private static final String RECORD = " 20261129120000" + " 000".repeat(18);

  @TempDir private Path directory;
  private ForeignSunny unit;

  @BeforeEach
  void plugIn() throws Exception {
    unit = new ForeignSunny(directory.resolve("unit-1"));
  }

  @AfterEach
  void pullOut() {
    unit.close();
  }

  private RunningHub hub() throws Exception {
    RunningHub hub =
        new RunningHub(
            List.of(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofMillis(200))));
    hub.await(0, "roof-1", Condition.ONLINE);
    return hub;
  }

  private static JsonObject ask(RunningHub hub, String command) throws Exception {
    var response = hub.get("/cmds?max_age=0&cmd=" + command);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  @DisplayName("is known for what it is without being told, and read as it sends it")
  void isRead() throws Exception {
    try (RunningHub hub = hub()) {
      JsonObject told =
          new JsonObject(hub.get("/api/v1/inverters").body())
              .getJsonArray("inverters")
              .getJsonObject(0);
      assertEquals("pi16", told.getString("protocol"));
      assertEquals("96131407101234", told.getString("serial"));
      JsonObject status = ask(hub, "status");
      assertEquals(874, status.getInteger("ac_watt"));
      assertEquals(2_413, status.getInteger("pv_watts"));
      assertEquals(1_210, status.getInteger("grid_watts"));
      assertEquals(51.7, status.getDouble("batt_volt"));
      assertEquals(63, status.getInteger("batt_capacity"));
      assertEquals("grid", ask(hub, "operation_mode").getString("mode"));
      assertEquals(12_876, ask(hub, "QED20261128").getInteger("energy"));
      assertEquals(57.4, ask(hub, "limits").getDouble("float_voltage_high"));
      assertEquals(true, ask(hub, "flags").getBoolean("battery_mode_alarm"));
      assertEquals(false, ask(hub, "flags").getBoolean("alarm"));
    }
  }

  @Test
  @DisplayName("that tells its fault by the number of a record has the fault of that record")
  void newerFirmware() throws Exception {
    try (RunningHub hub = hub()) {
      assertEquals(new JsonArray(), ask(hub, "warnings").getJsonArray("faults"));
      assertEquals("none", ask(hub, "warnings").getString("fault"));
      unit.says("QPIHF03", "09" + RECORD).says("QPICF", "01 03").says("QMOD", "F");
      assertEquals("PV voltage too high", ask(hub, "QPICF").getString("fault"));
      JsonObject ill = ask(hub, "warnings");
      assertEquals(JsonArray.of("pv_voltage_high"), ill.getJsonArray("faults"));
      assertEquals("09", ill.getString("fault_code"));
      assertEquals("FA", ask(hub, "operation_mode").getString("mode"));
      unit.says("QPICF", "01 04");
      JsonObject unknown = ask(hub, "QPICF");
      assertEquals(null, unknown.getString("fault"));
      assertEquals(
          JsonArray.of("device_fault"), ask(hub, "warnings").getJsonArray("faults"), "no record");
      unit.says("QPICF", "00 03");
      assertEquals("00", ask(hub, "QPICF").getString("fault_code"));
      assertEquals(new JsonArray(), ask(hub, "warnings").getJsonArray("faults"));
      hub.await(0, "roof-1", Condition.ONLINE);
    }
  }

  @Test
  @DisplayName(
      "of older firmware tells it at once, and is not asked for the record again and again")
  void olderFirmware() throws Exception {
    unit.says("QPICF", null).says("QPIFS", "OK");
    try (RunningHub hub = hub()) {
      assertEquals(new JsonArray(), ask(hub, "warnings").getJsonArray("faults"));
      unit.says("QPIFS", "13" + RECORD);
      assertEquals("Insulation too low", ask(hub, "QPIFS").getString("fault_type"));
      for (int i = 0; i < 10; i++) {
        assertEquals(JsonArray.of("insulation_low"), ask(hub, "warnings").getJsonArray("faults"));
      }
      assertTrue(unit.asked("QPICF") <= 5, () -> unit.asked("QPICF") + " times");
    }
  }

  @Test
  @DisplayName("that tells no fault in either way has those of its flags")
  void neither() throws Exception {
    unit.says("QPICF", null);
    try (RunningHub hub = hub()) {
      assertEquals(new JsonArray(), ask(hub, "warnings").getJsonArray("faults"));
      unit.says("QPIWS", "101" + "0".repeat(22) + "-".repeat(103));
      assertEquals(
          JsonArray.of("device_fault", "flash_fail"), ask(hub, "warnings").getJsonArray("faults"));
    }
  }
}
