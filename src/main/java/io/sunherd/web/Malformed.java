package io.sunherd.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** A request that no route gets to see, for it is no HTTP or too long: told why, and hung up on. */
final class Malformed {
  private Malformed() {}

  static void answer(HttpServerRequest request) {
    Problem problem = problem(request.decoderResult().cause());
    Respond.json(request.response().setStatusCode(problem.status()), problem.json())
        .eventually(() -> request.connection().close());
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return new Problem(414, "The address is too long; ask for less at a time.");
    }
    return cause instanceof TooLongHttpHeaderException
        ? new Problem(431, "The headers are too long; send fewer, and smaller cookies.")
        : new Problem(400, "The request is malformed: it is not HTTP.");
  }
}
