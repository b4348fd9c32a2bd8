package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one setting to be changed. Answered by a {@link Verdict}.
 *
 * @param actor who asks
 * @param inverter the id of the unit, or null for the whole system
 * @param setting the setting's name (battery_float_volt) or code (PBFT)
 * @param value the value: natural (53.0, "user", true), or as text in the protocol's own form
 * @param spelled whether the value is in the protocol's own form ("010" for MCHGC)
 * @param confirm whether the danger of a dangerous setting was accepted
 * @param dryRun whether to answer what would be sent, and send nothing
 * @param serials the serial number that each unit must have, by id; a null value where the request
 *     names none for that unit, null as a whole where it names none at all
 * @param group what its writes have in common with those of other requests that are one action, or
 *     null
 */
public record Change(
    Actor actor,
    @Nullable String inverter,
    String setting,
    @Nullable Object value,
    boolean spelled,
    boolean confirm,
    boolean dryRun,
    @Nullable Map<String, @Nullable String> serials,
    @Nullable String group) {

  public Change {
    serials = serials == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(serials));
  }

  /** A change by itself that does not check serial numbers. */
  public Change(
      Actor actor,
      @Nullable String inverter,
      String setting,
      @Nullable Object value,
      boolean spelled,
      boolean confirm,
      boolean dryRun) {
    this(actor, inverter, setting, value, spelled, confirm, dryRun, null, null);
  }
}
