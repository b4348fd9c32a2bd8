package io.sunherd.history.store;

import io.sunherd.history.energy.CounterReading;
import java.util.List;
import java.util.Map;

/**
 * What was kept at times that a wrong clock told, and by how much it was wrong. Keeping it twice
 * moves it once.
 *
 * @param id what it is known by
 * @param rows where the rows are kept, by how many seconds later each was in truth; 0 for those
 *     that are where they belong
 * @param seconds how much later the counters were
 * @param counters the inverters' own counters, as they are kept
 */
public record Shift(
    String id, Map<Long, RowSpans> rows, long seconds, List<CounterReading> counters) {
  public Shift {
    rows = Map.copyOf(rows);
    counters = List.copyOf(counters);
  }

  /**
   * Where the rows are that have come to where they belong.
   *
   * @param stuck those that could not, because others are kept there
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
