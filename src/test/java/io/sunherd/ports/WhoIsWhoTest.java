package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.ScriptedDevice;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which unit is which, what each is called and what it says of itself, over pseudo-terminals. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class WhoIsWhoTest {
  private static final String RESET = "55355535553555";
  private static final String PI18_STATUS =
      "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,0082,0000,1604,0000,0,2,"
          + "0,1,1,1,1,0";
  private static final Map<String, String> PI18 =
      Map.of(
          "PI",
          "18",
          "ID",
          "1496132207100410005535",
          "VFW",
          "05220,08025,00000",
          "GS",
          PI18_STATUS,
          "MOD",
          "05",
          "PIRI",
          "2300,243,2300,500,243,5600,5600,480,460,540,420,564,540,2,030,060,0,0,1,9,0,0,0,1,2,00");
  private static final Map<String, String> PI17 =
      Map.of(
          "PI",
          "17",
          "ID",
          "1496161704100242000000",
          "VFW",
          "VERFW:00001.01",
          "MD",
          "000,010000,99,3,3,2300,2300,04,120",
          "GS",
          "3462,3468,0040,0035,0503,071,+00000,2369,2367,2350,5000,0000,0000,0000,2371,2365,2352,5000,,,,025,028,000,0",
          "MOD",
          "05");
  private static final Map<String, String> PI16 =
      Map.of(
          "QPI",
          "PI16",
          "QID",
          "96131801100057",
          "QPIGS",
          "224.6 000000 49.9 0006.8 232.4 01594 49.9 006.8 029 415.0 415.0 057.9 ---.- 100 00000 00000 ----- 000.0 000.0 ---.- 035.0 D---110001",
          "QVFW",
          "VERFW:00000.27",
          "QMD",
          "#####INVERTEX5K ###5000 99 1/1 230 230 04 12.0",
          "QMOD",
          "G");
  private static final Map<String, String> PI41 =
      Map.of(
          "QPI",
          "PI41",
          "QSID",
          "1492932005105335005535",
          "QVFW",
          "VERFW:00041.1b",
          "QMOD",
          "B",
          "QPIRI",
          "120.0 41.7 120.0 60.0 41.7 5000 5000 48.0 46.0 42.0 56.4 54.0 0 30 060 0 1 2 9 01 0 1 54.0"
              + " 0 1 000");

  @TempDir private Path directory;

  private static Map<String, String> script(String protocol) {
    return switch (protocol) {
      case "pi16" -> PI16;
      case "pi17" -> PI17;
      case "pi18" -> PI18;
      default -> PI41;
    };
  }

  private static JsonObject inverter(RunningHub hub, int index) throws Exception {
    return new JsonObject(hub.get("/api/v1/inverters").body())
        .getJsonArray("inverters")
        .getJsonObject(index);
  }

  private static Inverter bound(String device, String serial) {
    return SimulatedUnits.inverter(1, device, serial, Duration.ofMillis(100));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pi18, 96132207100410, 52.20, '5600 VA, 48.0 V'",
    "pi17, 96161704100242, 00001.01, InfiniSolar 3P 10K",
    "pi16, 96131801100057, 00000.27, INVERTEX5K",
    "pi41, 92932005105335, 00041.1b, '5000 VA, 48.0 V'"
  })
  void aUnitBoundByTheNumberOnItsLabelIsFound(
      String protocol, String serial, String firmware, String model) throws Exception {
    try (ScriptedDevice device =
            new ScriptedDevice(directory.resolve("unit-1"), protocol, script(protocol));
        RunningHub hub = new RunningHub(List.of(bound(device.address(), serial)))) {
      InverterState unused =
          hub.await(
              0, InverterState.class, state -> state.firmware() != null && state.model() != null);
      JsonObject told = inverter(hub, 0);
      while (told.getString("firmware") == null || told.getString("model") == null) {
        Respite.take(); // who tells it hears of it apart from this test
        told = inverter(hub, 0);
      }
      assertEquals(serial, told.getString("serial"));
      assertEquals(firmware, told.getString("firmware"));
      assertEquals(model, told.getString("model"));
      assertEquals(protocol, told.getString("protocol"));
      assertEquals(new JsonArray(), told.getJsonArray("notes"));
    }
  }

  @Test
  @DisplayName("a configuration that an older version wrote still finds its unit")
  void theWholeReplyInTheConfiguration() throws Exception {
    try (ScriptedDevice device = new ScriptedDevice(directory.resolve("unit-1"), "pi18", PI18)) {
      List<Inverter> inverters =
          new ConfigLoader(() -> Set.of("status"), () -> Set.of("pi18"), Set::of, Set::of)
              .parse(
                  "hub.yaml",
                  "inverters:\n  - {id: roof-1, device: \"%s\", serial: \"1496132207100410005535\"}\n"
                      .formatted(device.address()),
                  Map.of())
              .inverters();
      try (RunningHub hub = new RunningHub(inverters)) {
        assertEquals("96132207100410", hub.await(0, "roof-1", Condition.ONLINE).serial());
      }
    }
  }

  /** Units on terminals of their own, each a system of its own, which tell a placeholder. */
  private Simulation nameless(int count, boolean parallel) throws IOException {
    Simulation units =
        Simulation.start(
            new Simulation.Options(
                count,
                parallel,
                "max-8000",
                7,
                LinePace.NONE,
                directory,
                null,
                SimulatedUnits.NOON));
    for (int i = 1; i <= count; i++) {
      order(units, "placeholder " + i + " on");
    }
    return units;
  }

  private static void order(Simulation units, String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  @Test
  @DisplayName("units that tell a placeholder are as many as there are ports")
  void placeholders() throws Exception {
    for (boolean parallel : List.of(false, true)) {
      try (Simulation units = nameless(3, parallel);
          RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        long watts = 0;
        for (int i = 1; i <= 3; i++) {
          Reading status = hub.awaitStatus(0, "roof-" + i, 1).get(0);
          watts += ((Number) status.data().get("ac_watt")).longValue();
        }
        long all = watts;
        hub.awaitTotals(
            0,
            totals ->
                totals.counted() == 3
                    && totals.values().getOrDefault("ac_watt", 0).longValue() == all);
        for (int i = 0; i < 3; i++) {
          JsonObject told = inverter(hub, i);
          assertEquals("online", told.getString("state"));
          assertNull(told.getString("serial"));
          assertTrue(told.getJsonArray("notes").getString(0).contains(RESET), told.encode());
        }
        JsonObject system = new JsonObject(hub.get("/api/v1/system").body());
        assertEquals(3, system.getInteger("units"));
        assertEquals(new JsonArray(), system.getJsonArray("missing"));
      }
    }
  }

  @Test
  @DisplayName("a unit that is known by its port is found there and nowhere else")
  void boundByPort() throws Exception {
    try (Simulation units = nameless(2, false);
        RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
      hub.awaitStatus(0, "roof-1", 1);
      hub.awaitStatus(0, "roof-2", 1);
      int pulled = hub.now();
      order(units, "unplug 2");
      hub.await(pulled, "roof-2", Condition.OFFLINE);
      int elsewhere = hub.now();
      order(units, "plug 2 as unit-7");
      hub.awaitStatus(elsewhere, "roof-1", 30);
      assertTrue(
          hub.states(elsewhere).stream()
              .noneMatch(
                  state ->
                      state.inverter().equals("roof-2") && state.condition() != Condition.OFFLINE));
      order(units, "unplug 2");
      int back = hub.now();
      order(units, "plug 2 as unit-2");
      assertEquals(
          "serial:" + directory.resolve("unit-2"),
          hub.await(back, "roof-2", Condition.ONLINE).device());
    }
  }

  @Test
  @DisplayName("a status of zeros between live ones reaches nobody")
  void zeros() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      String said = SimulatedUnits.say(units).get(units.serials().get(0)).get("QPIGS");
      order(units, "zeros 1 3");
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        for (Reading reading : hub.awaitStatus(0, "roof-1", 12)) {
          assertEquals(said, reading.raw());
        }
        int now = hub.now();
        order(units, "zeros 1 1");
        Reading zeros =
            hub.await(
                now,
                Reading.class,
                reading -> reading.code().equals("QPIGS") && !reading.raw().equals(said));
        assertEquals(
            List.of("grid_volt", "ac_volt", "bus_volt", "batt_volt", "pv_volts"),
            zeros.data().get("doubtful"));
      }
    }
  }

  @Test
  @DisplayName("odd versions and model names are shown as they are")
  void oddTexts() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      order(units, "texts 1 on");
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        InverterState told = hub.await(0, InverterState.class, state -> state.firmware() != null);
        assertEquals("00002.40a", told.firmware());
        assertEquals("VM-5.0K+", told.model());
        assertEquals(units.serials().get(0), told.serial());
        JsonObject panel = new JsonObject(hub.get("/cmds?cmd=firmware_3").body());
        assertEquals("00002.40a", panel.getString("version"));
      }
    }
  }
}
