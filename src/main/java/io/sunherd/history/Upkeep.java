package io.sunherd.history;

import io.sunherd.history.store.Days;
import io.sunherd.history.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes every hour what is older than its retention, a slice at a time. */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long PRUNE_MS = TimeUnit.HOURS.toMillis(1);
  private static final long PRUNE_PAUSE_MS = 100;

  private final Vertx vertx;
  private final Store store;
  private final WorkerExecutor worker;
  private final HistoryOptions options;
  private final InstantSource clock;
  private boolean warnedOfFuture;

  /**
   * @param worker the thread that the store is used on
   */
  Upkeep(
      Vertx vertx,
      Store store,
      WorkerExecutor worker,
      HistoryOptions options,
      InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.worker = worker;
    this.options = options;
    this.clock = clock;
  }

  void begin() {
    vertx.setPeriodic(PRUNE_PAUSE_MS, PRUNE_MS, timer -> prune());
  }

  private void prune() {
    worker
        .executeBlocking(
            () -> store.prune(options.hub(), options.retention(), clock.millis() / 1_000))
        .onSuccess(
            more -> {
              if (more) {
                vertx.setTimer(PRUNE_PAUSE_MS, timer -> prune());
              } else {
                warnOfFuture();
              }
            })
        .onFailure(e -> LOG.debug("Nothing was pruned: {}", e.getMessage()));
  }

  /**
   * Warns once of rows in the future: a wrong clock dated them, and was corrected while the hub was
   * off.
   */
  private void warnOfFuture() {
    if (!warnedOfFuture) {
      worker
          .executeBlocking(() -> store.newest(options.hub()))
          .onSuccess(
              at -> {
                if (at != null && at > clock.millis() / 1_000 + Days.SECONDS) {
                  warnedOfFuture = true;
                  LOG.warn(
                      "The history has rows up to {}, which is yet to come: a clock was wrong when"
                          + " they were written, or is now. They stay, and take nothing away.",
                      Instant.ofEpochSecond(at));
                }
              })
          .onFailure(e -> LOG.debug("The newest row is not known: {}", e.getMessage()));
    }
  }
}
