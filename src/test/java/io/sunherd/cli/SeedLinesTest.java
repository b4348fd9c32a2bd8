package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** godenerg's lines, to one unit on a pseudo-terminal. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class SeedLinesTest {
  /** The seed's keys of a status, with the seed's types; this unit sends tenths of PV amperes. */
  private static final Map<Class<?>, List<String>> KEYS =
      Map.of(
          Double.class,
          List.of(
              "grid_volt",
              "grid_freq",
              "ac_volt",
              "ac_freq",
              "load_percent",
              "bus_volt",
              "batt_volt",
              "pv_volts",
              "batt_volt_scc",
              "pv_amps"),
          Integer.class,
          List.of(
              "ac_va",
              "ac_watt",
              "batt_charge_amps",
              "batt_capacity",
              "temp",
              "batt_discharge_amps",
              "mask_b",
              "mask_c",
              "pv_watts",
              "mask_d"),
          String.class,
          List.of("raw_status"),
          JsonArray.class,
          List.of("charge_source"),
          Boolean.class,
          List.of(
              "batt_volt_to_steady",
              "load_status",
              "ssc_firmware_updated",
              "configuration_changed",
              "sbu_priority_version"));

  @TempDir private Path directory;
  private Simulation units;
  private Map<String, String> said;
  private String device;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON);
    said = SimulatedUnits.say(units).get(units.serials().get(0));
    device = "--serial -d " + directory.resolve("unit-1");
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private Run run(String rest) {
    return Run.of(device + " " + rest);
  }

  private static void prints(String text, Run run) {
    assertEquals(new Run(0, text + System.lineSeparator(), ""), run);
  }

  @Test
  void statusIsWhatTheUnitSays() {
    prints(said.get("QPIGS"), run("--status"));
  }

  @Test
  void aStatusOfZerosIsAskedForAgain() {
    assertEquals("unit 1: zeros 2", units.control("zeros 1 2"));
    prints(said.get("QPIGS"), run("--status"));
    prints(said.get("QPIGS"), run("--status"));
    assertEquals("unit 1: zeros 1", units.control("zeros 1 1"));
    prints(said.get("QPIGS").replaceAll("[1-9]", "0"), run("--status"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "-f json", "--format json", "-f JSON"})
  void statusAsJsonHasTheSeedsKeysAndTypes(String format) {
    Run run = run("--status " + format);
    assertEquals(0, run.exit(), run.err());
    assertEquals(1, run.out().lines().count());
    JsonObject json = new JsonObject(run.out());
    KEYS.forEach(
        (type, keys) ->
            keys.forEach(key -> assertEquals(type, json.getValue(key).getClass(), key)));
    assertEquals(27, KEYS.values().stream().mapToInt(List::size).sum());
    String[] fields = said.get("QPIGS").substring(1).split(" ", -1);
    assertEquals(Double.parseDouble(fields[8]), json.getDouble("batt_volt"));
    assertEquals(Integer.parseInt(fields[19]), json.getInteger("pv_watts"));
    assertEquals(fields[16], json.getString("raw_status"));
  }

  @Test
  void operationMode() {
    prints(said.get("QMOD"), run("--op-mode"));
    Run json = run("--op-mode --json");
    assertEquals(0, json.exit());
    assertTrue(json.out().matches("\\{\"mode\": \"(BT|LN)\".*}\\R"), json.out());
  }

  @Test
  void aSettingIsTakenAndShowsInTheRatings() {
    prints("(ACK", run("--cmd PBFT -v 53.0 -s 8"));
    JsonObject settings = new JsonObject(run("--cmd QPIRI --json").out());
    assertEquals(53.0, settings.getDouble("battery_float_voltage"));
    prints("(ACK", run("--cmd PBFT -v 54.0"));
    settings = new JsonObject(run("--cmd QPIRI -f json").out());
    assertEquals(54.0, settings.getDouble("battery_float_voltage"));
  }

  @Test
  void theChargingCurrentIsTaken() {
    prints("(ACK", run("--cmd MCHGC -v 010 -s 8"));
    JsonObject settings = new JsonObject(run("--cmd QPIRI --json").out());
    assertEquals(10, settings.getInteger("max_charging_current"));
  }

  @Test
  void aRefusalIsPrintedAndHasAnExitCodeOfItsOwn() {
    Run run = run("--cmd PBFT -v 99.9 -s 8");
    assertEquals(3, run.exit());
    assertEquals("(NAK", run.out().strip());
    assertTrue(run.err().contains("PBFT99.9"), run.err());
  }

  @Test
  void aMissingDeviceIsNoValidAnswer() {
    Run run = Run.of("--serial -d " + directory.resolve("unit-8") + " --status");
    assertEquals(4, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("unit-8"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence 1 on", "hang 1 on", "crc 1 on", "cut 1 40"})
  void noValidAnswerIsNoAnswer(String fault) {
    assertFalse(units.control(fault).startsWith("error"));
    Run run = run("--status");
    assertEquals(4, run.exit());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--status",
        "--serial --status",
        "--serial -d x",
        "--serial --usb -d x --status",
        "--serial -d x --value 53.0 --status",
        "--serial -d x --status --nonsense",
        "--serial -d x --status -f xml",
        "--serial -d x --cmd ",
        "--tcp -d no-port --status",
        "--serial -d x --daemon --status",
        "--serial -d x --hub http://127.0.0.1:1 --status",
        "decode --protocol pi99 --cmd QPIGS 28",
        "nonsense"
      })
  void wrongUsage(String line) {
    Run run = Run.of(line);
    assertEquals(2, run.exit(), run.err());
    assertEquals("", run.out());
    assertFalse(run.err().isBlank());
  }

  @Test
  void overTcp() throws Exception {
    try (Simulation served = SimulatedUnits.onTcp(1, SimulatedUnits.NOON)) {
      String address = served.addresses().get(0).substring("tcp:".length());
      prints(said.get("QPIGS"), Run.of("--tcp -d " + address + " --status"));
    }
  }

  @Test
  void theFirstDeviceThatOpensIsAsked() {
    String missing = "--serial -d " + directory.resolve("unit-8");
    prints(said.get("QPIGS"), Run.of(missing + " -d " + directory.resolve("unit-1") + " --status"));
  }

  @Test
  void whoHoldsTheDeviceIsNamed() throws Exception {
    String held = directory.resolve("unit-1").toRealPath().toString();
    Process holder =
        new ProcessBuilder("flock", "-n", held, "sh", "-c", "echo ready; read end")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("ready", holder.inputReader(StandardCharsets.UTF_8).readLine());
      Run run = run("--status");
      assertEquals(4, run.exit());
      assertEquals("", run.out());
      assertTrue(run.err().contains("process " + holder.pid() + " (flock)"), run.err());
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    prints(said.get("QPIGS"), run("--status"));
  }
}
