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
 * Sends answers from the history as a worker makes them, so that even a long one neither blocks the
 * event loop nor fills the memory.
 */
final class Streaming {
  private static final Logger LOG = LoggerFactory.getLogger(Streaming.class);

  private Streaming() {}

  /** Writes an answer; blocks. An exception before anything was written becomes the answer. */
  interface Maker {
    void make(Archive archive, Ink ink) throws Exception;
  }

  /**
   * Sends an answer whose headers are set.
   *
   * @param on the caller's context
   * @param check checks the query, on a worker; HEAD does only this
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
    // Closes without the end of the answer: one that was cut short must not look complete.
    context.request().connection().close();
  }
}
