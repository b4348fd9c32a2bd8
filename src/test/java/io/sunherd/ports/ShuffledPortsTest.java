package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three ids bound to serial numbers; which unit is behind which name changes at every boot. */
@Timeout(120)
@ProcessTests
class ShuffledPortsTest {
  private static final List<List<Integer>> ORDERS =
      List.of(List.of(2, 3, 1), List.of(2, 1, 3), List.of(3, 2, 1), List.of(1, 2, 3));

  @TempDir private Path directory;

  @Test
  void everyReadingLandsUnderTheIdOfItsSerialNumber() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON)) {
      Map<String, Map<String, String>> truth = SimulatedUnits.say(units);
      List<Inverter> bound = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        bound.add(
            SimulatedUnits.inverter(
                i + 1, units.addresses().get(i), units.serials().get(i), Duration.ofMillis(100)));
      }
      try (RunningHub hub = new RunningHub(bound)) {
        for (int i = 1; i <= 3; i++) {
          hub.awaitStatus(0, "roof-" + i, 2);
        }
        for (List<Integer> order : ORDERS) {
          shuffle(hub, units, order);
        }
        for (Reading reading : hub.readings(0)) {
          int unit = Integer.parseInt(reading.inverter().substring("roof-".length()));
          String said = truth.get(units.serials().get(unit - 1)).get(reading.code());
          assertEquals(said, reading.raw(), () -> reading.inverter() + " " + reading.code());
        }
      }
    }
  }

  /** Unit 1 gets the name of that number, and so on; then every id finds its unit. */
  private void shuffle(RunningHub hub, Simulation units, List<Integer> order)
      throws InterruptedException {
    int before = hub.now();
    for (int i = 1; i <= 3; i++) {
      carryOut(units, "unplug " + i);
    }
    for (int i = 1; i <= 3; i++) {
      hub.await(before, "roof-" + i, Condition.OFFLINE);
    }
    int pulled = hub.now();
    for (int i = 1; i <= 3; i++) {
      carryOut(units, "plug " + i + " as unit-" + order.get(i - 1));
    }
    for (int i = 1; i <= 3; i++) {
      InverterState state = hub.await(pulled, "roof-" + i, Condition.ONLINE);
      assertEquals(units.serials().get(i - 1), state.serial());
      assertEquals("serial:" + directory.resolve("unit-" + order.get(i - 1)), state.device());
      hub.awaitStatus(pulled, "roof-" + i, 2);
    }
  }

  private static void carryOut(Simulation units, String order) {
    String answer = units.control(order);
    assertFalse(answer.startsWith("error"), answer);
  }
}
