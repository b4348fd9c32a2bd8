package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many units as a parallel system can have, one of which hangs. */
@Timeout(120)
@ProcessTests
class NineUnitsTest {
  private static final int UNITS = 9;

  @TempDir private Path directory;

  @Test
  void eightGoOnWhileTheNinthHangs() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(UNITS, directory, SimulatedUnits.NOON)) {
      Map<String, Map<String, String>> truth = SimulatedUnits.say(units);
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units))) {
        for (int i = 1; i <= UNITS; i++) {
          hub.awaitStatus(0, "roof-" + i, 1);
        }
        int before = hub.now();
        assertEquals("unit 9: hang 1", units.control("hang 9 on"));
        hub.await(before, "roof-9", Condition.DEGRADED);
        int hung = hub.now();
        for (int i = 1; i < UNITS; i++) {
          List<Reading> readings = hub.awaitStatus(hung, "roof-" + i, 20);
          String said = truth.get(units.serials().get(i - 1)).get("QPIGS");
          assertTrue(readings.stream().allMatch(reading -> reading.raw().equals(said)));
        }
        assertTrue(hub.readings(hung).stream().noneMatch(r -> r.inverter().equals("roof-9")));
        int cleared = hub.now();
        assertEquals("unit 9: no faults", units.control("clear 9"));
        hub.awaitStatus(cleared, "roof-9", 1);
      }
    }
  }
}
