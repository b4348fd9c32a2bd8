package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the writes, newest first. Answered by a {@link Verdict}.
 *
 * @param inverter those of this unit, or null for all
 * @param before those older than this entry, or null for the newest
 * @param limit how many at most
 */
public record ShowAudit(@Nullable String inverter, @Nullable String before, int limit) {}
