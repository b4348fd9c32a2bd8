package io.sunherd.settings;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets one piece of work at a time at each unit, in the order they came. Whoever needs several
 * units waits for all of them, and holds up nobody who needs others.
 */
final class Turns {
  private static final int MOST_WAITING = 16;

  /** Whoever waits longer may be gone; a write that comes as a surprise is worse than none. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanos;
  private final Map<String, Line> lines = new HashMap<>();

  /** Turns by this monotonic clock. */
  Turns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Those who wait for one unit: how many, and when the last of them will be done. */
  private record Line(int length, Future<Void> end) {
    static final Line EMPTY = new Line(0, Future.succeededFuture());
  }

  /**
   * Does the work when its turn has come at all these units. Fails at once where too many wait, and
   * without having done it where it comes too late.
   */
  <T> Future<T> take(Collection<String> units, Supplier<Future<T>> work) {
    for (String unit : units) {
      if (line(unit).length() >= MOST_WAITING) {
        return Future.failedFuture(
            Refusal.unavailable(
                unit + " is busy: " + MOST_WAITING + " writes are waiting; try again shortly."));
      }
    }
    long asked = nanos.getAsLong();
    Promise<Void> done = Promise.promise();
    Future<?> before = Future.all(units.stream().map(unit -> line(unit).end()).toList());
    units.forEach(unit -> lines.put(unit, new Line(line(unit).length() + 1, done.future())));
    return before
        .compose(
            ready -> {
              if (nanos.getAsLong() - asked > PATIENCE_NANOS) {
                throw Refusal.unavailable(
                    String.join(", ", units)
                        + " was busy for too long: nothing was sent; try again.");
              }
              return work.get();
            })
        .onComplete(
            result -> {
              units.forEach(this::leave);
              done.complete();
            });
  }

  private void leave(String unit) {
    Line line = line(unit);
    if (line.length() == 1) {
      lines.remove(unit);
    } else {
      lines.put(unit, new Line(line.length() - 1, line.end()));
    }
  }

  private Line line(String unit) {
    return lines.getOrDefault(unit, Line.EMPTY);
  }
}
