package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.RowSource;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
@ProcessTests
class HistoryOfHubTest {
  @TempDir private Path directory;

  private static String history(RunningHub hub) throws Exception {
    JsonObject ready = new JsonObject(hub.get("/health/ready").body());
    return ready.getJsonObject("parts").getString("history");
  }

  @Test
  void keepsUnitsBySerialNumberAndTheirTotals() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON);
        RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
      while (!"ok".equals(history(hub))) {
        hub.awaitStatus(hub.now(), "roof-1", 1);
      }
      List<RowSource> expected =
          List.of(
              new RowSource("hub", units.serials().get(0), "roof-1"),
              new RowSource("hub", units.serials().get(1), "roof-2"),
              new RowSource("hub", "", RowSource.SYSTEM));
      List<RowSource> kept = List.of();
      while (kept.size() < expected.size()) {
        hub.awaitStatus(hub.now(), "roof-1", 1);
        kept =
            new Reader(hub.history())
                .sources().stream()
                    .filter(known -> known.newest() != null)
                    .map(Known::source)
                    .toList();
      }
      assertTrue(kept.containsAll(expected), kept::toString);
      assertEquals(expected.size(), kept.size());
    }
  }
}
