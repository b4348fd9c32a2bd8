package io.sunherd.history;

import io.sunherd.history.rows.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that wait to be written, the oldest first; of too many the oldest are given up. */
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

  /** Those that were taken last are kept now. */
  void written() {
    for (; taken > 0; taken--) {
      rows.removeFirst();
    }
  }

  /** All of them were so many seconds later. */
  void move(long seconds) {
    List<Row> moved = rows.stream().map(row -> row.moved(seconds)).toList();
    rows.clear();
    rows.addAll(moved);
  }

  /** Takes all of them out. */
  List<Row> clear() {
    List<Row> all = List.copyOf(rows);
    rows.clear();
    taken = 0;
    return all;
  }

  /** The one that waits longest, or null. */
  @Nullable Row oldest() {
    return rows.peekFirst();
  }

  int size() {
    return rows.size();
  }

  /** How many were given up. */
  long lost() {
    return lost;
  }
}
