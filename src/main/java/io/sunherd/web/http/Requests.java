package io.sunherd.web.http;

import io.sunherd.request.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Distinguishes kinds of requests. */
public final class Requests {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private Requests() {}

  /** Whether a request asks for a WebSocket. */
  public static boolean upgrades(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
  }

  /** A parameter of the query that is 0 or 1; of any other value a {@link Problem}. */
  public static boolean flag(RoutingContext context, String name, boolean usual) {
    String value = context.queryParams().get(name);
    if (value == null) {
      return usual;
    }
    if (!value.equals("0") && !value.equals("1")) {
      throw new Problem(400, name + " is 0 or 1, not " + Problem.quote(value) + ".");
    }
    return value.equals("1");
  }

  /** Whether a request changes nothing. */
  public static boolean reads(HttpServerRequest request) {
    return READING.contains(request.method());
  }
}
