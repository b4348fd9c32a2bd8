package io.sunherd.web.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Lets pages of the configured origins read what GET answers, and nothing else. A request from any
 * other origin is served without CORS headers: its browser then hides the answer from the page.
 */
public final class CorsHeaders implements Handler<RoutingContext> {
  private final List<String> origins;

  /** Lets pages of these origins read. */
  public CorsHeaders(List<String> origins) {
    this.origins = origins;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response().putHeader(HttpHeaders.VARY, "origin");
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !(origins.contains("*") || origins.contains(origin))) {
      context.next();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "age, last-modified");
    boolean preflight =
        context.request().method().equals(HttpMethod.OPTIONS)
            && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!preflight) {
      context.next();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization");
    response.setStatusCode(204).end();
  }
}
