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

/** What was counted of one quarter of an hour, by this process. */
final class Page {
  private final Key key;
  private final Map<Meter, Sum> sums = new EnumMap<>(Meter.class);
  private long changes;
  private long kept;

  /** The time that it tells of; what was counted spreads evenly over it. */
  private long fromMs = Long.MAX_VALUE;

  private long toMs = Long.MIN_VALUE;

  /**
   * What the database had of it before this process counted anything. Read once, and remembered
   * even if the transaction fails: one that has come through although its answer was lost would
   * else be counted again. Only the thread that writes uses it.
   */
  private @Nullable Map<Meter, Amount> base;

  /** Whose page it is, and when its quarter began, epoch seconds. */
  record Key(RowSource source, long at) {}

  private record Sum(double milliwattHours, long millis) {}

  /** Where the amounts of before this process come from. */
  interface Kept {
    Map<Meter, Amount> of(RowSource source, long at) throws StoreException;
  }

  /** What a page had at one time. */
  record Copy(Page page, long changes, Map<Meter, Sum> sums) {
    /** The whole quarter, with what was kept of it before this process; may ask the database. */
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

  /** Adds what flowed between two times of its quarter, epoch milliseconds. */
  void add(Meter meter, double milliwattHours, long startMs, long endMs) {
    add(meter, milliwattHours, endMs - startMs, startMs, endMs);
  }

  private void add(Meter meter, double milliwattHours, long millis, long startMs, long endMs) {
    fromMs = Math.min(fromMs, startMs);
    toMs = Math.max(toMs, endMs);
    sums.merge(
        meter,
        new Sum(milliwattHours, millis),
        (a, b) -> new Sum(a.milliwattHours + b.milliwattHours, a.millis + b.millis));
    changes++;
  }

  /** Takes all out of it that this process has counted; null where that is nothing. */
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

  /** What it has goes into the quarters that it falls in if it was so much later. */
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
          long millis = Math.round(sum.millis * share);
          first.add(meter, sum.milliwattHours * share, millis, from, end);
          if (end < to) {
            second.add(meter, sum.milliwattHours * (1 - share), sum.millis - millis, end, to);
          }
        });
  }

  boolean isKept() {
    return kept == changes;
  }

  /** What it has now, or null where all of it is kept. */
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
    counted.forEach(
        (meter, sum) ->
            whole.merge(
                meter,
                new Amount(Math.round(sum.milliwattHours), sum.millis),
                (a, b) ->
                    new Amount(a.milliwattHours() + b.milliwattHours(), a.millis() + b.millis())));
    return new Quarter(key.source(), key.at(), whole);
  }
}
