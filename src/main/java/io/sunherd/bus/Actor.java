package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Who wants something, as the edge of the hub has made sure.
 *
 * @param name the user, or null where nobody can prove to be one
 * @param operator whether this user may change settings
 * @param from where the wish came from: a network address, or the name of a part of the hub
 */
public record Actor(@Nullable String name, boolean operator, String from) {}
