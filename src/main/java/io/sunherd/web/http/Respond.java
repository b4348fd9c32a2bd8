package io.sunherd.web.http;

import io.sunherd.bus.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends answers that the hub itself makes: not to be cached, and with a content type that browsers
 * do not guess.
 */
public final class Respond {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain;charset=utf-8");
  private static final CharSequence HTML = HttpHeaders.createOptimized("text/html;charset=utf-8");
  private static final CharSequence YAML = HttpHeaders.createOptimized("application/yaml");
  private static final CharSequence SVG = HttpHeaders.createOptimized("image/svg+xml");
  private static final CharSequence METRICS =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final CharSequence TYPES = HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  private Respond() {}

  /** Sends JSON that is encoded already. */
  public static void json(RoutingContext context, int status, Buffer body) {
    send(context, status, JSON, body);
  }

  /** Encodes and sends maps, lists and plain values. */
  public static void json(RoutingContext context, int status, Object body) {
    send(context, status, JSON, Json.encodeToBuffer(body));
  }

  /** Sends a verdict, once it comes. */
  public static void verdict(RoutingContext context, Future<Verdict> verdict) {
    verdict
        .onSuccess(result -> json(context, result.status(), result.body()))
        .onFailure(context::fail);
  }

  /** The same for a bare response without a context. */
  static Future<Void> json(HttpServerResponse response, Object body) {
    Buffer json = Json.encodeToBuffer(body);
    describe(response, JSON);
    return response.end(json);
  }

  /** The headers of JSON that is sent piece by piece. */
  public static void describeJson(HttpServerResponse response) {
    describe(response, JSON);
  }

  /** Sends plain text. */
  public static void text(RoutingContext context, String body) {
    send(context, 200, TEXT, Buffer.buffer(body));
  }

  /** Sends YAML. */
  public static void yaml(RoutingContext context, String body) {
    send(context, 200, YAML, Buffer.buffer(body));
  }

  /** Sends a picture with its own style; its content policy allows nothing else. */
  public static void svg(RoutingContext context, String body) {
    context
        .response()
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    send(context, 200, SVG, Buffer.buffer(body));
  }

  /** Sends a page with its own style; its content policy allows nothing else. */
  public static void page(RoutingContext context, int status, String body) {
    context
        .response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    send(context, status, HTML, Buffer.buffer(body));
  }

  /** Sends metrics in the text format of Prometheus. */
  public static void metrics(RoutingContext context, Buffer body) {
    send(context, 200, METRICS, body);
  }

  private static void send(RoutingContext context, int status, CharSequence type, Buffer body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    describe(response, type);
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    }
    response.end(body);
  }

  private static void describe(HttpServerResponse response, CharSequence type) {
    response.headers().set(HttpHeaders.CONTENT_TYPE, type);
    response.headers().set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    response.headers().set(TYPES, NO_SNIFFING);
  }
}
