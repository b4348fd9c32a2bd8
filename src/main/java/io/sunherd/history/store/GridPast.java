package io.sunherd.history.store;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the energy from the grid into the books of the time before these counted it, an hour of kept
 * rows at a time, the newest first. How far it has come is kept; doing an hour again changes
 * nothing.
 */
public final class GridPast {
  private static final long ALL = Long.MAX_VALUE;
  private static final long DONE = 0;
  private static final int SLICE = 4 * Quarter.SECONDS;

  /** Rows up to so long before and after an hour belong to what is counted in it. */
  private static final int BESIDE = Quarter.SECONDS;

  /** Rows that tell of other sun than the books do, on average, lack a part of it. */
  private static final double SUN_WATTS = 30;

  private static final double SUN_SHARE = 0.1;

  private final Connection connection;
  private final RowWriter writer;

  /** Counts the energy of rows. */
  @FunctionalInterface
  public interface Count {
    /** The quarters of an hour of these rows, the oldest of which come first. */
    List<Quarter> of(List<Row> rows);
  }

  GridPast(Connection connection, RowWriter writer) {
    this.connection = connection;
    this.writer = writer;
  }

  /** Does the next hour of a hub; returns whether there may be more. */
  boolean slice(String hub, Count count) throws SQLException {
    long to = before(hub);
    if (to == DONE) {
      return false;
    }
    long from = to - SLICE;
    List<Row> rows = to == ALL ? List.of() : rows(hub, from - BESIDE, to + BESIDE);
    if (rows.isEmpty()) {
      Long newest = newest(hub, to);
      reached(hub, newest == null ? DONE : Quarter.of(newest) + Quarter.SECONDS);
      return newest != null;
    }
    List<Quarter> whole = new ArrayList<>();
    for (Quarter counted : count.of(rows)) {
      Amount grid = counted.amounts().get(Meter.GRID_IN);
      if (grid != null && counted.at() >= from && counted.at() < to) {
        Map<Meter, Amount> amounts = new EnumMap<>(Meter.class);
        amounts.putAll(writer.quarter(counted.source(), counted.at()));
        if (fits(counted.amounts(), amounts) && amounts.putIfAbsent(Meter.GRID_IN, grid) == null) {
          whole.add(new Quarter(counted.source(), counted.at(), amounts));
        }
      }
    }
    writer.quarters(whole);
    reached(hub, from);
    return true;
  }

  /** Whether the books know all parts, too, and as much sun as the rows do. */
  private static boolean fits(Map<Meter, Amount> rows, Map<Meter, Amount> books) {
    Amount seen = rows.get(Meter.PV);
    Amount sun = books.get(Meter.PV);
    if (seen == null || sun == null) {
      return seen == null && sun == null;
    }
    double watts = watts(sun);
    return Math.abs(watts(seen) - watts) <= Math.max(SUN_WATTS, SUN_SHARE * watts);
  }

  private static double watts(Amount amount) {
    return amount.milliwattHours() * 3_600.0 / Math.max(1, amount.millis());
  }

  private long before(String hub) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT at FROM grid_in_past WHERE hub = ?")) {
      query.setString(1, hub);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getLong(1) : ALL;
      }
    }
  }

  private void reached(String hub, long at) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO grid_in_past (hub, at) VALUES (?, ?)"
                + " ON CONFLICT (hub) DO UPDATE SET at = excluded.at")) {
      upsert.setString(1, hub);
      upsert.setLong(2, at);
      upsert.executeUpdate();
    }
  }

  private @Nullable Long newest(String hub, long before) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at FROM sample WHERE at < ? AND unit IN (SELECT id FROM unit WHERE hub = ?"
                + " AND name <> ?) ORDER BY at DESC LIMIT 1")) {
      query.setLong(1, before);
      query.setString(2, hub);
      query.setString(3, RowSource.SYSTEM);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? (Long) found.getLong(1) : null;
      }
    }
  }

  private List<Row> rows(String hub, long from, long to) throws SQLException {
    List<Row> rows = new ArrayList<>();
    String numbers =
        HistoryColumns.NUMBERS.stream()
            .map(HistoryColumn::name)
            .map(name -> ", COALESCE(" + name + ", " + Row.NONE + ")")
            .collect(Collectors.joining());
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at, unit.serial, unit.name, state.words"
                + numbers
                + " FROM sample JOIN unit ON unit.id = sample.unit JOIN state ON state.id ="
                + " sample.state WHERE unit.hub = ? AND unit.name <> ? AND at >= ? AND at < ?"
                + " ORDER BY at")) {
      query.setString(1, hub);
      query.setString(2, RowSource.SYSTEM);
      query.setLong(3, from);
      query.setLong(4, to);
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          rows.add(row(hub, found));
        }
      }
    }
    return rows;
  }

  private static Row row(String hub, ResultSet found) throws SQLException {
    int[] numbers = new int[HistoryColumns.NUMBERS.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = found.getInt(i + 5);
    }
    RowSource source = new RowSource(hub, found.getString(2), found.getString(3));
    return new Row(source, found.getLong(1), found.getString(4), numbers);
  }
}
