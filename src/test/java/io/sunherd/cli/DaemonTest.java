package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub for one device, in a process of its own. */
@Timeout(60)
@ProcessTests
class DaemonTest {
  private static final Pattern SERVED = Pattern.compile("Sunherd serves .* on (http://\\S+)/");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--daemon", "--deamon"})
  void runsUntilItIsEnded(String spelling) throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      String said = SimulatedUnits.say(units).get(units.serials().get(0)).get("QPIGS");
      ProcessBuilder builder =
          Run.process("--serial", "-d", directory.resolve("unit-1").toString(), spelling);
      builder.environment().put("SUNHERD_HTTP_PORT", "0");
      builder
          .environment()
          .put("SUNHERD_HISTORY_URL", "jdbc:sqlite:" + directory.resolve("history.db"));
      Process daemon = builder.start();
      try (BufferedReader told = daemon.errorReader(StandardCharsets.UTF_8)) {
        String url = servedAndOnline(told);
        var request =
            HttpRequest.newBuilder(URI.create(url + "/cmds?cmd=status&raw=1&max_age=0")).build();
        assertEquals(
            said, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
        daemon.toHandle().destroy(); // which, unlike that of Process, leaves its output to be read
        assertTrue(told.lines().noneMatch(line -> line.contains("did not close")));
        daemon.waitFor();
      } finally {
        daemon.destroyForcibly();
      }
      assertEquals(
          said, Run.of("--serial -d " + directory.resolve("unit-1") + " --status").out().strip());
    }
  }

  @Test
  void writesItsLogAsJsonWhereThatIsWanted() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON)) {
      ProcessBuilder builder =
          Run.process("--serial", "-d", units.addresses().get(0).split(":", 2)[1], "--daemon");
      builder.environment().put("SUNHERD_HTTP_PORT", "0");
      builder.environment().put("SUNHERD_LOG_FORMAT", "json");
      Process daemon = builder.start();
      try (BufferedReader told = daemon.errorReader(StandardCharsets.UTF_8)) {
        String line = lineWith(told, Pattern.compile("^\\{.*inverter-1: online.*}$")).group();
        JsonObject event = new JsonObject(line);
        assertEquals("INFO", event.getString("level"));
        assertTrue(event.getLong("timestamp") > 0);
        assertTrue(event.getString("formattedMessage").startsWith("inverter-1: online"), line);
      } finally {
        daemon.destroyForcibly();
      }
    }
  }

  /** The two may come in either order; the address of the hub. */
  private static String servedAndOnline(BufferedReader told) throws IOException {
    Pattern either = Pattern.compile(SERVED.pattern() + "|inverter-1: online");
    Matcher first = lineWith(told, either);
    Matcher second = lineWith(told, either);
    return first.group(1) == null ? second.group(1) : first.group(1);
  }

  private static Matcher lineWith(BufferedReader reader, Pattern pattern) throws IOException {
    StringBuilder before = new StringBuilder();
    String line;
    while ((line = reader.readLine()) != null) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("It ended without " + pattern + ", saying:\n" + before);
  }
}
