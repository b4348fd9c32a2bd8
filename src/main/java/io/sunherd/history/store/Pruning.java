package io.sunherd.history.store;

import io.sunherd.history.energy.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is older than its retention, a few hours or days of one unit at a time. Days are
 * counted as {@link Days} does, so that a wrong clock deletes nothing.
 */
final class Pruning {
  private static final int ROWS_SLICE = 6 * Rollups.HOUR;
  private static final int ROLLUPS_SLICE = 4 * Days.SECONDS;

  private final Connection connection;
  private final Rollups rollups;
  private final Thinning thinning;
  private final AlarmTable alarms;

  /** The first days to be kept; computed once for all slices. */
  private @Nullable Horizons horizons;

  /** The first second that is kept. */
  private record Horizons(String hub, long raw, long fiveMinutes, long hours) {}

  Pruning(Connection connection, Rollups rollups, AlarmTable alarms) {
    this.connection = connection;
    this.alarms = alarms;
    this.rollups = rollups;
    this.thinning = new Thinning(connection);
  }

  /**
   * Deletes one slice of a hub's data; returns whether there is more. {@code now} is in epoch
   * seconds.
   */
  boolean slice(String hub, Retention retention, long now) throws SQLException {
    closeWhatHasEnded(hub, now);
    List<Integer> units = units(hub);
    Horizons kept = horizons;
    if (kept == null || !kept.hub.equals(hub)) {
      kept = horizons(hub, new Days(connection, units, retention), retention, now);
      horizons = kept;
    }
    for (int unit : units) {
      if (take("sample", unit, "", kept.raw, ROWS_SLICE)
          || take("rollup", unit, "width = 300 AND ", kept.fiveMinutes, ROLLUPS_SLICE)
          || take("rollup", unit, "width = 3600 AND ", kept.hours, ROLLUPS_SLICE)) {
        return true;
      }
    }
    long days = Math.min(kept.raw, kept.fiveMinutes);
    if (thinning.slice(units, Period.DAY, retention.zone(), days)
        || thinning.slice(units, Period.HOUR, retention.zone(), kept.raw)) {
      return true;
    }
    alarms.prune(hub, kept.fiveMinutes);
    horizons = null;
    return false;
  }

  private static Horizons horizons(String hub, Days days, Retention retention, long now) {
    return new Horizons(
        hub,
        days.horizon(retention.raw(), now),
        days.horizon(retention.fiveMinutes(), now),
        days.horizon(retention.hours(), now));
  }

  private List<Integer> units(String hub) throws SQLException {
    List<Integer> units = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id FROM unit WHERE hub = ?")) {
      query.setString(1, hub);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          units.add(found.getInt(1));
        }
      }
    }
    return units;
  }

  /** The last rows of units that no longer send need their roll-ups before they are deleted. */
  private void closeWhatHasEnded(String hub, long now) throws SQLException {
    Map<Integer, Long> ended = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, newest FROM unit WHERE hub = ? AND newest < ? AND NOT EXISTS (SELECT 1 FROM rollup"
                + " WHERE unit = id AND width = 3600 AND at = newest - newest % 3600)")) {
      query.setString(1, hub);
      query.setLong(2, now - 2L * Rollups.HOUR);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          ended.put(found.getInt(1), found.getLong(2));
        }
      }
    }
    for (Map.Entry<Integer, Long> one : ended.entrySet()) {
      rollups.close(one.getKey(), one.getValue());
    }
  }

  private boolean take(String table, int unit, String which, long horizon, int slice)
      throws SQLException {
    String rows = " FROM " + table + " WHERE " + which + "unit = ? AND at >= ? AND at < ?";
    long oldest = horizon;
    try (PreparedStatement query = connection.prepareStatement("SELECT min(at)" + rows)) {
      bind(query, unit, 0, horizon);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        oldest = found.getLong(1);
        if (found.wasNull()) {
          return false;
        }
      }
    }
    try (PreparedStatement delete = connection.prepareStatement("DELETE" + rows)) {
      bind(delete, unit, oldest, Math.min(horizon, oldest + slice));
      return delete.executeUpdate() > 0;
    }
  }

  private static void bind(PreparedStatement statement, int unit, long from, long to)
      throws SQLException {
    statement.setInt(1, unit);
    statement.setLong(2, from);
    statement.setLong(3, to);
  }
}
