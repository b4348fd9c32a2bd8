package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard for Grafana shows what a running hub serves. */
@Timeout(120)
@ProcessTests
class DashboardTest {
  private static final Path GRAFANA = Path.of("docker", "grafana");

  /** What is no name of a metric: strings, labels to choose by, ranges, functions, words. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(on|ignoring) *\\([^)]*\\)"
              + "|[a-z_]+ *((by|without) *\\([^)]*\\) *)?\\(|\\b(and|or|unless|bool)\\b");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  @TempDir private Path directory;

  private static List<JsonObject> panels() throws IOException {
    return new JsonObject(Files.readString(GRAFANA.resolve("dashboards/sunherd.json")))
        .getJsonArray("panels").stream().map(JsonObject.class::cast).toList();
  }

  private static Stream<String> expressions(JsonObject panel) {
    return panel.getJsonArray("targets").stream()
        .map(target -> ((JsonObject) target).getString("expr"));
  }

  private static Set<String> names(String expression) {
    return NAME.matcher(NO_NAMES.matcher(expression).replaceAll(" "))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void namesAreFoundInExpressions() {
    assertEquals(
        Set.of("a_total", "b:c", "d"),
        names("sum by (inverter) (rate(a_total{x=\"y z\"}[5m])) / on (id) b:c and 2 * max(d)"));
  }

  @Test
  void everyPanelShowsWhatIsServed() throws Exception {
    Set<String> wanted = new TreeSet<>();
    for (JsonObject panel : panels()) {
      List<String> expressions = expressions(panel).toList();
      assertFalse(expressions.isEmpty(), panel::encode);
      expressions.forEach(expression -> wanted.addAll(names(expression)));
    }
    assertTrue(wanted.size() >= panels().size(), wanted::toString);
    try (Simulation units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON);
        RunningHub hub =
            new RunningHub(
                List.of(
                    SimulatedUnits.inverter(
                        1, units.addresses().get(0), null, Duration.ofMillis(100))))) {
      hub.awaitStatus(0, "roof-1", 1);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!wanted.isEmpty() && System.nanoTime() < end) {
        Respite.take();
        wanted.removeAll(served(hub));
      }
    }
    assertEquals(Set.of(), wanted, "these are never served");
  }

  private static Set<String> served(RunningHub hub) throws IOException, InterruptedException {
    return hub.get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }

  @Test
  void everyPanelAsksTheSourceThatIsProvided() throws IOException {
    String sources = Files.readString(GRAFANA.resolve("provisioning/datasources/prometheus.yaml"));
    for (JsonObject panel : panels()) {
      String uid = panel.getJsonObject("datasource").getString("uid");
      assertTrue(sources.lines().anyMatch(line -> line.strip().equals("uid: " + uid)), uid);
    }
  }
}
