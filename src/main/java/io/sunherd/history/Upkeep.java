package io.sunherd.history;

import io.sunherd.history.store.Days;
import io.sunherd.history.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upkeep of a stored history: deletes old rows, and counts the energy from the grid for the
 * time before it was counted. All in small steps on the writer's thread, so that new rows need not
 * wait.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long PRUNE_MS = TimeUnit.HOURS.toMillis(1);
  private static final long PAUSE_MS = 100;

  /** The time between two attempts while the database cannot be written. */
  private static final long RETRY_MS = TimeUnit.MINUTES.toMillis(1);

  private final Store store;
  private final HistoryOptions options;
  private final InstantSource clock;
  private final Vertx vertx;
  private final WorkerExecutor worker;
  private boolean warnedOfFuture;
  private boolean stopped;

  Upkeep(
      Store store,
      HistoryOptions options,
      InstantSource clock,
      Vertx vertx,
      WorkerExecutor worker) {
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.vertx = vertx;
    this.worker = worker;
  }

  void start() {
    vertx.setPeriodic(PAUSE_MS, PRUNE_MS, timer -> prune());
    countGrid();
  }

  /** Begins no further step. */
  void stop() {
    stopped = true;
  }

  private void prune() {
    on(() -> store.prune(options.hub(), options.retention(), clock.millis() / 1_000))
        .onSuccess(
            more -> {
              if (more) {
                vertx.setTimer(PAUSE_MS, timer -> prune());
              } else {
                warnOfFuture();
              }
            })
        .onFailure(e -> LOG.debug("Nothing was pruned: {}", e.getMessage()));
  }

  private void countGrid() {
    on(() -> store.countGrid(options.hub(), PastGrid::quarters))
        .onSuccess(
            more -> {
              if (more) {
                vertx.setTimer(PAUSE_MS, timer -> countGrid());
              }
            })
        .onFailure(
            e -> {
              LOG.debug("The energy from the grid waits to be counted: {}", e.getMessage());
              if (!stopped) {
                vertx.setTimer(RETRY_MS, timer -> countGrid());
              }
            });
  }

  /**
   * Warns once of rows in the future: a wrong clock dated them, and was corrected while the hub was
   * off.
   */
  private void warnOfFuture() {
    if (!warnedOfFuture) {
      on(() -> store.newest(options.hub()))
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

  private <T> Future<T> on(Callable<T> work) {
    return stopped
        ? Future.failedFuture(new IllegalStateException("The history stops."))
        : worker.executeBlocking(work);
  }
}
