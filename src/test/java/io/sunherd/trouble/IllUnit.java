package io.sunherd.trouble;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.TwinUnit;
import io.sunherd.bus.Reading;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.fault.Faults;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A simulated unit, what is wrong with its line, and what it has.
 *
 * @param id what it is called in the hub
 * @param number its number in the simulation
 */
record IllUnit(String id, Faults.Kind kind, TwinUnit twin, Simulation simulation, int number) {
  private static final List<String> NO_VALUES =
      List.of(Reading.OLDER, "calculated", "doubtful", "extra", "unknown");

  void order(String words) {
    String answer = simulation.control(words);
    assertFalse(answer.startsWith("error"), answer);
  }

  /** Whether its readings are of more than one exchange. */
  boolean isJoined(String text) {
    return !twin.dialect().request(text).orElseThrow().inquiry().joined().isEmpty();
  }

  /** The keys whose values are not those that it has at that moment. */
  Set<String> wrong(String text, Map<String, Object> told, int jump) throws Exception {
    Map<String, Object> has = twin.served(text, DayInJumps.moment(jump));
    Set<String> wrong = new HashSet<>();
    new JsonObject(new JsonObject(told).encode())
        .getMap()
        .forEach(
            (key, value) -> {
              if (value != null && !NO_VALUES.contains(key) && !value.equals(has.get(key))) {
                wrong.add(key + "=" + value + " is not " + has.get(key));
              }
            });
    return wrong;
  }
}
