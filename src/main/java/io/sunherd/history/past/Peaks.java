package io.sunherd.history.past;

import io.sunherd.history.rows.Known;
import io.sunherd.history.store.Rollups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds when a sum of columns was highest. Roll-ups of five minutes tell which rows need to be
 * read: those of the interval that may have the most.
 */
final class Peaks {
  private final Connection connection;
  private final String sum;
  private final String most;
  private final String first;

  /**
   * @param columns the columns; a row without the first has no sum, the others count where they are
   */
  Peaks(Connection connection, List<String> columns) {
    this.connection = connection;
    this.first = columns.get(0);
    this.sum = sum(columns, "");
    this.most = sum(columns, "_max");
  }

  private static String sum(List<String> columns, String part) {
    return columns.stream()
        .map(column -> "COALESCE(" + column + part + ", 0)")
        .collect(Collectors.joining(" + "));
  }

  /** The highest in these units' rows from a time up to before another, or null without any. */
  @Nullable Peak of(List<Known> units, long from, long to) throws SQLException {
    Peak best = null;
    for (Known unit : units) {
      Long newest = unit.newest();
      if (newest != null && newest >= from) {
        best = ofUnit(unit.unit(), from, Rollups.start(newest, Rollups.FIVE_MINUTES), to, best);
      }
    }
    return best;
  }

  private @Nullable Peak ofUnit(int unit, long from, long open, long to, @Nullable Peak other)
      throws SQLException {
    Peak best = other;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at, "
                + most
                + " AS most FROM rollup WHERE unit = ? AND width = ? AND at >= ? AND at < ? AND "
                + first
                + "_max IS NOT NULL ORDER BY most DESC, at")) {
      query.setInt(1, unit);
      query.setInt(2, Rollups.FIVE_MINUTES);
      query.setLong(3, from);
      query.setLong(4, Math.min(open, to));
      try (ResultSet found = query.executeQuery()) {
        while (found.next() && (best == null || found.getLong(2) > best.watts())) {
          long at = found.getLong(1);
          best = rows(unit, at, at + Rollups.FIVE_MINUTES, best);
        }
      }
    }
    return rows(unit, Math.max(open, from), to, best);
  }

  private @Nullable Peak rows(int unit, long from, long to, @Nullable Peak other)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at, "
                + sum
                + " AS watts FROM sample WHERE unit = ? AND at >= ? AND at < ? AND "
                + first
                + " IS NOT NULL ORDER BY watts DESC, at LIMIT 1")) {
      query.setInt(1, unit);
      query.setLong(2, from);
      query.setLong(3, to);
      try (ResultSet found = query.executeQuery()) {
        return found.next() && (other == null || found.getLong(2) > other.watts())
            ? new Peak(found.getLong(2), found.getLong(1))
            : other;
      }
    }
  }
}
