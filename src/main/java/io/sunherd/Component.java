package io.sunherd;

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
 * @param basis what of the configuration it is built of: as long as that stays, so does the part
 * @param isWorker whether it blocks, and so has a thread of its own
 * @param builder builds it
 */
record Component(String name, Object basis, boolean isWorker, Supplier<Deployable> builder) {
  /**
   * A worker that is stuck for so long is told in the log: to find out who is on a line that
   * answers nothing but its first question takes half of it.
   */
  private static final long SUSPICIOUS_SECONDS = 30;

  /** Whether this one will do where another one is wanted. */
  boolean serves(Component wanted) {
    return name.equals(wanted.name) && basis.equals(wanted.basis);
  }

  /**
   * How it is deployed.
   *
   * @param before how many of this name were left behind: their thread is not to be had any more
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
   * Keeps its thread after its end until this is closed: whoever speaks to all at that moment may
   * still reach a part that has just stopped listening, and must not fail for it. Null where it has
   * no thread of its own.
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
