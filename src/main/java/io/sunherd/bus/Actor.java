package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as the edge of the hub has verified.
 *
 * @param name the user, or null where the hub has no users to log in as
 * @param operator whether this user may change settings
 * @param from where the request came from: a network address, or the name of a part of the hub
 * @param claim who the sender says it is besides, which nobody has verified; null where it does not
 *     say
 */
public record Actor(@Nullable String name, boolean operator, String from, @Nullable String claim) {

  /** One who claims nothing besides. */
  public Actor(@Nullable String name, boolean operator, String from) {
    this(name, operator, from, null);
  }
}
