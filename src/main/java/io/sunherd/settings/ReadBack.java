package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.settings.audit.Along;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a setting again after a write. A unit may show the old value for a moment, so the old value
 * counts only after two seconds (PI30.md 2.3).
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
   * The result of reading back.
   *
   * @param value the value, or null where it could not be read
   * @param trouble why it could not be read, one sentence, or null
   * @param along the values that went with it, as they were read or else as they were sent
   */
  record Seen(@Nullable Object value, @Nullable String trouble, List<Along> along) {

    /**
     * What has become of the values that went with it, where that is not what was sent; or null.
     */
    @Nullable String moved() {
      return Along.moved(along);
    }
  }

  /** Reads until the sent value shows, or the time limit is over. Never fails. */
  Future<Seen> until(Attempt attempt) {
    return until(attempt, nanos.getAsLong());
  }

  private Future<Seen> until(Attempt attempt, long began) {
    return once(attempt)
        .compose(
            seen -> {
              Object value = seen.value();
              boolean isThere =
                  value != null
                      && seen.moved() == null
                      && attempt.wish().setting().isKept(attempt.value(), value);
              boolean isTime = nanos.getAsLong() - began >= PATIENCE_NANOS;
              if (isThere || isTime || exchange.isOver()) {
                return Future.succeededFuture(seen);
              }
              return exchange
                  .unlessOver(vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS))
                  .transform(v -> until(attempt, began));
            });
  }

  /** Reads once. Never fails. */
  Future<Seen> once(Attempt attempt) {
    String proof = attempt.route().proof();
    if (proof == null) {
      return Future.succeededFuture(new Seen(null, "nothing shows it.", attempt.along()));
    }
    return exchange
        .read(attempt.route().asked(), proof, 0)
        .map(reading -> seen(attempt, reading))
        .otherwise(
            failure -> new Seen(null, String.valueOf(failure.getMessage()), attempt.along()));
  }

  private static Seen seen(Attempt attempt, Reading reading) {
    Object value = attempt.wish().setting().shown(reading.data());
    return value == null
        ? new Seen(null, reading.code() + " does not tell it.", attempt.alongIn(reading))
        : new Seen(value, null, attempt.alongIn(reading));
  }
}
