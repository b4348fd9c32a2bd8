package io.sunherd.bus;

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
 * @param dryRun whether to tell what would be sent, and send nothing
 */
public record Change(
    Actor actor,
    @Nullable String inverter,
    String setting,
    @Nullable Object value,
    boolean spelled,
    boolean confirm,
    boolean dryRun) {}
