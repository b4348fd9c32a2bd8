package io.sunherd.web.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sunherd.request.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers a request that reaches no route, because it is no HTTP or too long, and closes its
 * connection.
 */
public final class Malformed {
  /** The longest path. No served path has a tenth of it; normalising a long one takes long. */
  private static final int LONGEST_PATH = 1_024;

  private static final class OtherVersion extends Exception {
    OtherVersion() {
      super("another version of HTTP", null, false, false);
    }
  }

  private Malformed() {}

  /**
   * Marks a request of another HTTP version as malformed: Vert.x would answer it with an empty
   * reply, and report nothing.
   */
  public static void mark(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1); // the version of the answer
      request.setDecoderResult(DecoderResult.failure(new OtherVersion()));
    }
  }

  /** Answers a request that is no HTTP, and closes its connection. */
  public static void answer(HttpServerRequest request) {
    refuse(request, problem(request.decoderResult().cause()))
        .eventually(() -> request.connection().close());
  }

  /** Passes a request on to the routes, unless its path is too long for any of them. */
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
    if (cause instanceof OtherVersion) {
      return new Problem(505, "This hub speaks HTTP/1.1 only.");
    }
    return cause instanceof TooLongHttpHeaderException
        ? new Problem(431, "The headers are too long; send fewer, and smaller cookies.")
        : new Problem(400, "The request is malformed: it is not HTTP.");
  }
}
