package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a unit's settings and the values they allow. Answered by a {@link Verdict}.
 *
 * @param inverter the id of the unit, or null for all units side by side
 */
public record ShowSettings(@Nullable String inverter) {}
