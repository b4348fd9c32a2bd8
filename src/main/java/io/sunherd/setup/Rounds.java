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
 * Runs scans one after the other, so that no device is opened by two at once. A request for the
 * same devices as a waiting one shares its scan; a running scan is never shared, as it may already
 * have passed a new device. For one thread.
 */
final class Rounds {
  /** More would rarely be finished in the time that a client waits. */
  private static final int MOST_WAITING = 4;

  private final Function<Set<DeviceAddress>, Future<Verdict>> scan;
  private final Deque<Round> waiting = new ArrayDeque<>();
  private boolean busy;

  private record Round(Set<DeviceAddress> devices, Promise<Verdict> answer) {}

  /**
   * @param scan runs one scan, and never throws
   */
  Rounds(Function<Set<DeviceAddress>, Future<Verdict>> scan) {
    this.scan = scan;
  }

  /** Scans when its turn comes; refused at once where too many wait. */
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
