package io.sunherd.history;

import io.sunherd.history.rows.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that wait to be written, the oldest first; of too many the oldest are dropped. */
final class Queue {
  private final int most;
  private final Deque<Row> rows = new ArrayDeque<>();
  private long lost;
  private long taken;

  Queue(int most) {
    this.most = most;
  }

  void add(List<Row> more) {
    rows.addAll(more);
    while (rows.size() > most) {
      rows.removeFirst();
      taken = Math.max(0, taken - 1);
      lost++;
    }
  }

  /** The oldest ones; they stay until they are {@link #written()}. */
  List<Row> take(int some) {
    List<Row> oldest = rows.stream().limit(some).toList();
    taken = oldest.size();
    return oldest;
  }

  /** The rows that were taken last are stored now. */
  void written() {
    for (; taken > 0; taken--) {
      rows.removeFirst();
    }
  }

  /** Moves all of them by so many seconds. */
  void move(long seconds) {
    List<Row> moved = rows.stream().map(row -> row.moved(seconds)).toList();
    rows.clear();
    rows.addAll(moved);
  }

  /** Removes and returns all of them. */
  List<Row> clear() {
    List<Row> all = List.copyOf(rows);
    rows.clear();
    taken = 0;
    return all;
  }

  /** The row that has waited longest, or null. */
  @Nullable Row oldest() {
    return rows.peekFirst();
  }

  int size() {
    return rows.size();
  }

  /** How many were dropped. */
  long lost() {
    return lost;
  }
}
