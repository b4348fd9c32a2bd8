package io.sunherd.inverter;

import io.sunherd.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What answers on a line.
 *
 * @param dialect what it speaks
 * @param serial its serial number, or null where it tells none
 * @param model its model, or null where it tells none
 */
public record Identity(Dialect dialect, @Nullable String serial, @Nullable String model) {}
