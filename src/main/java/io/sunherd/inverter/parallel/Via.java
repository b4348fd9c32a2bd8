package io.sunherd.inverter.parallel;

import org.jspecify.annotations.Nullable;

/**
 * A way to see a unit over the parallel bus.
 *
 * @param via the id of the inverter to ask
 * @param code the inquiry to send it (QPGS1)
 * @param serial the serial number that the answer must have, or null for any unit
 */
public record Via(String via, String code, @Nullable String serial) {}
