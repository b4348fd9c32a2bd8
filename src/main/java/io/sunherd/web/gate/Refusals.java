package io.sunherd.web.gate;

import io.sunherd.request.Problem;
import io.vertx.core.http.HttpServerRequest;

/** The error sentences of the gate. */
public final class Refusals {
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final String NO_USERS =
      " make one with sunherd passwd NAME --role operator, in the file that access.users names.";

  private static final String CODE =
      "its code. The hub's log has it: journalctl -u sunherd, or docker compose logs hub; and so has"
          + " sunherd code on the hub's machine.";

  private Refusals() {}

  static Problem noCode() {
    return new Problem(403, "Setting this hub up from another machine takes " + CODE);
  }

  static Problem wrongCode() {
    return new Problem(
        403, "That is not the code of this hub. Setting it up from another machine takes " + CODE);
  }

  static Problem setUpFirst() {
    return new Problem(
        403,
        "This hub belongs to nobody yet, and is open to its own machine only: set it up first,"
            + " which takes "
            + CODE);
  }

  static Problem noUsersToWrite() {
    return new Problem(
        403, "Nobody may change anything, for there is no user on this hub yet:" + NO_USERS);
  }

  static Problem noUsersToRead() {
    return new Problem(
        403, "Only users may read here, and there is no user on this hub yet:" + NO_USERS);
  }

  static Problem noAccounts() {
    return new Problem(
        503, "Nobody can log in, for the users file cannot be used; the hub's log tells why.");
  }

  static Problem viewer(String name) {
    return new Problem(
        403,
        name + " may only read; sunherd passwd " + name + " --role operator allows changes, too.");
  }

  /** The problem where a page of another site makes a browser send a request. */
  public static Problem anotherSite() {
    return new Problem(403, "A page of another site may not do this; see the Origin header.");
  }

  static Problem noCsrfToken() {
    return new Problem(
        403,
        "The "
            + Gate.CSRF_HEADER
            + " header must hold the csrf value that GET /api/v1/session tells.");
  }

  static Problem whoAreYou(HttpServerRequest request, String sentence) {
    return new Problem(401, sentence).with(CHALLENGE, scheme(request));
  }

  /** A failed login with the challenge header of a 401. */
  static Throwable challenged(Throwable failure, HttpServerRequest request) {
    return failure instanceof Problem problem && problem.status() == 401
        ? whoAreYou(request, problem.sentence())
        : failure;
  }

  /**
   * The scheme of the challenge: for "Basic" the browser would show its own dialog in addition to
   * the page's.
   */
  private static String scheme(HttpServerRequest request) {
    boolean page =
        request.headers().contains("X-Requested-With")
            || request.headers().contains(Gate.CSRF_HEADER);
    return (page ? "Bearer" : "Basic") + " realm=\"Sunherd\"" + (page ? "" : ", charset=\"UTF-8\"");
  }
}
