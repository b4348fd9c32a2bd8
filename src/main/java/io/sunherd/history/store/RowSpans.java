package io.sunherd.history.store;

import io.sunherd.history.rows.RowSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The times of rows, by source; runs of rows one interval apart are stored as first and last. */
public final class RowSpans {
  private final long every;
  private final Map<RowSource, List<Run>> runs = new HashMap<>();

  private record Run(long first, long last, long every) {
    boolean has(long at) {
      return at >= first && at <= last && (at - first) % every == 0;
    }

    Run moved(long seconds) {
      return new Run(first + seconds, last + seconds, every);
    }
  }

  /** No rows yet; {@code every} is the usual time between two, in seconds. */
  public RowSpans(long every) {
    this.every = every;
  }

  /** Adds the time of a row. */
  public void add(RowSource source, long at) {
    List<Run> of = runs.computeIfAbsent(source, s -> new ArrayList<>());
    int newest = of.size() - 1;
    if (newest >= 0 && of.get(newest).every == every && of.get(newest).last + every == at) {
      of.set(newest, new Run(of.get(newest).first, at, every));
    } else if (!has(source, at)) {
      of.add(new Run(at, at, every));
    }
  }

  /** Whether there is a row. */
  public boolean has(RowSource source, long at) {
    return runs.getOrDefault(source, List.of()).stream().anyMatch(run -> run.has(at));
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  Set<RowSource> sources() {
    return runs.keySet();
  }

  /** Every time of one source, the earliest first. */
  NavigableSet<Long> times(RowSource source) {
    NavigableSet<Long> times = new TreeSet<>();
    for (Run run : runs.getOrDefault(source, List.of())) {
      for (long at = run.first; at <= run.last; at += run.every) {
        times.add(at);
      }
    }
    return times;
  }

  /** The same, so many seconds later. */
  RowSpans moved(long seconds) {
    RowSpans moved = new RowSpans(every);
    runs.forEach(
        (source, of) ->
            moved.runs.put(
                source, new ArrayList<>(of.stream().map(run -> run.moved(seconds)).toList())));
    return moved;
  }

  /** These and others, which have no times in common. */
  public RowSpans and(RowSpans others) {
    RowSpans both = moved(0);
    others.runs.forEach(
        (source, of) -> both.runs.computeIfAbsent(source, s -> new ArrayList<>()).addAll(of));
    return both;
  }

  /** These without some. */
  RowSpans without(RowSpans some) {
    RowSpans rest = new RowSpans(every);
    for (RowSource source : sources()) {
      NavigableSet<Long> times = times(source);
      times.removeAll(some.times(source));
      times.forEach(at -> rest.add(source, at));
    }
    return rest;
  }
}
