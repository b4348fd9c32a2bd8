package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * How a part of the hub is; readiness is made of these.
 *
 * @param name what it is, for people: "inverter roof-1"
 * @param trouble one sentence, or null where it is well
 */
public record Part(String name, @Nullable String trouble) {}
