package io.sunherd.history;

import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.RowSpans;
import io.sunherd.history.store.Shift;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process has stored while the clock was not set: its times in the database, and whether
 * it is to be moved when the clock is corrected.
 */
final class UnsetClockSpan {
  /** Data of a longer stretch is not moved. */
  static final long LONGEST_MS = TimeUnit.DAYS.toMillis(7);

  /**
   * Where the clock is set forward after longer than this, the machine was more likely paused than
   * its clock wrong; unless the step exceeds {@link #PAUSE}, longer than any pause.
   */
  private static final long YOUNG_MS = TimeUnit.DAYS.toMillis(1);

  private static final long PAUSE = TimeUnit.DAYS.toSeconds(30);
  private static final int MOST_COUNTERS = 10_000;

  private final long every;
  private final Map<Place, CounterReading> counters = new LinkedHashMap<>();

  /** The times of stored rows, by how many seconds later each really was. */
  private Map<Long, RowSpans> rows = new HashMap<>();

  private boolean isSet;
  private long beganMs;
  private long due;

  /** The key of a stored counter; one that is not a total has a single time. */
  private record Place(RowSource source, String inquiry, long at) {
    static Place of(CounterReading one) {
      return new Place(one.source(), one.inquiry(), one.isTotal() ? Quarter.of(one.at()) : 0);
    }
  }

  /**
   * @param every the usual time between two rows, seconds
   * @param steadyMs when it begins, on the monotonic clock
   */
  UnsetClockSpan(long every, long steadyMs) {
    this.every = every;
    this.beganMs = steadyMs;
  }

  /** Whether the stored data is to be moved when the clock is set by so many seconds. */
  boolean movesWith(long seconds, long steadyMs) {
    long age = steadyMs - beganMs;
    return age <= LONGEST_MS && (seconds < 0 || seconds > PAUSE || age <= YOUNG_MS);
  }

  /** Moves all of it by so many seconds. */
  void move(long seconds) {
    due += seconds;
    isSet = true;
    rows = later(rows, seconds);
  }

  private static Map<Long, RowSpans> later(Map<Long, RowSpans> rows, long seconds) {
    Map<Long, RowSpans> later = new HashMap<>();
    rows.forEach((by, runs) -> later.put(by + seconds, runs));
    return later;
  }

  /** Leaves the stored data where it is, and begins a new stretch. */
  void end(long steadyMs) {
    beganMs = steadyMs;
    if (due == 0) {
      rows.clear();
      counters.clear();
    }
  }

  /** What is to be moved in the database, or null. */
  @Nullable Shift shift() {
    return isSet
        ? new Shift(UUID.randomUUID().toString(), rows, due, List.copyOf(counters.values()))
        : null;
  }

  /** The times of the rows that need not be moved. */
  RowSpans placed() {
    return rows.getOrDefault(0L, new RowSpans(every));
  }

  /**
   * A transaction was committed.
   *
   * @param kept the rows that it stored
   * @param stuck those that could not be moved, and wait for the clock to be set again
   * @param since by how much the clock was set since the transaction began, seconds
   */
  void kept(Entry entry, List<Row> kept, Map<Long, RowSpans> stuck, long since) {
    Shift shift = entry.shift();
    RowSpans placed = new RowSpans(every).and(shift == null ? entry.own() : shift.placed(stuck));
    kept.forEach(row -> placed.add(row.source(), row.at()));
    if (shift == null) {
      rows.put(since, placed);
    } else {
      Map<Long, RowSpans> all = new HashMap<>(stuck);
      all.put(0L, placed);
      rows = later(all, since);
      due -= shift.seconds();
      isSet = since != 0;
      counters.clear();
      shift.counters().forEach(one -> add(one.moved(shift.seconds())));
    }
    entry.counters().forEach(this::add);
  }

  private void add(CounterReading one) {
    counters.put(Place.of(one), one);
    if (counters.size() > MOST_COUNTERS) {
      counters.remove(counters.keySet().iterator().next());
    }
  }
}
