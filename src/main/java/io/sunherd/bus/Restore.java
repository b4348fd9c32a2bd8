package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a unit to be set as it was once kept. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverter the id of the unit
 * @param values natural values by name of the setting
 * @param confirm whether the danger of dangerous settings was accepted
 * @param dryRun whether to tell the differences only
 * @param serial the serial number that the unit must have, or null where that is not said
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

  /** For whichever unit is there. */
  public Restore(
      Actor actor, String inverter, Map<String, Object> values, boolean confirm, boolean dryRun) {
    this(actor, inverter, values, confirm, dryRun, null);
  }
}
