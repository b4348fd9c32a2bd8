package io.sunherd.cli;

import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The rows of a godenerg database, from the oldest: table {@code stats}, {@code datetime} in epoch
 * seconds, then the columns of QPIGS and the mode, of which some may be missing.
 */
final class Godenerg implements AutoCloseable {
  /** There was no godenerg before. */
  private static final long OLDEST = 1_262_304_000;

  /** Columns that godenerg did not store, but that its raw_status contains. */
  private static final List<String> OF_THE_STATUS =
      List.of(
          "charge_source",
          "batt_volt_to_steady",
          "load_status",
          "ssc_firmware_updated",
          "configuration_changed",
          "sbu_priority_version");

  private static final String BEFORE =
      "000.0 00.0 000.0 00.0 0000 0000 000 000 00.00 000 000 0000 0000 000.0 00.00 00000 ";

  private static final String AFTER = " 00 00 00000 010";

  private final Connection connection;
  private final List<HistoryColumn> columns = new ArrayList<>();
  private final ResultSet rows;
  private final Map<String, Map<String, Object>> statuses = new HashMap<>();
  private Map<String, @Nullable Object> values = Map.of();

  /** Opens it for reading only. */
  Godenerg(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    connection = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    try {
      rows = open();
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private ResultSet open() throws SQLException {
    boolean dated = false;
    try (ResultSet known = query("PRAGMA table_info(stats)")) {
      while (known.next()) {
        String name = known.getString("name");
        dated |= name.equals(HistoryColumns.DATETIME.name());
        HistoryColumns.find(name)
            .filter(column -> !column.equals(HistoryColumns.DATETIME))
            .ifPresent(columns::add);
      }
    }
    if (!dated) {
      throw new SQLException("it has no table stats with a column datetime.");
    }
    StringBuilder names = new StringBuilder("datetime");
    columns.forEach(column -> names.append(", ").append(column.name()));
    return query("SELECT " + names + " FROM stats ORDER BY datetime");
  }

  private ResultSet query(String sql) throws SQLException {
    var statement = connection.createStatement();
    statement.closeOnCompletion();
    return statement.executeQuery(sql);
  }

  /** How many rows there are. */
  long count() throws SQLException {
    try (ResultSet count = query("SELECT count(*) FROM stats")) {
      return count.next() ? count.getLong(1) : 0;
    }
  }

  boolean next() throws SQLException {
    if (!rows.next()) {
      return false;
    }
    values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i).name(), rows.getObject(i + 2));
    }
    return true;
  }

  /** When the row was made, epoch seconds. */
  long at() throws SQLException {
    return rows.getLong(1);
  }

  /**
   * What is wrong with the row, one sentence, or null.
   *
   * @param newest the latest time that can be true, epoch seconds
   */
  @Nullable String wrong(long newest) throws SQLException {
    Object at = rows.getObject(1);
    boolean whole = at instanceof Integer || at instanceof Long;
    if (!whole || at() < OLDEST || at() > newest) {
      return "a row with the datetime " + at + ", which is no time in epoch seconds.";
    }
    for (HistoryColumn column : columns) {
      Object value = values.get(column.name());
      if (column.isNumber() && value != null && !(value instanceof Number)) {
        return "the row of " + at + ": its " + column.name() + " is no number: " + value + ".";
      }
    }
    return null;
  }

  /** The row as a reading has it. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> reading = new LinkedHashMap<>(values);
    // Text here, numbers in a reading.
    reading.replaceAll(
        (name, value) ->
            name.startsWith("mask_") && String.valueOf(value).matches("[0-9]{1,6}")
                ? Integer.valueOf(String.valueOf(value))
                : value);
    if (values.get("raw_status") instanceof String status) {
      reading.putAll(statuses.computeIfAbsent(status, Godenerg::decoded));
    }
    return reading;
  }

  private static Map<String, Object> decoded(String status) {
    Map<String, Object> decoded = new LinkedHashMap<>();
    if (!status.matches("[01]{8}")) {
      return decoded;
    }
    try {
      Map<String, @Nullable Object> reading =
          Dialects.common().inquiry("status").orElseThrow().decode(BEFORE + status + AFTER);
      for (String key : OF_THE_STATUS) {
        Object value = reading.get(key);
        if (value != null) {
          decoded.put(key, value);
        }
      }
      return decoded;
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
