package io.sunherd.history;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The energy of one quarter of an hour that this process has counted. */
final class Page {
  private final Key key;
  private final Map<Meter, Sum> sums = new EnumMap<>(Meter.class);
  private long changes;
  private long kept;

  /** The time that it covers; its energy counts as spread evenly over it. */
  private long fromMs = Long.MAX_VALUE;

  private long toMs = Long.MIN_VALUE;

  /**
   * The energy in the database before this process counted any. Read once, and remembered even if
   * the transaction fails: otherwise a transaction that was committed although its answer was lost
   * would be counted twice. Only the writing thread uses it.
   */
  private @Nullable Map<Meter, Amount> base;

  /** The source of a page, and the start of its quarter, epoch seconds. */
  record Key(RowSource source, long at) {}

  private record Sum(double milliwattHours, long millis, long calculated) {
    Sum and(Sum other) {
      return new Sum(
          milliwattHours + other.milliwattHours,
          millis + other.millis,
          calculated + other.calculated);
    }

    /** This part of it, from 0 to 1. */
    Sum part(double share) {
      return new Sum(
          milliwattHours * share, Math.round(millis * share), Math.round(calculated * share));
    }

    /** What is left of it without a part. */
    Sum without(Sum part) {
      return new Sum(
          milliwattHours - part.milliwattHours, millis - part.millis, calculated - part.calculated);
    }

    Amount amount() {
      return new Amount(Math.round(milliwattHours), millis, calculated);
    }
  }

  /** Reads the amounts from before this process. */
  interface Kept {
    Map<Meter, Amount> of(RowSource source, long at) throws StoreException;
  }

  /** The content of a page at one time. */
  record Copy(Page page, long changes, Map<Meter, Sum> sums) {
    /** The whole quarter, including what was stored before this process; may read the database. */
    Quarter quarter(Kept kept) throws StoreException {
      return page.quarter(sums, kept);
    }

    void kept() {
      page.kept = Math.max(page.kept, changes);
    }
  }

  Page(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  /**
   * Adds the energy between two times of its quarter, epoch milliseconds.
   *
   * @param isCalculated whether it was worked out from that of other meters
   */
  void add(Meter meter, double milliwattHours, long startMs, long endMs, boolean isCalculated) {
    long millis = endMs - startMs;
    add(meter, new Sum(milliwattHours, millis, isCalculated ? millis : 0), startMs, endMs);
  }

  private void add(Meter meter, Sum sum, long startMs, long endMs) {
    fromMs = Math.min(fromMs, startMs);
    toMs = Math.max(toMs, endMs);
    sums.merge(meter, sum, Sum::and);
    changes++;
  }

  /** Removes and returns all that this process has counted; null where that is nothing. */
  @Nullable Page takeOut() {
    if (sums.isEmpty()) {
      return null;
    }
    Page out = new Page(key);
    out.sums.putAll(sums);
    out.fromMs = fromMs;
    out.toMs = toMs;
    sums.clear();
    fromMs = Long.MAX_VALUE;
    toMs = Long.MIN_VALUE;
    changes++;
    return out;
  }

  /** Adds its content to the quarters it belongs to when moved by so much. */
  void pour(long laterMs, Function<Key, Page> into) {
    long from = fromMs + laterMs;
    long to = toMs + laterMs;
    long quarter = Quarter.of(Math.floorDiv(from, 1_000L));
    long end = Math.min(to, (quarter + Quarter.SECONDS) * 1_000);
    double share = (end - from) / (double) (to - from);
    Page first = into.apply(new Key(key.source, quarter));
    Page second = end == to ? first : into.apply(new Key(key.source, quarter + Quarter.SECONDS));
    sums.forEach(
        (meter, sum) -> {
          Sum part = sum.part(share);
          first.add(meter, part, from, end);
          if (end < to) {
            second.add(meter, sum.without(part), end, to);
          }
        });
  }

  boolean isKept() {
    return kept == changes;
  }

  /** A copy of its content, or null where all of it is stored. */
  @Nullable Copy copy() {
    return isKept() ? null : new Copy(this, changes, new EnumMap<>(sums));
  }

  private Quarter quarter(Map<Meter, Sum> counted, Kept kept) throws StoreException {
    Map<Meter, Amount> before = base;
    if (before == null) {
      before = kept.of(key.source(), key.at());
      base = before;
    }
    Map<Meter, Amount> whole = new EnumMap<>(Meter.class);
    whole.putAll(before);
    counted.forEach((meter, sum) -> whole.merge(meter, sum.amount(), Amount::and));
    return new Quarter(key.source(), key.at(), whole);
  }
}
