package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.config.HubConfig;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(240)
@ProcessTests
@DisplayName("Simulated units of other families than PI30, on pseudo-terminals,")
@Execution(ExecutionMode.CONCURRENT)
class OtherFamiliesTest {
  private static final Actor ANNA = new Actor("anna", true, "127.0.0.1");

  @TempDir private Path directory;

  private RunningHub hub(Simulation units) throws Exception {
    RunningHub hub =
        new RunningHub(
            SimulatedUnits.inverters(units),
            new HubConfig.Settings(directory.resolve("audit.jsonl").toString(), 100));
    hub.await(0, "roof-1", Condition.ONLINE);
    return hub;
  }

  private Simulation units(String profile) throws Exception {
    return SimulatedUnits.onTerminals(1, directory.resolve("sim"), profile);
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  /** Their texts are taken apart here once more, by the places of the documents. */
  @ParameterizedTest
  @CsvSource({
    "infinisolar-e, pi16, grid_volt 0 ac_volt 4 ac_watt 5 load_percent 8 batt_volt 11"
        + " batt_capacity 13 temp 20, 14 15",
    "lv5048-pi41, pi41, grid_volt 0 ac_volt 2 ac_va 4 ac_watt 5 load_percent 6 batt_volt 8"
        + " batt_charge_amps 9 batt_capacity 10 temp 11 batt_discharge_amps 15 pv_watts 19, ''"
  })
  @DisplayName("are known without being told, and their status is what they say")
  void status(String profile, String protocol, String places, String trackers) throws Exception {
    try (Simulation units = units(profile)) {
      Map<String, String> said = SimulatedUnits.say(units).get(units.serials().get(0));
      String[] fields = said.get("QPIGS").substring(1).split(" ", -1);
      try (RunningHub hub = hub(units)) {
        JsonObject status = json(hub, "/cmds?cmd=status&max_age=0");
        String[] words = places.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
          double told = Double.parseDouble(fields[Integer.parseInt(words[i + 1])]);
          assertEquals(told, status.getDouble(words[i]), 1e-6, words[i]);
        }
        if (!trackers.isEmpty()) {
          double sun = 0;
          for (String place : trackers.split(" ", -1)) {
            sun += Double.parseDouble(fields[Integer.parseInt(place)]);
          }
          assertEquals(sun, status.getDouble("pv_watts"));
        }
        JsonObject unit = json(hub, "/api/v1/inverters/roof-1");
        assertEquals(protocol, unit.getString("protocol"), unit::encode);
        assertEquals(units.serials().get(0), unit.getString("serial"), unit::encode);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "infinisolar-10k, PIRI, 30, eps_cut_off_volt",
    "infinisolar-3p, PIRI, 30, ac_charging_window_2",
    "infinisolar-e, QPIRI, 24, lcd_sleep",
    "lv5048-pi41, QPIRI, 28, battery_recharge_volt"
  })
  @DisplayName("keep every setting that is offered, and give it back")
  void settings(String profile, String ratings, int least, String some) throws Exception {
    try (Simulation units = units(profile);
        RunningHub hub = hub(units)) {
      hub.await(0, Reading.class, reading -> reading.code().equals(ratings));
      Set<Object> kept = new HashSet<>();
      for (Map<?, ?> row : rows(hub)) {
        String name = row.get("name").toString();
        Verdict written = write(hub, name, row);
        assertEquals(200, written.status(), () -> name + ": " + written);
        assertEquals("ACK", written.body().get("reply"), () -> name + ": " + written);
        kept.add(name);
        if (!name.equals("clock")) {
          assertEquals(
              written.body().get("requested"), written.body().get("confirmed"), written::toString);
          String entry = written.body().get("entry").toString();
          Verdict undone = hub.verdict(Addresses.UNDO, new Undo(ANNA, entry, true, false));
          assertEquals(200, undone.status(), () -> name + ": " + undone);
          assertEquals(row.get("value"), undone.body().get("confirmed"), name);
        }
      }
      assertTrue(kept.contains(some), kept::toString);
      assertTrue(kept.size() >= least, kept::toString);
    }
  }

  private static List<Map<?, ?>> rows(RunningHub hub) {
    Verdict shown = hub.verdict(Addresses.SHOW_SETTINGS, new ShowSettings("roof-1"));
    assertEquals(200, shown.status(), shown::toString);
    return ((List<?>) shown.body().get("settings"))
        .stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
  }

  /** Writes some other value than it has: the next higher or, where that is too much, lower. */
  private static Verdict write(RunningHub hub, String name, Map<?, ?> row) {
    Object value = row.get("value");
    if (value instanceof Boolean on) {
      return set(hub, name, !on);
    }
    if (value instanceof Number number && row.get("allowed") instanceof Map<?, ?> allowed) {
      double step = ((Number) allowed.get("step")).doubleValue();
      Verdict higher = set(hub, name, digits(number.doubleValue() + step));
      return higher.status() == 200 ? higher : set(hub, name, digits(number.doubleValue() - step));
    }
    if (row.get("allowed") instanceof List<?> words) {
      return set(hub, name, words.stream().filter(w -> !w.equals(value)).findFirst().orElseThrow());
    }
    if (name.equals("clock")) {
      return set(hub, name, "2026-06-21T13:30:00");
    }
    return set(hub, name, value.toString().contains("-") ? "01:00-05:30" : "01:30");
  }

  private static double digits(double value) {
    return Math.rint(value * 100) / 100;
  }

  private static Verdict set(RunningHub hub, String name, Object value) {
    return hub.verdict(
        Addresses.CHANGE, new Change(ANNA, "roof-1", name, value, false, true, false));
  }
}
