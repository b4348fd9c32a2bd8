package io.sunherd.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The days (of UTC) on which a hub has stored anything. Retention is counted in these, not by the
 * calendar: a machine without a battery-backed clock may start years ahead, and everything would
 * then look old.
 */
public final class Days {
  /** How long a day is. */
  public static final int SECONDS = 86_400;

  /**
   * The days after a hole of more days than this do not count for the retention of those before it.
   */
  private static final int HOLE = 366;

  /** The newest first. */
  private final SortedSet<Long> days = new TreeSet<>(Collections.reverseOrder());

  /** Reads the days from the table that is kept the longest. */
  Days(Connection connection, List<Integer> units, Retention retention) throws SQLException {
    String table = longest(retention);
    String sql =
        ("WITH RECURSIVE one(at) AS (SELECT (SELECT max(at) FROM %1$s unit = ?) UNION ALL"
                + " SELECT (SELECT max(at) FROM %1$s unit = ? AND at < one.at - one.at %% 86400)"
                + " FROM one WHERE one.at IS NOT NULL)"
                + " SELECT at FROM one WHERE at IS NOT NULL UNION SELECT newest FROM unit"
                + " WHERE id = ? AND newest IS NOT NULL")
            .formatted(table);
    for (int unit : units) {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setInt(1, unit);
        query.setInt(2, unit);
        query.setInt(3, unit);
        try (ResultSet found = query.executeQuery()) {
          while (found.next()) {
            days.add(Math.floorDiv(found.getLong(1), SECONDS));
          }
        }
      }
    }
  }

  private static String longest(Retention retention) {
    if (isLonger(retention.hours(), retention.fiveMinutes())
        && isLonger(retention.hours(), retention.raw())) {
      return "rollup WHERE width = 3600 AND";
    }
    return isLonger(retention.fiveMinutes(), retention.raw())
        ? "rollup WHERE width = 300 AND"
        : "sample WHERE";
  }

  private static boolean isLonger(@Nullable Duration one, @Nullable Duration other) {
    return one == null || (other != null && one.compareTo(other) >= 0);
  }

  /**
   * The first second to be kept: earlier data is too old by the clock, and at least as many days
   * with data came after it.
   *
   * @param kept the retention in whole days, or null for ever
   * @param now epoch seconds
   */
  long horizon(@Nullable Duration kept, long now) {
    if (kept == null) {
      return Long.MIN_VALUE;
    }
    long wanted = Math.max(1, kept.toDays());
    long byClock = Math.floorDiv(now, SECONDS) - wanted + 1;
    long later = 0;
    long before = Long.MAX_VALUE;
    for (long day : days) {
      later = before - day > HOLE ? 1 : later + 1;
      before = day;
      if (later == wanted) {
        return Math.min(day, byClock) * SECONDS;
      }
    }
    return Long.MIN_VALUE;
  }
}
