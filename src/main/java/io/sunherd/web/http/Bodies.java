package io.sunherd.web.http;

import io.sunherd.request.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the bodies of requests, up to a length. Until a request reaches this handler its body
 * waits, so that a caller without permission is refused before it is read.
 */
public final class Bodies implements Handler<RoutingContext> {
  private static final String KEY = "body";

  /** All bodies together may take so many times the longest body. */
  private static final int MOST_AT_A_TIME = 100;

  private final int most;
  private final Mishaps mishaps;

  /** The bytes that are held now; all requests are on one event loop. */
  private long held;

  /**
   * @param most the longest body, bytes
   * @param mishaps receives the requests that break off
   */
  public Bodies(int most, Mishaps mishaps) {
    this.most = most;
    this.mishaps = mishaps;
  }

  /** Makes the body wait. A body that was not read by the time of the answer is discarded. */
  public static void hold(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isSent(request) || Requests.upgrades(request)) {
      request.pause();
      context.addEndHandler(
          answered -> {
            if (!request.isEnded()) {
              request.resume();
            }
          });
    }
    context.next();
  }

  /** The body that was read; empty where there is none. */
  public static Buffer of(RoutingContext context) {
    Buffer body = context.get(KEY);
    return body == null ? Buffer.buffer() : body;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (length(request) > most) {
      context.fail(413);
    } else if (!isSent(request) || (Requests.reads(request) && Requests.upgrades(request))) {
      context.next(); // the WebSocket handler reads the first request itself
    } else if (Requests.reads(request)) {
      request.resume(); // its body, if any, is discarded
      context.next();
    } else {
      invite(request);
      read(context);
    }
  }

  /** Sends 100 Continue to clients that wait for it. */
  static void invite(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected == null || request.version() == HttpVersion.HTTP_1_0) {
      return;
    }
    if (!expected.equalsIgnoreCase("100-continue")) {
      throw new Problem(417, "Nothing can be expected here but 100-continue.");
    }
    request.response().writeContinue();
  }

  private void read(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) { // it was closed while it waited for the gate
      brokenOff(context, new HttpClosedException("gone"));
      return;
    }
    Buffer body = Buffer.buffer();
    context.addEndHandler(answered -> held -= body.length());
    request
        .exceptionHandler(failure -> brokenOff(context, failure))
        .handler(chunk -> add(context, body, chunk))
        .endHandler(
            end -> {
              if (!context.failed()) {
                context.put(KEY, body);
                context.next();
              }
            })
        .resume();
  }

  private void add(RoutingContext context, Buffer body, Buffer chunk) {
    if (context.failed()) {
      return;
    }
    if (body.length() + chunk.length() > most) {
      context.fail(413);
    } else if (held + chunk.length() > (long) MOST_AT_A_TIME * most) {
      context.fail(
          new Problem(503, "Too much is being sent at the same time: try again in a moment."));
    } else {
      held += chunk.length();
      body.appendBuffer(chunk);
    }
  }

  private void brokenOff(RoutingContext context, Throwable failure) {
    if (!context.failed()) {
      if (failure instanceof HttpClosedException) { // all others are reported by the connection
        mishaps.happened(Sent.of(context).from());
      }
      context.fail(new Problem(400, "The request broke off before the end of its body."));
    }
  }

  static boolean isSent(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) > 0;
  }

  static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE; // longer than any body
    }
  }
}
