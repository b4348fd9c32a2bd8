package io.sunherd.web.gate;

import io.sunherd.access.Role;
import io.sunherd.access.Session;
import io.sunherd.access.User;
import io.sunherd.bus.Actor;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request.
 *
 * @param user the authenticated user, or null
 * @param session the session that authenticated the user, or null for any other way
 * @param from the network address
 * @param pass how long the authentication stays valid
 */
public record Caller(@Nullable User user, @Nullable Session session, String from, Pass pass) {

  static Caller unknown(String from) {
    return new Caller(null, null, from, Pass.NONE);
  }

  boolean isOperator() {
    return user != null && user.role() == Role.OPERATOR;
  }

  /** The same as an actor, for the settings. */
  public Actor actor() {
    return new Actor(user == null ? null : user.name(), isOperator(), from);
  }
}
