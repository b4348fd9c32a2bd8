package io.sunherd.web.past;

import static java.util.concurrent.TimeUnit.HOURS;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Archive;
import io.sunherd.history.store.StoreException;
import io.sunherd.request.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries on the history, a few at a time, on threads of their own. For one event loop only.
 */
public final class Extracts {
  /** How many queries run at a time. */
  public static final int MOST = 4;

  /**
   * A client with a slow connection may take so long for a year; until then no warning is logged.
   */
  private static final long LONGEST_HOURS = 12;

  private static final int MOST_BRIEF = 50;

  private final @Nullable Archive archive;
  private final int most;
  private final WorkerExecutor workers;
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private int running;

  /** A query on the history; it blocks. */
  interface Question<T> {
    T ask(Archive archive) throws Exception;
  }

  /** Checks a query against the history; it blocks. */
  interface Check {
    void of(Archive archive) throws Exception;
  }

  /**
   * @param archive null where there is no history
   */
  public Extracts(Vertx vertx, @Nullable Archive archive) {
    this(archive, MOST, vertx.createSharedWorkerExecutor("extracts", MOST, LONGEST_HOURS, HOURS));
  }

  private Extracts(@Nullable Archive archive, int most, WorkerExecutor workers) {
    this.archive = archive;
    this.most = most;
    this.workers = workers;
  }

  /** Short questions, which wait for each other but for no long extract. */
  public static Extracts brief(Vertx vertx, @Nullable Archive archive) {
    return new Extracts(archive, MOST_BRIEF, vertx.createSharedWorkerExecutor("day", 1));
  }

  /**
   * Runs a query at once, or refuses it.
   *
   * @return the answer, on the caller's context; a {@link Problem} where the history fails
   */
  <T> Future<T> ask(Question<T> question) {
    Archive open = archive;
    if (open == null) {
      return Future.failedFuture(
          new Problem(Failure.OFFLINE, "No history is kept here; configure history.url."));
    }
    if (running >= most) {
      return Future.failedFuture(
          new Problem(
                  503, "The history is answering " + most + " others; ask again in some seconds.")
              .with("Retry-After", "5"));
    }
    running++;
    return workers
        .executeBlocking(() -> question.ask(open), false)
        .onComplete(done -> ended())
        .recover(failure -> Future.failedFuture(problem(failure)));
  }

  private void ended() {
    running--;
    if (running == 0) {
      List.copyOf(waiting).forEach(Promise::tryComplete);
      waiting.clear();
    }
  }

  /**
   * Completes as soon as no query runs. Who ends the event loop waits for it: a query that ended
   * later would have nobody to tell.
   */
  public Future<Void> over() {
    if (running == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    waiting.add(over);
    return over.future();
  }

  private static Throwable problem(Throwable failure) {
    return failure instanceof StoreException
        ? new Problem(Failure.OFFLINE, String.valueOf(failure.getMessage()))
        : failure;
  }
}
