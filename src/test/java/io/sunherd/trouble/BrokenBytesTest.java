package io.sunherd.trouble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.HandClock;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two units, one of them on a bad line. Whatever the line does, each reading that is published is
 * word for word what that unit said to that question; a twin of the herd tells what that is.
 */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class BrokenBytesTest {
  @TempDir private Path directory;
  private final HandClock clock = new HandClock(SimulatedUnits.NOON.instant());
  private final Map<String, Map<String, Set<String>>> said = new HashMap<>();
  private Simulation units;
  private Simulation twin;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(2, directory, clock);
    twin = SimulatedUnits.onTcp(2, clock);
    listen();
  }

  @AfterEach
  void pullOut() {
    units.close();
    twin.close();
  }

  /** Notes what every unit says at this time. */
  private Map<String, Map<String, String>> listen() throws Exception {
    Map<String, Map<String, String>> now = SimulatedUnits.say(twin);
    now.forEach(
        (serial, codes) ->
            codes.forEach(
                (code, text) ->
                    said.computeIfAbsent(serial, s -> new HashMap<>())
                        .computeIfAbsent(code, c -> new HashSet<>())
                        .add(text)));
    return now;
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  private String serial(String inverter) {
    return units.serials().get(inverter.equals("roof-1") ? 0 : 1);
  }

  /** Everything is asked several times a second, so that each answer may hit each question. */
  private static List<Inverter> busy(List<Inverter> inverters) {
    return inverters.stream()
        .map(
            inverter -> {
              Map<String, Duration> poll = new HashMap<>(inverter.poll());
              for (String code :
                  List.of("settings", "flags", "warnings", "QMCHGCR", "QMUCHGCR", "QET", "QLT")) {
                poll.put(code, Duration.ofMillis(200));
              }
              return new Inverter(
                  inverter.id(), inverter.device(), null, null, inverter.protocol(), null, poll);
            })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duplicate 1 on",
        "stale 1 on",
        "late 1 300",
        "late 1 1100",
        "late 1 1200",
        "late 1 1500",
        "crc 1 on",
        "cut 1 40",
        "garble 1 on",
        "noise 1 on",
        "nak 1 on",
        "stubborn 1 on",
        "pieces 1 700",
        "pieces 1 1000",
        "pieces 1 1400",
        "echo 1 on",
        "parrot 1 on"
      })
  void noReadingIsWrong(String fault) throws Exception {
    try (RunningHub hub = new RunningHub(busy(SimulatedUnits.inverters(units)))) {
      hub.awaitStatus(0, "roof-1", 3);
      hub.awaitStatus(0, "roof-2", 3);
      order(fault);
      int broken = hub.now();
      hub.awaitStatus(broken, "roof-2", 15);
      clock.forward(Duration.ofMinutes(40));
      Map<String, Map<String, String>> newer = listen();
      hub.awaitStatus(hub.now(), "roof-2", 5);
      order("clear 1");
      String right = newer.get(serial("roof-1")).get("QPIGS");
      Predicate<Reading> healed =
          reading -> reading.inverter().equals("roof-1") && reading.raw().equals(right);
      hub.await(hub.now(), Reading.class, healed);
      for (Reading reading : hub.readings(0)) {
        assertTrue(
            said.get(serial(reading.inverter())).get(reading.code()).contains(reading.raw()),
            () -> "never said: " + reading);
      }
      InverterState last =
          hub.await(
              0,
              InverterState.class,
              state -> state.inverter().equals("roof-1") && state.condition() == Condition.ONLINE);
      assertEquals(serial("roof-1"), last.serial());
    }
  }
}
