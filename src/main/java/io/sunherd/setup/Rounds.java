package io.sunherd.setup;

import io.sunherd.bus.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs scans one after the other, so that no device is opened by two at once. A request for the
 * same search as a waiting one shares its scan; a running scan is never shared, as it may already
 * have passed a new device. For one thread.
 */
final class Rounds {
  /** More would seldom be finished in the time that a client waits. */
  private static final int MOST_WAITING = 4;

  private final Function<Search, Future<Verdict>> scan;
  private final Deque<Round> waiting = new ArrayDeque<>();
  private boolean busy;

  private record Round(Search search, Promise<Verdict> answer) {}

  /**
   * @param scan runs one scan, and never throws
   */
  Rounds(Function<Search, Future<Verdict>> scan) {
    this.scan = scan;
  }

  /** Scans when its turn comes; refused at once where too many wait. */
  Future<Verdict> ask(Search search) {
    for (Round round : waiting) {
      if (round.search().equals(search)) {
        return round.answer().future();
      }
    }
    if (waiting.size() == MOST_WAITING) {
      return Future.succeededFuture(
          new Verdict(
              503,
              Map.of(
                  "error",
                  "A scan is under way and "
                      + MOST_WAITING
                      + " others wait: ask again in a minute.")));
    }
    Round round = new Round(search, Promise.promise());
    waiting.add(round);
    next();
    return round.answer().future();
  }

  private void next() {
    Round round = busy ? null : waiting.poll();
    if (round != null) {
      busy = true;
      scan.apply(round.search())
          .onComplete(
              done -> {
                busy = false;
                next();
              })
          .onComplete(round.answer());
    }
  }
}
