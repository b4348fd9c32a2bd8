package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ScriptedDevice;
import io.sunherd.line.Exit;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("A one-shot line tells a status of two exchanges")
@ProcessTests
class JoinedLinesTest {
  private static final String LIVE =
      "3464,3454,0032,0026,0503,071,-00160,2395,2401,2374,5000,0000,0000,0000,2397,2399,2374,5000,,,,"
          + "025,029,000,0";

  @TempDir private Path directory;
  private ScriptedDevice device;

  @BeforeEach
  void plugIn() throws Exception {
    device =
        new ScriptedDevice(
            directory.resolve("unit-1"),
            "pi17",
            Map.of(
                "PI",
                "17",
                "ID",
                "1496161704100242000000",
                "GS",
                LIVE,
                "PS",
                "04000,02500,,-01300,-01250,-01270,-03820,0502,0973,0385,01860,0593,1040,0399,02032,"
                    + "031,1,1,1,1,2,2"));
  }

  @AfterEach
  void pullOut() {
    device.close();
  }

  private Run run(String rest) {
    return Run.of("--serial -d " + directory.resolve("unit-1") + " --protocol pi17 " + rest);
  }

  @Test
  @DisplayName("as one object")
  void whole() {
    Run run = run("--status --json");
    assertEquals(Exit.DONE, run.exit(), run.err());
    JsonObject status = new JsonObject(run.out());
    assertEquals(1_860, status.getInteger("ac_watt"));
    assertEquals(16.0, status.getDouble("batt_discharge_amps"));
    assertEquals(6_500, status.getInteger("pv_watts"));
    assertEquals(-3_820, status.getInteger("grid_watts"));
    assertFalse(status.containsKey("pv3_input_power"), "it refuses to tell of a third tracker");
  }

  @Test
  @DisplayName("with null for what did not come, and says so")
  void half() {
    device.says("PS", null);
    Run run = run("--status --json");
    assertEquals(Exit.DONE, run.exit(), run.err());
    JsonObject status = new JsonObject(run.out());
    assertEquals(50.3, status.getDouble("batt_volt"));
    assertTrue(status.containsKey("ac_watt"));
    assertEquals(null, status.getInteger("ac_watt"));
    assertTrue(run.err().contains("refused PS"), run.err());
  }

  @Test
  @DisplayName("and prints the reply to GS where no JSON is wanted")
  void raw() {
    assertEquals("^D110" + LIVE, run("--status").out().strip());
  }
}
