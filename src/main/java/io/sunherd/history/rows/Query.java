package io.sunherd.history.rows;

import java.util.List;

/**
 * A query on the history.
 *
 * @param hub the id of the hub
 * @param inverter the id of the inverter, or {@link RowSource#SYSTEM}
 * @param from the first second, inclusive, epoch seconds
 * @param to the last second, inclusive, epoch seconds
 * @param columns the columns, in the order of the answer
 */
public record Query(String hub, String inverter, long from, long to, List<HistoryColumn> columns) {
  public Query {
    columns = List.copyOf(columns);
  }
}
