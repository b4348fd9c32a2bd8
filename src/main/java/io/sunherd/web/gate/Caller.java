package io.sunherd.web.gate;

import io.sunherd.access.Role;
import io.sunherd.access.Session;
import io.sunherd.access.User;
import io.sunherd.bus.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param user who has proved to be one, or null
 * @param session the session by which that was proved, or null where it was anything else
 * @param from the network address
 * @param pass how long this may be gone by
 */
public record Caller(@Nullable User user, @Nullable Session session, String from, Pass pass) {

  static Caller unknown(String from) {
    return new Caller(null, null, from, Pass.NONE);
  }

  boolean isOperator() {
    return user != null && user.role() == Role.OPERATOR;
  }

  /** The same as the settings know it. */
  public Actor actor() {
    return new Actor(user == null ? null : user.name(), isOperator(), from);
  }
}
