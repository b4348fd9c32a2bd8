package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.TwinUnit;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.MovingClock;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Units of several families, each on a pseudo-terminal of its own. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("What a herd of several families comes to")
class MixedHerdTest {
  private static final long SEED = 11;
  private static final List<String> PROFILES =
      List.of("max-8000", "infinisolar-v", "infinisolar-10k");

  @TempDir private Path folder;
  private final MovingClock clock = new MovingClock(SimulatedUnits.NOON.instant());
  private final List<Simulation> simulations = new ArrayList<>();

  @AfterEach
  void pullOut() {
    simulations.forEach(Simulation::close);
  }

  private List<Inverter> plugIn() throws Exception {
    List<Inverter> inverters = new ArrayList<>();
    for (String profile : PROFILES) {
      Simulation simulation =
          Simulation.start(
              new Simulation.Options(
                  1, false, profile, SEED, LinePace.NONE, folder.resolve(profile), null, clock));
      simulations.add(simulation);
      inverters.add(
          SimulatedUnits.inverter(
              inverters.size() + 1, simulation.addresses().get(0), null, Duration.ofMillis(100)));
    }
    return inverters;
  }

  /** The fields of what a unit says, as it says them; no table of the hub has a part in it. */
  private static double[] fields(SimulatedUnit unit, String text, String between) throws Exception {
    Framing framing = unit.dialect().framing();
    Reply reply = framing.unwrap(unit.answer(framing.request(text)));
    String[] parts = ((Reply.Text) reply).payload().strip().split(between, -1);
    double[] fields = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      fields[i] = parts[i].matches("[-+]?[0-9.]+") ? Double.parseDouble(parts[i]) : Double.NaN;
    }
    return fields;
  }

  /** What each profile has, by the places that the documents of its family tell. */
  private Map<String, Double> own(String profile) throws Exception {
    SimulatedUnit unit = new TwinUnit(profile, SEED, 1).at(clock.instant());
    if (profile.equals("max-8000")) {
      double[] live = fields(unit, "QPIGS", " ");
      double second = fields(unit, "QPIGS2", " ")[2];
      return own(live[4], live[5], live[9], live[15], live[19] + second);
    }
    double[] live = fields(unit, "GS", ",");
    if (profile.equals("infinisolar-10k")) {
      double[] power = fields(unit, "PS", ",");
      double amps = live[6] / 10;
      double sun = power[0] + power[1];
      return own(power[14], power[10], Math.max(amps, 0), Math.max(-amps, 0), sun);
    }
    return own(live[4], live[5], live[11], live[10], live[16] + live[17]);
  }

  private static Map<String, Double> own(
      double va, double watts, double charge, double discharge, double sun) {
    return Map.of(
        "ac_va", va,
        "ac_watt", watts,
        "batt_charge_amps", charge,
        "batt_discharge_amps", discharge,
        "battery_amps", charge - discharge,
        "pv_watts", sun);
  }

  private Map<String, Double> sums() throws Exception {
    Map<String, Double> sums = new HashMap<>();
    for (String profile : PROFILES) {
      own(profile).forEach((key, part) -> sums.merge(key, part, Double::sum));
    }
    return sums;
  }

  private static boolean has(SystemTotals totals, Map<String, Double> sums) {
    return totals.counted() == PROFILES.size()
        && sums.entrySet().stream()
            .allMatch(sum -> isSame(totals.values().get(sum.getKey()), sum.getValue()));
  }

  /** Totals are whole numbers; only PI17 tells tenths of its amperes. */
  private static boolean isSame(Number told, double sum) {
    return told != null && Math.abs(told.doubleValue() - sum) <= 0.5;
  }

  private static boolean isServed(RunningHub hub, Map<String, Double> sums) throws Exception {
    JsonObject system = new JsonObject(hub.get("/api/v1/system").body());
    return system.getJsonArray("missing").isEmpty()
        && sums.entrySet().stream()
            .allMatch(sum -> isSame(system.getDouble(sum.getKey()), sum.getValue()));
  }

  @Test
  @DisplayName("is what its units say, added up, at every time of the day")
  void sum() throws Exception {
    try (RunningHub hub = new RunningHub(plugIn())) {
      Map<String, Double> before = Map.of();
      for (int jump = 0; jump < 4; jump++) {
        int since = hub.now();
        Instant moment = SimulatedUnits.NOON.instant().plus(Duration.ofHours(5L * jump));
        clock.set(moment);
        Map<String, Double> sums = sums();
        assertNotEquals(before, sums);
        before = sums;
        hub.awaitTotals(since, totals -> has(totals, sums));
        while (!isServed(hub, sums)) { // which hears of it apart from this test
          hub.awaitTotals(hub.now(), totals -> has(totals, sums));
        }
      }
    }
  }
}
