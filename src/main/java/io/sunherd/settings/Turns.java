package io.sunherd.settings;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs one piece of work at a time for each unit, in the order they came. Work that needs several
 * units waits for all of them, without delaying work on other units.
 */
final class Turns {
  private static final int MOST_WAITING = 16;

  /** A client that waits longer may be gone; an unexpected late write is worse than none. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final LongSupplier nanos;
  private final Map<String, Line> lines = new HashMap<>();
  private final Set<Piece<?>> pieces = new LinkedHashSet<>();
  private boolean isClosed;

  /** Turns by this monotonic clock. */
  Turns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The queue of one unit: its length, and when its last piece of work will be done. */
  private record Line(int length, Future<Void> end) {
    static final Line EMPTY = new Line(0, Future.succeededFuture());
  }

  /** One piece of work, until it is done. */
  private static final class Piece<T> {
    final Set<String> units;
    final Promise<T> told = Promise.promise();
    boolean isBegun;
    boolean isBound;

    Piece(Set<String> units) {
      this.units = units;
    }

    void end(AsyncResult<T> result) {
      if (result.succeeded()) {
        told.tryComplete(result.result());
      } else {
        told.tryFail(result.cause());
      }
    }
  }

  /**
   * Runs the work when its turn has come at all these units. Fails at once where too many wait, and
   * without running it where its turn comes too late.
   */
  <T> Future<T> take(Collection<String> units, Supplier<Future<T>> work) {
    for (String unit : units) {
      if (line(unit).length() >= MOST_WAITING) {
        return Future.failedFuture(
            Refusal.unavailable(
                unit + " is busy: " + MOST_WAITING + " writes are waiting; try again shortly."));
      }
    }
    if (isClosed) {
      return Future.failedFuture(closed());
    }
    long asked = nanos.getAsLong();
    Promise<Void> done = Promise.promise();
    Piece<T> piece = new Piece<>(Set.copyOf(units));
    pieces.add(piece);
    Future<?> before = Future.all(units.stream().map(unit -> line(unit).end()).toList());
    units.forEach(unit -> lines.put(unit, new Line(line(unit).length() + 1, done.future())));
    before
        .compose(ready -> begin(piece, asked, work))
        .onComplete(
            result -> {
              units.forEach(this::leave);
              pieces.remove(piece);
              done.complete();
              piece.end(result);
            });
    return piece.told.future();
  }

  private <T> Future<T> begin(Piece<T> piece, long asked, Supplier<Future<T>> work) {
    requireOpen();
    if (nanos.getAsLong() - asked > PATIENCE_NANOS) {
      throw Refusal.unavailable(
          String.join(", ", piece.units) + " was busy for too long: nothing was sent; try again.");
    }
    piece.isBegun = true;
    return work.get();
  }

  /** The work that has the turn of a unit has begun something that must be completed. */
  void bind(String unit) {
    pieces.stream()
        .filter(piece -> piece.isBegun && piece.units.contains(unit))
        .forEach(piece -> piece.isBound = true);
  }

  /** Refuses once they are closed. */
  void requireOpen() {
    if (isClosed) {
      throw closed();
    }
  }

  private static Refusal closed() {
    return Refusal.unavailable("The settings are being stopped: nothing was sent.");
  }

  /**
   * Starts no more work, and fails all that has not begun.
   *
   * @return completes when the work that has begun is done
   */
  Future<Void> close() {
    isClosed = true;
    List<Piece<?>> open = List.copyOf(pieces);
    open.stream().filter(piece -> !piece.isBound).forEach(piece -> piece.told.tryFail(closed()));
    return Future.join(
            open.stream().filter(piece -> piece.isBound).map(piece -> piece.told.future()).toList())
        .<Void>mapEmpty()
        .otherwiseEmpty();
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
