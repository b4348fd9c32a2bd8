package io.sunherd.history.store;

import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Row;
import java.util.List;

/**
 * What is stored at once: all of it or, where that fails, none. Storing it twice changes nothing.
 *
 * @param rows in any order, late ones included
 * @param quarters each with all its energy so far, not just the increase
 * @param counters the inverters' own counters
 */
public record Batch(List<Row> rows, List<Quarter> quarters, List<CounterReading> counters) {
  public Batch {
    rows = List.copyOf(rows);
    quarters = List.copyOf(quarters);
    counters = List.copyOf(counters);
  }

  /** Rows alone. */
  public static Batch of(List<Row> rows) {
    return new Batch(rows, List.of(), List.of());
  }
}
