package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
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

/** The same lines through a running hub of two units. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class HubLinesTest {
  @TempDir private Path directory;
  private Simulation units;
  private Map<String, Map<String, String>> said;
  private RunningHub hub;

  @BeforeEach
  void start() throws Exception {
    units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON);
    said = SimulatedUnits.say(units);
    hub = new RunningHub(SimulatedUnits.inverters(units));
    hub.awaitStatus(0, "roof-1", 1);
    hub.awaitStatus(0, "roof-2", 1);
  }

  @AfterEach
  void stop() {
    hub.close();
    units.close();
  }

  private Run run(String rest) {
    return Run.of("--hub " + hub.url() + " " + rest);
  }

  private void printsWhatIsSaid(int number, String code, Run run) {
    String text = said.get(units.serials().get(number - 1)).get(code);
    assertEquals(new Run(0, text + System.lineSeparator(), ""), run);
  }

  @Test
  void theRawReply() {
    printsWhatIsSaid(1, "QPIGS", run("--status"));
    printsWhatIsSaid(2, "QPIGS", run("--inverter roof-2 --status"));
    printsWhatIsSaid(2, "QMOD", run("--inverter roof-2 --op-mode"));
    printsWhatIsSaid(2, "QID", run("--inverter roof-2 --cmd QID"));
  }

  @Test
  void json() {
    Run run = run("--inverter roof-2 --cmd QID --json");
    assertEquals(0, run.exit(), run.err());
    assertEquals(units.serials().get(1), new JsonObject(run.out()).getString("serial_number"));
    JsonObject status = new JsonObject(run("--status --json").out());
    assertTrue(status.getValue("batt_volt") instanceof Double, status::encode);
    assertTrue(run("--op-mode --json").out().startsWith("{\"mode\": \""));
  }

  @Test
  void whatTheHubRefuses() {
    Run unknown = run("--inverter roof-9 --status");
    assertEquals(5, unknown.exit());
    assertTrue(unknown.err().contains("roof-9"), unknown.err());
    assertEquals(5, run("--cmd NONSENSE").exit());
    assertEquals(2, Run.of("--inverter roof-1 --status").exit());
  }

  @Test
  void aSettingNeedsAUser() {
    Run refused = run("--cmd PBFT -v 53.0");
    assertEquals(5, refused.exit(), refused.err());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("sunherd passwd NAME --role operator"), refused.err());
  }

  @Test
  void aHubThatIsDown() {
    RunningHub gone = new RunningHub(List.of());
    String url = gone.url();
    gone.close();
    Run run = Run.of("--hub " + url + " --status");
    assertEquals(4, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains(url), run.err());
  }
}
