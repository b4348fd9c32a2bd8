package io.sunherd.history.store;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alarms of a database. */
final class AlarmTable {
  /** The most alarms of one hub; of more the oldest that are over are deleted. */
  private static final int MOST = 10_000;

  private static final String KEEP =
      "INSERT INTO alarm (hub, id, kind, inverter, since, cleared, words, evidence, matters, cause,"
          + " acknowledged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hub, id) DO"
          + " UPDATE SET cleared = excluded.cleared, words = excluded.words, evidence ="
          + " excluded.evidence, matters = excluded.matters, acknowledged_by ="
          + " excluded.acknowledged_by";

  private final Connection connection;

  AlarmTable(Connection connection) {
    this.connection = connection;
  }

  /** Keeps alarms as they are now. */
  void keep(String hub, List<Alarm> alarms) throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      for (Alarm alarm : alarms) {
        keep.setString(1, hub);
        keep.setString(2, alarm.id());
        keep.setString(3, alarm.kind().word());
        keep.setString(4, alarm.inverter());
        keep.setLong(5, alarm.since());
        set(keep, 6, alarm.cleared());
        keep.setString(7, alarm.text());
        keep.setString(8, Json.encode(alarm.evidence()));
        keep.setString(9, Json.encode(alarm.matters()));
        keep.setString(10, alarm.cause());
        keep.setString(11, alarm.acknowledgedBy());
        keep.addBatch();
      }
      keep.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, int index, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }

  /** The newest alarms of a hub, newest first, and every one that is active. */
  List<Alarm> newest(String hub, int limit) throws SQLException {
    List<Alarm> alarms = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM alarm WHERE hub = ? ORDER BY CASE WHEN cleared IS NULL THEN 0 ELSE 1 END,"
                + " since DESC, id DESC LIMIT ?")) {
      query.setString(1, hub);
      query.setInt(2, limit);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          alarm(found).ifPresent(alarms::add);
        }
      }
    }
    alarms.sort(Comparator.comparingLong(Alarm::since).reversed());
    return alarms;
  }

  /** The alarm of a row; empty where it is of a kind that only a newer hub knows. */
  private static Optional<Alarm> alarm(ResultSet row) throws SQLException {
    String word = row.getString("kind");
    Optional<AlarmKind> kind =
        Arrays.stream(AlarmKind.values()).filter(one -> one.word().equals(word)).findFirst();
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    long cleared = row.getLong("cleared");
    boolean isActive = row.wasNull();
    String by = row.getString("acknowledged_by");
    return Optional.of(
        new Alarm(
            row.getString("id"),
            kind.get(),
            row.getString("inverter"),
            !isActive ? State.CLEARED : by == null ? State.RAISED : State.ACKNOWLEDGED,
            row.getLong("since"),
            isActive ? null : (Long) cleared,
            row.getString("words"),
            new JsonObject(row.getString("evidence")).getMap(),
            new JsonArray(row.getString("matters")).stream().map(String::valueOf).toList(),
            row.getString("cause"),
            by));
  }

  /**
   * Deletes the alarms of a hub that were over before then, and the oldest of too many.
   *
   * @param horizon epoch seconds
   */
  void prune(String hub, long horizon) throws SQLException {
    try (PreparedStatement old =
            connection.prepareStatement("DELETE FROM alarm WHERE hub = ? AND cleared < ?");
        PreparedStatement many =
            connection.prepareStatement(
                "DELETE FROM alarm WHERE hub = ? AND cleared IS NOT NULL AND since < (SELECT since"
                    + " FROM alarm WHERE hub = ? ORDER BY since DESC LIMIT 1 OFFSET ?)")) {
      old.setString(1, hub);
      old.setLong(2, 1_000 * horizon);
      old.executeUpdate();
      many.setString(1, hub);
      many.setString(2, hub);
      many.setInt(3, MOST - 1);
      many.executeUpdate();
    }
  }
}
