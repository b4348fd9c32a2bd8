package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the entries of the audit log, newest first. Answered by a {@link Verdict}.
 *
 * @param inverter only entries of this unit, or null for all
 * @param before only entries older than this one, or null for the newest
 * @param limit how many at most
 */
public record ShowAudit(@Nullable String inverter, @Nullable String before, int limit) {}
