package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Orders an inverter to take a setting: one frame, sent at most once, before every inquiry that
 * waits. Answered by a {@link Receipt}; {@link Failure#OFFLINE} means that nothing was sent, {@link
 * Failure#SILENT} that it was sent and its effect is unknown.
 *
 * @param text what goes over the wire, as a setting's form wrote it (PBFT53.0)
 * @param serial the serial number that the unit must have, or null where none is known
 * @param ttlMs after this time it is not sent any more
 */
public record Order(String text, @Nullable String serial, long ttlMs) {}
