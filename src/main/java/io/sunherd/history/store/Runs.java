package io.sunherd.history.store;

import io.sunherd.history.rows.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * At which times there are rows of whom; those one interval apart are told by the first and last.
 */
public final class Runs {
  private final long every;
  private final Map<Source, List<Run>> runs = new HashMap<>();

  private record Run(long first, long last, long every) {
    boolean has(long at) {
      return at >= first && at <= last && (at - first) % every == 0;
    }

    Run moved(long seconds) {
      return new Run(first + seconds, last + seconds, every);
    }
  }

  /** None yet; {@code every} is the usual time between two, in seconds. */
  public Runs(long every) {
    this.every = every;
  }

  /** Takes in that there is a row. */
  public void add(Source source, long at) {
    List<Run> of = runs.computeIfAbsent(source, s -> new ArrayList<>());
    int newest = of.size() - 1;
    if (newest >= 0 && of.get(newest).every == every && of.get(newest).last + every == at) {
      of.set(newest, new Run(of.get(newest).first, at, every));
    } else if (!has(source, at)) {
      of.add(new Run(at, at, every));
    }
  }

  /** Whether there is a row. */
  public boolean has(Source source, long at) {
    return runs.getOrDefault(source, List.of()).stream().anyMatch(run -> run.has(at));
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  Set<Source> sources() {
    return runs.keySet();
  }

  /** Every time of one, the earliest first. */
  NavigableSet<Long> times(Source source) {
    NavigableSet<Long> times = new TreeSet<>();
    for (Run run : runs.getOrDefault(source, List.of())) {
      for (long at = run.first; at <= run.last; at += run.every) {
        times.add(at);
      }
    }
    return times;
  }

  /** The same, so many seconds later. */
  Runs moved(long seconds) {
    Runs moved = new Runs(every);
    runs.forEach(
        (source, of) ->
            moved.runs.put(
                source, new ArrayList<>(of.stream().map(run -> run.moved(seconds)).toList())));
    return moved;
  }

  /** These and others; the latter have no times of these. */
  public Runs and(Runs others) {
    Runs both = moved(0);
    others.runs.forEach(
        (source, of) -> both.runs.computeIfAbsent(source, s -> new ArrayList<>()).addAll(of));
    return both;
  }

  /** These without some. */
  Runs without(Runs some) {
    Runs rest = new Runs(every);
    for (Source source : sources()) {
      NavigableSet<Long> times = times(source);
      times.removeAll(some.times(source));
      times.forEach(at -> rest.add(source, at));
    }
    return rest;
  }
}
