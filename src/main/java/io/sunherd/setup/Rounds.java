package io.sunherd.setup;

import io.sunherd.bus.Verdict;
import io.sunherd.link.DeviceAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Scans one after the other, so that no device is asked by two at once. Who asks for the same as
 * somebody who waits shares that scan; one that is under way may have passed by what is new, so it
 * is shared with nobody. For one thread.
 */
final class Rounds {
  /** More would not be done in the time that an asker waits, unless all ports answer at once. */
  private static final int MOST_WAITING = 4;

  private final Function<Set<DeviceAddress>, Future<Verdict>> scan;
  private final Deque<Round> waiting = new ArrayDeque<>();
  private boolean busy;

  private record Round(Set<DeviceAddress> devices, Promise<Verdict> answer) {}

  /**
   * @param scan does one, and never throws
   */
  Rounds(Function<Set<DeviceAddress>, Future<Verdict>> scan) {
    this.scan = scan;
  }

  /** Scans when it is its turn; too many who wait are told so at once. */
  Future<Verdict> ask(Set<DeviceAddress> devices) {
    for (Round round : waiting) {
      if (round.devices().equals(devices)) {
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
    Round round = new Round(devices, Promise.promise());
    waiting.add(round);
    next();
    return round.answer().future();
  }

  private void next() {
    Round round = busy ? null : waiting.poll();
    if (round != null) {
      busy = true;
      scan.apply(round.devices())
          .onComplete(
              done -> {
                busy = false;
                next();
              })
          .onComplete(round.answer());
    }
  }
}
