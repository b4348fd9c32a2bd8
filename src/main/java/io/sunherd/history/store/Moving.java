package io.sunherd.history.store;

import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.RowSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Moves what was stored with the times of a wrong clock; rows at right times stay. */
final class Moving {
  private final Connection connection;
  private final Dictionary dictionary;
  private final Rollups rollups;

  Moving(Connection connection, Dictionary dictionary, Rollups rollups) {
    this.connection = connection;
    this.dictionary = dictionary;
    this.rollups = rollups;
  }

  /** Moves the rows; returns those that cannot be moved, because other rows have those times. */
  Map<Long, RowSpans> rows(Shift shift) throws SQLException {
    Map<Long, RowSpans> stuck = new HashMap<>();
    long moved = 0;
    for (Map.Entry<Long, RowSpans> one : shift.rows().entrySet()) {
      long seconds = one.getKey();
      RowSpans left = new RowSpans(1);
      for (RowSource source : seconds == 0 ? Set.<RowSource>of() : one.getValue().sources()) {
        NavigableSet<Long> times = one.getValue().times(source);
        moved += times.size();
        rows(dictionary.unit(source), times, seconds).forEach(at -> left.add(source, at));
      }
      if (!left.isEmpty()) {
        stuck.put(seconds, left);
      }
    }
    note(shift, moved);
    return stuck;
  }

  boolean isDone(Shift shift) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM clock_set WHERE id = ?")) {
      query.setString(1, shift.id());
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private void note(Shift shift, long moved) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO clock_set (id, seconds, moved) VALUES (?, ?, ?)")) {
      insert.setString(1, shift.id());
      insert.setLong(2, shift.seconds());
      insert.setLong(3, moved);
      insert.executeUpdate();
    }
  }

  /**
   * Moves rows in such an order that none is moved to the time of one that is still to be moved.
   */
  private NavigableSet<Long> rows(int unit, NavigableSet<Long> times, long seconds)
      throws SQLException {
    NavigableSet<Long> from = new TreeSet<>();
    NavigableSet<Long> to = new TreeSet<>();
    NavigableSet<Long> stuck = new TreeSet<>();
    try (PreparedStatement copy = connection.prepareStatement(Sql.COPY);
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM sample WHERE at = ? AND unit = ?")) {
      for (long at : seconds > 0 ? times.descendingSet() : times) {
        copy.setLong(1, at + seconds);
        copy.setLong(2, at);
        copy.setInt(3, unit);
        if (copy.executeUpdate() == 0) {
          stuck.add(at);
          continue;
        }
        delete.setLong(1, at);
        delete.setInt(2, unit);
        delete.executeUpdate();
        from.add(at);
        to.add(at + seconds);
      }
    }
    rollups.moved(unit, from, to);
    return stuck;
  }

  /** Deletes the counters; returns them as they are to be stored again. */
  List<CounterReading> counters(Shift shift) throws SQLException {
    List<CounterReading> anew = new ArrayList<>();
    try (PreparedStatement total =
            connection.prepareStatement(
                "DELETE FROM counter WHERE at = ? AND unit = ? AND inquiry = ? AND wh = ?");
        PreparedStatement dated =
            connection.prepareStatement(
                "DELETE FROM dated WHERE at = ? AND unit = ? AND inquiry = ? AND wh = ?")) {
      for (CounterReading one : shift.counters()) {
        PreparedStatement delete = one.isTotal() ? total : dated;
        delete.setLong(1, one.isTotal() ? Quarter.of(one.at()) : one.at());
        delete.setInt(2, dictionary.unit(one.source()));
        delete.setString(3, one.inquiry());
        delete.setLong(4, one.wattHours());
        delete.executeUpdate();
        anew.add(one.moved(shift.seconds()));
      }
    }
    return anew;
  }
}
