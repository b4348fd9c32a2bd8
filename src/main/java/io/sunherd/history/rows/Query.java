package io.sunherd.history.rows;

import java.util.List;

/**
 * What is asked of the history.
 *
 * @param hub the id of the hub
 * @param inverter the id of the inverter, or {@link RowSource#SYSTEM}
 * @param from the first second that is in it, epoch seconds
 * @param to the last second that is in it, epoch seconds
 * @param columns what is asked for, in the order it is to be told
 */
public record Query(String hub, String inverter, long from, long to, List<HistoryColumn> columns) {
  public Query {
    columns = List.copyOf(columns);
  }
}
