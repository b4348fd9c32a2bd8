package io.sunherd.bus.energy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The energy since the books began; it never falls while the hub runs.
 *
 * @param began when they did, epoch seconds; null where there is nothing in them
 * @param milliwattHours by what identifies a unit (SerialNumber.identity), or {@link #SYSTEM}, and
 *     by kind (pv, load, battery_in, ...); a kind of which nothing is known is absent
 */
public record EnergyTotals(@Nullable Long began, Map<String, Map<String, Long>> milliwattHours) {
  /** The name of all units together; no inverter may have it. */
  public static final String SYSTEM = "system";

  public EnergyTotals {
    Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
    milliwattHours.forEach(
        (name, kinds) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(kinds))));
    milliwattHours = Collections.unmodifiableMap(copy);
  }
}
