package io.sunherd.history;

import io.sunherd.history.Quarter.Amount;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was counted of one quarter of an hour, by this process. */
final class Page {
  private final Key key;
  private final Map<Meter, Sum> sums = new EnumMap<>(Meter.class);
  private long changes;
  private long kept;

  /**
   * What the database had of it before this process counted anything. Read once, and remembered
   * even if the transaction fails: one that has come through although its answer was lost would
   * else be counted again. Only the thread that writes uses it.
   */
  private @Nullable Map<Meter, Amount> base;

  /** Whose page it is, and when its quarter began, epoch seconds. */
  record Key(Source source, long at) {}

  private record Sum(double milliwattHours, long millis) {}

  /** Where the amounts of before this process come from. */
  interface Kept {
    Map<Meter, Amount> of(Source source, long at) throws StoreException;
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

  void add(Meter meter, double milliwattHours, long millis) {
    sums.merge(
        meter,
        new Sum(milliwattHours, millis),
        (a, b) -> new Sum(a.milliwattHours + b.milliwattHours, a.millis + b.millis));
    changes++;
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
