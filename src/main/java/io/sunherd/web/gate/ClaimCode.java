package io.sunherd.web.gate;

import io.sunherd.access.SetupCode;
import io.sunherd.request.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of an unclaimed hub in its file, which is used off the event loop. */
final class ClaimCode {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimCode.class);

  private final Vertx vertx;
  private final Path file;

  ClaimCode(Vertx vertx, Path file) {
    this.vertx = vertx;
    this.file = file;
  }

  /** The code, made where there is none; fails with a {@link Problem} where it cannot be kept. */
  Future<String> now() {
    return vertx
        .executeBlocking(() -> SetupCode.in(file), false)
        .recover(
            failure -> {
              LOG.error(
                  "{}: the code for the set-up cannot be kept there ({}).",
                  file,
                  failure.toString());
              return Future.failedFuture(
                  new Problem(
                      503,
                      "The code for the set-up cannot be kept in the hub's data folder; its log"
                          + " tells why."));
            });
  }

  /** Removes it, for the hub belongs to somebody. */
  void forget() {
    vertx
        .executeBlocking(
            () -> {
              SetupCode.forget(file);
              return null;
            },
            false)
        .onFailure(
            failure ->
                LOG.warn("{} is of no use any more, but stays ({}).", file, failure.toString()));
  }
}
