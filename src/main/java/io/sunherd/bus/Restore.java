package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for a unit to be set as it was once kept. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverter the id of the unit
 * @param values natural values by name of the setting
 * @param confirm whether the danger of dangerous settings was accepted
 * @param dryRun whether to tell the differences only
 */
public record Restore(
    Actor actor, String inverter, Map<String, Object> values, boolean confirm, boolean dryRun) {
  public Restore {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
