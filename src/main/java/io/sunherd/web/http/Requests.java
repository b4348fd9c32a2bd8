package io.sunherd.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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

  /** Whether a request changes nothing. */
  public static boolean reads(HttpServerRequest request) {
    return READING.contains(request.method());
  }
}
