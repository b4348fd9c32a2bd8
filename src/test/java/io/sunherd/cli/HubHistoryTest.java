package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Reading;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hub keeps of its inverter is what an extract tells, while it runs. */
@Timeout(120)
@ProcessTests
class HubHistoryTest {
  @TempDir private Path folder;

  @Test
  void theFirstRow() throws Exception {
    try (Simulation units = SimulatedUnits.onTcp(1, SimulatedUnits.NOON);
        RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
      Reading reading = hub.awaitStatus(0, "roof-1", 1).get(0);
      String ask = "/api/v1/history?format=csv&col=batt_volt&col=pv_watts&col=mode";
      String row = hub.get(ask).body();
      while (row.isEmpty() || row.startsWith("{")) { // the test's own limit ends this
        Respite.take();
        row = hub.get(ask).body();
      }
      String values = reading.data().get("batt_volt") + ";" + reading.data().get("pv_watts") + ";";
      assertTrue(row.startsWith(values), row + " is not " + values);
      Path config = folder.resolve("hub.yaml");
      Files.writeString(
          config,
          "inverters:\n  - {id: roof-1, device: \"tcp:127.0.0.1:1\"}\nhistory: {url: \""
              + hub.history()
              + "\"}\n");
      LocalDate today = LocalDate.now(ZoneId.systemDefault());
      DateTimeFormatter digits = DateTimeFormatter.BASIC_ISO_DATE;
      String extract =
          " --extract-csv-data "
              + digits.format(today.minusDays(1))
              + "-"
              + digits.format(today.plusDays(1))
              + " --col batt_volt --col pv_watts --col mode";
      for (String from : new String[] {"--hub " + hub.url(), "-c " + config}) {
        Run run = Run.of(from + extract);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith(row.lines().findFirst().orElseThrow()), run.out());
      }
    }
  }
}
