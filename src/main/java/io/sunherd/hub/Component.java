package io.sunherd.hub;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the hub.
 *
 * @param name what it is called
 * @param basis the piece of the configuration it is built from: while that is equal, the part stays
 * @param isWorker whether it blocks, and so has a thread of its own
 * @param builder builds it
 */
record Component(String name, Object basis, boolean isWorker, Supplier<Deployable> builder) {
  /**
   * A worker that is blocked for so long is logged. Identifying the unit on a line that answers
   * only its first request takes half of this.
   */
  private static final long SUSPICIOUS_SECONDS = 30;

  /** Whether a part built from this one can stay where another one is wanted. */
  boolean serves(Component wanted) {
    return name.equals(wanted.name) && basis.equals(wanted.basis);
  }

  /**
   * How it is deployed.
   *
   * @param before how many parts of this name were left behind: their threads cannot be used again
   */
  DeploymentOptions options(int before) {
    DeploymentOptions options = new DeploymentOptions();
    return isWorker
        ? options
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName(thread(before))
            .setWorkerPoolSize(1)
            .setMaxWorkerExecuteTime(SUSPICIOUS_SECONDS)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.SECONDS)
        : options;
  }

  /**
   * Keeps the part's thread alive after its end until this is closed: a message published at that
   * moment may still reach a part that has just stopped listening, and must not fail its sender.
   * Null where the part has no thread of its own.
   */
  @Nullable WorkerExecutor hold(Vertx vertx, int before) {
    return isWorker
        ? vertx.createSharedWorkerExecutor(thread(before), 1, SUSPICIOUS_SECONDS, TimeUnit.SECONDS)
        : null;
  }

  private String thread(int before) {
    return before == 0 ? name : name + " " + (before + 1);
  }
}
