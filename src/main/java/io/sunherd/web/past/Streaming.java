package io.sunherd.web.past;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Ink;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers out of the history that are made on a worker and sent as they are made, so that however
 * long one is, neither the event loop nor the memory is held by it.
 */
final class Streaming {
  private static final Logger LOG = LoggerFactory.getLogger(Streaming.class);

  private Streaming() {}

  /** Writes an answer; blocks. What it throws before it has written anything is the answer. */
  interface Maker {
    void make(Archive archive, Ink ink) throws Exception;
  }

  /**
   * Sends an answer whose headers are set.
   *
   * @param on the caller's context
   * @param check finds what is wrong with the question, on a worker; that is all for HEAD
   */
  static void send(
      RoutingContext context, Context on, Extracts extracts, Extracts.Check check, Maker maker) {
    HttpServerResponse response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      extracts
          .ask(
              archive -> {
                check.of(archive);
                return archive;
              })
          .onSuccess(known -> end(response))
          .onFailure(failure -> failed(context, failure));
      return;
    }
    ResponseOutlet outlet = new ResponseOutlet(on, response.setChunked(true));
    extracts
        .ask(
            archive -> {
              check.of(archive);
              maker.make(archive, new Ink(outlet));
              return archive;
            })
        .onSuccess(written -> outlet.afterwards(() -> end(response)))
        .onFailure(failure -> outlet.afterwards(() -> failed(context, failure)));
  }

  private static void end(HttpServerResponse response) {
    if (!response.closed()) {
      response.end();
    }
  }

  private static void failed(RoutingContext context, Throwable failure) {
    HttpServerResponse response = context.response();
    if (failure instanceof ResponseOutlet.Gone || response.closed()) {
      return;
    }
    if (!response.headWritten()) {
      response.setChunked(false).headers().remove(HttpHeaders.CONTENT_DISPOSITION);
      context.fail(failure);
      return;
    }
    LOG.warn("An extract ended before its end: {}", failure.getMessage());
    // The client sees that there is no end; an answer cut short must not look like a whole one.
    context.request().connection().close();
  }
}
