package io.sunherd.web.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** A request that no route gets to see, for it is no HTTP or too long: told why, and hung up on. */
public final class Malformed {
  /** Of those that are served none has a tenth of it; to bring a long one into shape takes long. */
  private static final int LONGEST_PATH = 1_024;

  private Malformed() {}

  /** Answers a request that is no HTTP, and hangs up. */
  public static void answer(HttpServerRequest request) {
    refuse(request, problem(request.decoderResult().cause()))
        .eventually(() -> request.connection().close());
  }

  /** Passes on whatever has a path that a route could have. */
  public static Handler<HttpServerRequest> before(Handler<HttpServerRequest> routes) {
    return request -> {
      String path = request.path();
      if (path != null && path.length() > LONGEST_PATH) {
        refuse(request, tooLong());
      } else {
        routes.handle(request);
      }
    };
  }

  private static Problem tooLong() {
    return new Problem(414, "The address is too long; ask for less at a time.");
  }

  private static Future<Void> refuse(HttpServerRequest request, Problem problem) {
    return Respond.json(request.response().setStatusCode(problem.status()), problem.json());
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return tooLong();
    }
    return cause instanceof TooLongHttpHeaderException
        ? new Problem(431, "The headers are too long; send fewer, and smaller cookies.")
        : new Problem(400, "The request is malformed: it is not HTTP.");
  }
}
