package io.sunherd.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Maintains the roll-ups of five minutes and of an hour. A roll-up is made when the first row after
 * its interval comes, and again from all its rows when a late row falls into it. The interval of
 * the newest row is open: readers compute it from the rows, which saves writing it twenty times.
 */
public final class Rollups {
  /** The width of the finer roll-ups, seconds. */
  public static final int FIVE_MINUTES = 300;

  /** The width of the coarser roll-ups, seconds. */
  public static final int HOUR = 3_600;

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final Connection connection;

  Rollups(Connection connection) {
    this.connection = connection;
  }

  /** The beginning of the interval that contains a time. */
  public static long start(long at, int width) {
    return Math.floorDiv(at, width) * width;
  }

  /** Brings the roll-ups of a unit up to date, after rows of these times were written. */
  void added(int unit, NavigableSet<Long> times) throws SQLException {
    Long newest = newest(unit);
    NavigableSet<Long> touched = new TreeSet<>(times);
    if (newest != null) {
      touched.add(newest);
    }
    if (newest == null || times.last() > newest) {
      setNewest(unit, times.last());
    }
    make(Sql.FIVE_MINUTES, unit, FIVE_MINUTES, touched);
    make(Sql.HOURS, unit, HOUR, touched);
  }

  /** Brings them up to date after rows were moved from some times to others. */
  void moved(int unit, NavigableSet<Long> from, NavigableSet<Long> to) throws SQLException {
    Long open = newest(unit);
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE unit SET newest = (SELECT max(at) FROM sample WHERE unit = ?) WHERE id = ?")) {
      update.setInt(1, unit);
      update.setInt(2, unit);
      update.executeUpdate();
    }
    for (int width : List.of(FIVE_MINUTES, HOUR)) {
      Map<Long, Integer> gone = new HashMap<>();
      from.forEach(at -> gone.merge(start(at, width), 1, Integer::sum));
      for (Map.Entry<Long, Integer> one : gone.entrySet()) {
        takeOut(unit, width, one.getKey(), one.getValue());
      }
    }
    NavigableSet<Long> touched = new TreeSet<>(from);
    touched.addAll(to);
    if (open != null) {
      touched.add(open);
    }
    touched.add(FOR_EVER); // make() leaves the last one out
    make(Sql.FIVE_MINUTES, unit, FIVE_MINUTES, touched);
    make(Sql.HOURS, unit, HOUR, touched);
  }

  /** Deletes a roll-up, unless it was made from more rows than those moved away and those left. */
  private void takeOut(int unit, int width, long start, int gone) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM rollup WHERE unit = ? AND width = ? AND at = ? AND n <= ? +"
                + " (SELECT count(*) FROM sample WHERE unit = ? AND at >= ? AND at < ?)")) {
      delete.setInt(1, unit);
      delete.setInt(2, width);
      delete.setLong(3, start);
      delete.setInt(4, gone);
      delete.setInt(5, unit);
      delete.setLong(6, start);
      delete.setLong(7, start + width);
      delete.executeUpdate();
    }
  }

  /** Makes all roll-ups for which there are rows, except those made from more rows. */
  void anew(int unit) throws SQLException {
    moved(unit, new TreeSet<>(), new TreeSet<>());
    run(Sql.FIVE_MINUTES, unit, 0, FOR_EVER);
    run(Sql.HOURS, unit, 0, FOR_EVER);
  }

  /** Makes the roll-ups of the hour that contains a time, although no later row came. */
  void close(int unit, long at) throws SQLException {
    long hour = start(at, HOUR);
    run(Sql.FIVE_MINUTES, unit, hour, hour + HOUR);
    run(Sql.HOURS, unit, hour, hour + HOUR);
  }

  /** Makes the roll-ups that contain one of these times, except the last, which is open. */
  private void make(String sql, int unit, int width, NavigableSet<Long> touched)
      throws SQLException {
    NavigableSet<Long> starts = new TreeSet<>();
    touched.forEach(at -> starts.add(start(at, width)));
    starts.pollLast();
    while (!starts.isEmpty()) {
      long from = starts.first();
      long to = from;
      while (starts.remove(to)) {
        to += width;
      }
      run(sql, unit, from, to);
    }
  }

  private void run(String sql, int unit, long from, long to) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, unit);
      statement.setLong(2, from);
      statement.setLong(3, to);
      statement.executeUpdate();
    }
  }

  private @Nullable Long newest(int unit) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT newest FROM unit WHERE id = ?")) {
      query.setInt(1, unit);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        long newest = found.getLong(1);
        return found.wasNull() ? null : newest;
      }
    }
  }

  private void setNewest(int unit, long at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE unit SET newest = ? WHERE id = ?")) {
      update.setLong(1, at);
      update.setInt(2, unit);
      update.executeUpdate();
    }
  }
}
