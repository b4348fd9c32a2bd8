package io.sunherd.settings;

import io.sunherd.protocol.Setting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a setting anew after a write. A unit may show the old value for a moment, so that is not
 * believed before two seconds have passed (PI30.md 2.3).
 */
final class ReadBack {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MS = 300;

  private final Vertx vertx;
  private final Exchange exchange;
  private final LongSupplier nanos;

  ReadBack(Vertx vertx, Exchange exchange, LongSupplier nanos) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.nanos = nanos;
  }

  /**
   * What was read.
   *
   * @param value the value, or null where it could not be read
   * @param trouble why it could not be read, one sentence, or null
   */
  record Seen(@Nullable Object value, @Nullable String trouble) {}

  /** Reads until a wanted value shows, or patience ends. Never fails. */
  Future<Seen> until(Route route, Setting setting, Object wanted) {
    return until(route, setting, wanted, nanos.getAsLong());
  }

  private Future<Seen> until(Route route, Setting setting, Object wanted, long began) {
    return once(route, setting)
        .compose(
            seen -> {
              Object value = seen.value();
              boolean isThere = value != null && setting.isKept(wanted, value);
              if (isThere || nanos.getAsLong() - began >= PATIENCE_NANOS) {
                return Future.succeededFuture(seen);
              }
              return vertx
                  .timer(PAUSE_MS, TimeUnit.MILLISECONDS)
                  .compose(v -> until(route, setting, wanted, began));
            });
  }

  /** Reads once. Never fails. */
  Future<Seen> once(Route route, Setting setting) {
    String proof = route.proof();
    if (proof == null) {
      return Future.succeededFuture(new Seen(null, "nothing shows it."));
    }
    return exchange
        .read(route.asked(), proof, 0)
        .map(reading -> new Seen(setting.shown(reading.data()), null))
        .otherwise(failure -> new Seen(null, String.valueOf(failure.getMessage())));
  }
}
