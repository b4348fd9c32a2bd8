package io.sunherd.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nine paralleled units on pseudo-terminals whose names change a hundred times, as after so many
 * re-boots. Every unit has values of its own, so that a reading tells whose it is.
 */
@Timeout(180)
@ProcessTests
class ShuffledHundredTimesTest {
  private static final int UNITS = 9;
  private static final int SHUFFLES = 100;

  @TempDir private Path directory;

  @Test
  void everyReadingIsOfTheUnitWithItsSerialNumber() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(UNITS, directory, SimulatedUnits.NOON)) {
      Map<String, Map<String, String>> truth = SimulatedUnits.say(units);
      assertEquals(
          UNITS,
          truth.values().stream().map(said -> said.get("QPIGS")).distinct().count(),
          "the units differ in what they say");
      List<Inverter> bound = new ArrayList<>();
      for (int i = 0; i < UNITS; i++) {
        bound.add(
            SimulatedUnits.inverter(
                i + 1, units.addresses().get(i), units.serials().get(i), Duration.ofMillis(100)));
      }
      try (RunningHub hub = new RunningHub(bound)) {
        awaitAll(hub, 0);
        List<Integer> names = new ArrayList<>(IntStream.rangeClosed(1, UNITS).boxed().toList());
        Random random = new Random(20261124);
        for (int i = 0; i < SHUFFLES; i++) {
          Collections.shuffle(names, random);
          int pulled = shuffle(hub, units, names);
          // Mostly the next comes while some still look for their unit: that is when it is hard.
          if (i % 10 == 9) {
            awaitAll(hub, pulled);
          } else if (i % 2 == 0) {
            hub.await(pulled, Reading.class, reading -> true);
          } else {
            hub.await(pulled, InverterState.class, state -> true);
          }
        }
        assertRight(hub, units, truth);
      }
    }
  }

  private static void awaitAll(RunningHub hub, int since) throws InterruptedException {
    for (int i = 1; i <= UNITS; i++) {
      hub.awaitStatus(since, "roof-" + i, 1);
    }
  }

  /** Every cable is pulled; each unit comes up under another's name. Gives when that was. */
  private static int shuffle(RunningHub hub, Simulation units, List<Integer> names) {
    for (int i = 1; i <= UNITS; i++) {
      carryOut(units, "unplug " + i);
    }
    int pulled = hub.now();
    for (int i = 1; i <= UNITS; i++) {
      carryOut(units, "plug " + i + " as unit-" + names.get(i - 1));
    }
    return pulled;
  }

  private static void carryOut(Simulation units, String order) {
    String answer = units.control(order);
    assertFalse(answer.startsWith("error"), answer);
  }

  private static void assertRight(
      RunningHub hub, Simulation units, Map<String, Map<String, String>> truth) {
    Map<String, String> serials =
        IntStream.rangeClosed(1, UNITS)
            .boxed()
            .collect(Collectors.toMap(i -> "roof-" + i, i -> units.serials().get(i - 1)));
    for (Reading reading : hub.readings(0)) {
      String serial = serials.get(reading.inverter());
      assertEquals(
          truth.get(serial).get(reading.code()),
          reading.raw(),
          () -> reading.inverter() + " " + reading.code());
      if (reading.command().equals("parallel")) {
        assertEquals(serial, reading.data().get("serial_number"));
      }
    }
    List<InverterState> states = hub.states(0);
    assertTrue(
        states.stream().allMatch(state -> serials.get(state.inverter()).equals(state.serial())));
  }
}
