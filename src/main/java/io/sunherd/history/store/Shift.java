package io.sunherd.history.store;

import io.sunherd.history.energy.CounterReading;
import java.util.List;
import java.util.Map;

/**
 * What was stored with the times of a wrong clock, and by how much that was wrong. Applying it
 * twice moves it once.
 *
 * @param id its unique id
 * @param rows the times of the rows, by how many seconds later each really was; 0 for those with
 *     the right time
 * @param seconds how much later the counters really were
 * @param counters the inverters' own counters, as they are stored
 */
public record Shift(
    String id, Map<Long, RowSpans> rows, long seconds, List<CounterReading> counters) {
  public Shift {
    rows = Map.copyOf(rows);
    counters = List.copyOf(counters);
  }

  /**
   * The times of the rows that have the right time now.
   *
   * @param stuck the rows that could not be moved, because other rows have those times
   */
  public RowSpans placed(Map<Long, RowSpans> stuck) {
    RowSpans placed = new RowSpans(1);
    for (Map.Entry<Long, RowSpans> one : rows.entrySet()) {
      RowSpans all = one.getValue();
      RowSpans left = stuck.get(one.getKey());
      placed = placed.and((left == null ? all : all.without(left)).moved(one.getKey()));
    }
    return placed;
  }
}
