package io.sunherd.inverter.parallel;

import org.jspecify.annotations.Nullable;

/**
 * How a unit can be seen over the parallel bus.
 *
 * @param via the id of the inverter to ask
 * @param code what to ask it (QPGS1)
 * @param serial the serial number that the answer must show, or null for whichever unit it is
 */
public record Via(String via, String code, @Nullable String serial) {}
