package io.sunherd.web.past;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Archive;
import io.sunherd.history.store.StoreException;
import io.sunherd.web.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the history, a few questions at a time on threads of their own. For one event loop only. */
public final class Extracts {
  /** So many questions are answered at a time. */
  public static final int MOST = 4;

  /** A year takes somebody with a slow line so long; it is no reason to warn. */
  private static final long LONGEST_HOURS = 12;

  private final @Nullable Archive archive;
  private final WorkerExecutor workers;
  private int running;

  /** A question to the history; it blocks. */
  interface Question<T> {
    T ask(Archive archive) throws Exception;
  }

  /** Finds what is wrong with a question by looking into the history; it blocks. */
  interface Check {
    void of(Archive archive) throws Exception;
  }

  /**
   * @param archive null where there is no history
   */
  public Extracts(Vertx vertx, @Nullable Archive archive) {
    this.archive = archive;
    this.workers =
        vertx.createSharedWorkerExecutor("extracts", MOST, LONGEST_HOURS, TimeUnit.HOURS);
  }

  /**
   * Asks at once, or not at all.
   *
   * @return the answer, on the caller's context; a {@link Problem} where the history is ill
   */
  <T> Future<T> ask(Question<T> question) {
    Archive open = archive;
    if (open == null) {
      return Future.failedFuture(
          new Problem(Failure.OFFLINE, "No history is kept here; configure history.url."));
    }
    if (running >= MOST) {
      return Future.failedFuture(
          new Problem(
                  503, "The history is answering " + MOST + " others; ask again in some seconds.")
              .with("Retry-After", "5"));
    }
    running++;
    return workers
        .executeBlocking(() -> question.ask(open), false)
        .onComplete(done -> running--)
        .recover(failure -> Future.failedFuture(problem(failure)));
  }

  private static Throwable problem(Throwable failure) {
    return failure instanceof StoreException
        ? new Problem(Failure.OFFLINE, String.valueOf(failure.getMessage()))
        : failure;
  }
}
