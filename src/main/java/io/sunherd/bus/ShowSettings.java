package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks how a unit is set, and what it could be set to. Answered by a {@link Verdict}.
 *
 * @param inverter the id of the unit, or null for all of them side by side
 */
public record ShowSettings(@Nullable String inverter) {}
