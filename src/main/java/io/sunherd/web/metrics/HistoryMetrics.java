package io.sunherd.web.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.Backlog;

/** The metrics of the history's writer. */
final class HistoryMetrics {
  private static final double MS = 1_000.0;

  private HistoryMetrics() {}

  /**
   * @param heardMs the age of the backlog message, to be added to the ages in it
   */
  static void add(Families into, Backlog backlog, long heardMs) {
    into.gauge(
        "sunherd_history_rows_waiting",
        "Rows that wait to be written.",
        backlog.rows(),
        Labels.EMPTY);
    into.gauge(
        "sunherd_history_lag_seconds",
        "How old the oldest row is that waits to be written, 0 where none does.",
        backlog.rows() == 0 ? 0 : (backlog.lagMs() + heardMs) / MS,
        Labels.EMPTY);
    Long newest = backlog.newestMs();
    if (newest != null) {
      into.gauge(
          "sunherd_history_newest_row_age_seconds",
          "How old the newest row is that was written.",
          (newest + heardMs) / MS,
          Labels.EMPTY);
    }
    into.counter(
        "sunherd_history_rows_lost",
        "Rows that were given up because too many waited.",
        backlog.lost(),
        Labels.EMPTY);
  }
}
