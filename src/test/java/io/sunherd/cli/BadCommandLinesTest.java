package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-shot lines and scans over lines that echo or send in pieces, and to odd units. */
@Timeout(60)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class BadCommandLinesTest {
  private static final String JOINED = "what is sent comes back: sending and receiving are joined";

  @TempDir private Path directory;
  private Simulation units;
  private Map<String, String> said;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(1, directory, "max-8000");
    said = SimulatedUnits.say(units).get(units.serials().get(0));
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private void order(String line) {
    assertFalse(units.control(line).startsWith("error"), line);
  }

  private Run run(String rest) {
    return Run.of("--serial -d " + directory.resolve("unit-1") + " " + rest);
  }

  private static void prints(String text, Run run) {
    assertEquals(new Run(0, text + System.lineSeparator(), ""), run);
  }

  private static void fails(int exit, String sentence, Run run) {
    assertEquals(exit, run.exit(), run.err());
    assertEquals(exit == 3 ? "(NAK" : "", run.out().strip());
    assertTrue(run.err().contains(sentence), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private long heard(String text) {
    return units.heard(1).stream().filter(text::equals).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--protocol auto ", "--protocol pi30 "})
  void overALineThatEchoes(String protocol) {
    order("echo 1 on");
    prints(said.get("QPIGS"), run(protocol + "--status"));
    prints("(ACK", run(protocol + "--cmd PBFT -v 53.0 -s 8"));
    fails(3, "PBFT99.9", run(protocol + "--cmd PBFT -v 99.9"));
  }

  @Test
  void overALineInPieces() {
    order("pieces 1 700");
    prints(said.get("QPIGS"), run("--protocol pi30 --status"));
    prints(said.get("QMOD"), run("--protocol auto --op-mode"));
  }

  @Test
  void toAUnitThatDoesNotHearAZero() {
    String day = run("--cmd QED20230108").out();
    assertTrue(day.startsWith("("), day);
    order("deaf 1 on");
    prints(day.strip(), run("--protocol auto --cmd QED20230108"));
    prints(day.strip(), run("--cmd QED20230108"));
    fails(4, "did not answer PBFT48.8", run("--cmd PBFT -v 48.8"));
    assertEquals(1, heard("PBFT48.8"), "a setting is sent once");
  }

  @Test
  void toAUnitThatSaysBackWhatItDoesNotTake() {
    order("parrot 1 on");
    fails(3, "PBFT99.9", run("--protocol auto --cmd PBFT -v 99.9"));
    fails(3, "PBFT98.9", run("--protocol pi30 --cmd PBFT -v 98.9"));
    assertEquals(1, heard("PBFT98.9"), "a setting is sent once");
    prints(said.get("QPIGS"), run("--status"));
  }

  @ParameterizedTest
  @CsvSource({"stubborn, 3, refuses for now", "nak, 3, refuses for now", "hang, 4, did not answer"})
  void toAUnitThatGivesNoReading(String fault, int exit, String sentence) {
    order(fault + " 1 on");
    fails(exit, sentence, run("--protocol auto --status"));
    scanSays(sentence);
  }

  @Test
  void overALoop() {
    order("echo 1 on");
    order("hang 1 on");
    fails(4, JOINED, run("--status"));
    fails(4, JOINED, run("--cmd PBFT -v 53.0"));
    assertEquals(0, heard("PBFT53.0"));
    scanSays(JOINED);
  }

  private void scanSays(String sentence) {
    Run run = Run.of("scan --json " + units.addresses().get(0));
    assertEquals(0, run.exit(), run.err());
    String error = new JsonObject(run.out()).getString("error");
    assertTrue(error.contains(sentence), error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo 1 on", "parrot 1 on", "deaf 1 on"})
  void aScanFindsTheUnitAllTheSame(String fault) {
    order(fault);
    JsonObject found = new JsonObject(Run.of("scan --json " + units.addresses().get(0)).out());
    assertEquals(units.serials().get(0), found.getString("serial"), found::encode);
    assertEquals("pi30max", found.getString("protocol"));
  }
}
