package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a unit's settings to be set back to saved values. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverter the id of the unit
 * @param values natural values by name of the setting
 * @param confirm whether the danger of dangerous settings was accepted
 * @param dryRun whether to answer the differences only
 * @param serial the serial number that the unit must have, or null where the request names none
 */
public record Restore(
    Actor actor,
    String inverter,
    Map<String, Object> values,
    boolean confirm,
    boolean dryRun,
    @Nullable String serial) {
  public Restore {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A restore that does not check the serial number. */
  public Restore(
      Actor actor, String inverter, Map<String, Object> values, boolean confirm, boolean dryRun) {
    this(actor, inverter, values, confirm, dryRun, null);
  }
}
