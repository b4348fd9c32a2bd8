package io.sunherd.history.store;

import io.sunherd.history.energy.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the totals that no period needs: of each hour, or of each day, the last one is kept. The
 * next period begins with it, so that the growth of the total in each period stays the same.
 */
final class Thinning {
  private static final int SLICE = 8 * Days.SECONDS;

  private final Connection connection;

  /** The time up to which each period is done, epoch seconds. */
  private final Map<Period, Long> done = new EnumMap<>(Period.class);

  Thinning(Connection connection) {
    this.connection = connection;
  }

  /** Thins some days of some units before a time; returns whether there may be more. */
  boolean slice(List<Integer> units, Period period, ZoneId zone, long horizon) throws SQLException {
    String of =
        units.stream().map(String::valueOf).collect(Collectors.joining(", ", "unit IN (", ")"));
    Long from = units.isEmpty() ? null : oldest(of, done.getOrDefault(period, 0L), horizon);
    if (from == null) {
      return false;
    }
    List<Long> bounds = period.bounds(from, Math.min(from + SLICE, horizon) - 1, zone);
    boolean isAny = false;
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM counter WHERE "
                + of
                + " AND at >= ? AND at < ? AND at < (SELECT max(at) FROM counter AS last"
                + " WHERE last.unit = counter.unit AND last.inquiry = counter.inquiry"
                + " AND last.at >= ? AND last.at < ?)")) {
      for (int i = 0; i + 1 < bounds.size() && bounds.get(i + 1) <= horizon; i++) {
        delete.setLong(1, bounds.get(i));
        delete.setLong(2, bounds.get(i + 1));
        delete.setLong(3, bounds.get(i));
        delete.setLong(4, bounds.get(i + 1));
        delete.executeUpdate();
        done.put(period, bounds.get(i + 1));
        isAny = true;
      }
    }
    return isAny;
  }

  private @Nullable Long oldest(String of, long from, long to) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT min(at) FROM counter WHERE " + of + " AND at >= ? AND at < ?")) {
      query.setLong(1, from);
      query.setLong(2, to);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        long oldest = found.getLong(1);
        return found.wasNull() ? null : (Long) oldest;
      }
    }
  }
}
