package io.sunherd.hub;

import io.sunherd.bus.Leaving;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the hub that run. One that does not stop within its limit is left behind, and delays
 * neither the part that replaces it nor the end of the program. For one thread.
 */
final class RunningParts {
  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  /** How long the thread of a part outlives it, for messages that are still on their way to it. */
  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, Future<Boolean>> stopping = new HashMap<>();
  private final Map<String, Integer> leftBehind = new HashMap<>();
  private boolean isClosed;

  private record Running(
      Component component, Deployable part, String deployment, @Nullable WorkerExecutor thread) {}

  RunningParts(Vertx vertx) {
    this.vertx = vertx;
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  boolean runs(String name) {
    return running.containsKey(name);
  }

  /** From now on no part is started. */
  void close() {
    isClosed = true;
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Starts a part; the result is the part, once it runs. */
  Future<Deployable> begin(Component component) {
    if (isClosed) {
      return Future.failedFuture(new IllegalStateException("The hub is being stopped."));
    }
    String name = component.name();
    Deployable part = component.builder().get();
    int before = leftBehind.getOrDefault(name, 0);
    WorkerExecutor thread = component.hold(vertx, before);
    return vertx
        .deployVerticle(part, component.options(before))
        .onFailure(e -> linger(thread))
        .map(
            deployment -> {
              running.put(name, new Running(component, part, deployment, thread));
              return part;
            });
  }

  /** Whether a part that is being stopped has done so in time; true where none is. */
  Future<Boolean> stopping(String name) {
    return stopping.getOrDefault(name, Future.succeededFuture(true));
  }

  /**
   * Stops some parts.
   *
   * @return the names of those that did not stop in time, and are left behind
   */
  Future<List<String>> end(Predicate<Component> which, Duration limit) {
    List<Running> ending =
        running.values().stream().filter(part -> which.test(part.component())).toList();
    List<String> late = new ArrayList<>();
    List<Future<?>> ends = new ArrayList<>();
    for (Running part : ending) {
      String name = part.component().name();
      running.remove(name);
      Future<Boolean> end = end(part, limit);
      stopping.put(name, end);
      ends.add(end.onSuccess(inTime -> late.addAll(inTime ? List.of() : List.of(name))));
    }
    return Future.join(ends).map(late);
  }

  private Future<Boolean> end(Running part, Duration limit) {
    if (part.part() instanceof Leaving leaving) {
      leaving.hurry();
    }
    return vertx
        .undeploy(part.deployment())
        .onComplete(ended -> linger(part.thread()))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .map(true)
        .recover(
            failure -> {
              if (failure instanceof TimeoutException) {
                leaveBehind(part, limit);
                return Future.succeededFuture(false);
              }
              return Future.failedFuture(failure);
            });
  }

  private void linger(@Nullable WorkerExecutor thread) {
    if (thread != null) {
      vertx.setTimer(LINGER_MILLIS, over -> thread.close());
    }
  }

  private void leaveBehind(Running part, Duration limit) {
    String name = part.component().name();
    LOG.error(
        "{} has not stopped within {} ms and is left behind; what it holds is free when it stops,"
            + " or at the end of the process.",
        name,
        limit.toMillis());
    leftBehind.merge(name, 1, Integer::sum);
    if (part.part() instanceof Leaving leaving) {
      leaving.abandon();
    }
  }
}
