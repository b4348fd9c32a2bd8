package io.sunherd.history.past;

import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.Query;
import io.sunherd.history.store.Rollups;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries for intervals, from roll-ups and, for the interval that is still open, from rows.
 */
final class Buckets {
  private static final int ROW = 1;
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  /**
   * Up to this length, hours are made from five-minute roll-ups where needed: they are few enough.
   */
  private static final long MONTH = 45 * 86_400L;

  private final Connection connection;
  private final Query query;
  private final List<HistoryColumn> numbers;
  private final long step;
  private final long origin;
  private final long seconds;

  /** The numbers of an interval of one unit. */
  private record Found(long rows, List<Tally> tallies) {}

  private Buckets(Connection connection, Query query, long step, int points) {
    this.connection = connection;
    this.query = query;
    this.numbers = query.columns().stream().filter(HistoryColumn::isNumber).distinct().toList();
    this.step = step;
    this.origin = Math.floorDiv(query.from(), step) * step;
    long steps = Math.floorDiv(query.to() - origin, step) + 1;
    this.seconds = Math.max(1, -Math.floorDiv(-steps, points)) * step;
  }

  static List<Bucket> of(Connection connection, Query query, List<Known> units, int points)
      throws SQLException {
    long wanted = Math.max(1, (query.to() - query.from() + 1) / points);
    long step =
        wanted >= Rollups.HOUR && !isBetweenHours(query)
            ? Rollups.HOUR
            : wanted >= Rollups.FIVE_MINUTES ? Rollups.FIVE_MINUTES : ROW;
    for (int coarser : List.of(Rollups.FIVE_MINUTES, Rollups.HOUR)) {
      if (coarser > step && goesFurtherBack(connection, query, units, coarser, step)) {
        step = coarser;
      }
    }
    return new Buckets(connection, query, step, points).read(units);
  }

  /** Whether hours must begin between full UTC hours: at half past, in some time zones. */
  private static boolean isBetweenHours(Query query) {
    return query.from() % Rollups.HOUR != 0
        && query.from() % Rollups.FIVE_MINUTES == 0
        && query.to() - query.from() <= MONTH;
  }

  /** Whether the coarser roll-up goes further back within the query than the finer one. */
  private static boolean goesFurtherBack(
      Connection connection, Query query, List<Known> units, int coarse, long fine)
      throws SQLException {
    for (Known unit : units) {
      long coarser = oldest(connection, query, unit, coarse);
      if (coarser < Rollups.start(oldest(connection, query, unit, fine), coarse)) {
        return true;
      }
    }
    return false;
  }

  private static long oldest(Connection connection, Query query, Known unit, long width)
      throws SQLException {
    String rows = width == ROW ? "sample WHERE " : "rollup WHERE width = " + width + " AND ";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT at FROM " + rows + "unit = ? AND at >= ? AND at <= ? ORDER BY at LIMIT 1")) {
      statement.setInt(1, unit.unit());
      statement.setLong(2, query.from());
      statement.setLong(3, query.to());
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getLong(1) : FOR_EVER;
      }
    }
  }

  private List<Bucket> read(List<Known> units) throws SQLException {
    SortedMap<Long, Found> found = new TreeMap<>();
    for (Known unit : units) {
      read(unit, found);
    }
    return found.entrySet().stream().map(one -> bucket(one.getKey(), one.getValue())).toList();
  }

  private void read(Known unit, SortedMap<Long, Found> into) throws SQLException {
    long open = step == ROW ? origin : open(unit);
    try (PreparedStatement statement = connection.prepareStatement(sql())) {
      statement.setInt(1, unit.unit());
      statement.setLong(2, step);
      statement.setLong(3, origin);
      statement.setLong(4, Math.min(query.to() + 1, open));
      statement.setInt(5, unit.unit());
      statement.setLong(6, Math.max(query.from(), open));
      statement.setLong(7, query.to());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          into.merge(found.getLong(1), found(found), Buckets::merged);
        }
      }
    }
  }

  /** The SQL for a unit's intervals from its roll-ups and its rows. */
  private String sql() {
    String bucket = origin + " + (at - " + origin + ") / " + seconds + " * " + seconds;
    String numbersOf =
        numbers.stream()
            .map(HistoryColumn::name)
            .map(
                c ->
                    ", min(%1$s_min), sum(%1$s_sum), max(%1$s_max), sum(%1$s_n)".replace("%1$s", c))
            .collect(Collectors.joining());
    String kept = of(Buckets::kept);
    String rows =
        of(
            c ->
                ", CASE WHEN %1$s IS NULL THEN 0 ELSE 1 END, %1$s, %1$s, %1$s"
                    .replace("%1$s", c.sql("")));
    return "SELECT "
        + bucket
        + " AS bucket, sum(n)"
        + numbersOf
        + " FROM (SELECT at, n"
        + kept
        + " FROM rollup WHERE unit = ? AND width = ? AND at >= ? AND at < ?"
        + " UNION ALL SELECT at, 1"
        + rows
        + " FROM sample WHERE unit = ? AND at >= ? AND at <= ?) AS parts"
        + " GROUP BY bucket";
  }

  /** The beginning of the interval without a roll-up, as its rows are still coming. */
  private long open(Known unit) throws SQLException {
    Long newest = unit.newest();
    if (newest == null) {
      return FOR_EVER;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM sample WHERE at = ? AND unit = ?")) {
      statement.setLong(1, newest);
      statement.setInt(2, unit.unit());
      try (ResultSet found = statement.executeQuery()) {
        // Where its rows were pruned already, it was closed before.
        return found.next() ? Math.floorDiv(newest, step) * step : FOR_EVER;
      }
    }
  }

  private static String kept(HistoryColumn column) {
    return Stream.of("_min", "_sum", "_max")
        .map(part -> ", " + column.sql(part) + " AS " + column.name() + part)
        .collect(Collectors.joining("", ", " + column.count() + " AS " + column.name() + "_n", ""));
  }

  private String of(Function<HistoryColumn, String> text) {
    return numbers.stream().map(text).collect(Collectors.joining());
  }

  private Found found(ResultSet row) throws SQLException {
    List<Tally> tallies = new ArrayList<>();
    for (int index = 3; tallies.size() < numbers.size(); index += 4) {
      tallies.add(
          new Tally(
              row.getLong(index),
              row.getLong(index + 1),
              row.getLong(index + 2),
              row.getLong(index + 3)));
    }
    return new Found(row.getLong(2), tallies);
  }

  /** The same interval of a unit and of the unit that replaced it, merged. */
  private static Found merged(Found one, Found other) {
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < one.tallies.size(); i++) {
      tallies.add(one.tallies.get(i).and(other.tallies.get(i)));
    }
    return new Found(one.rows + other.rows, tallies);
  }

  private Bucket bucket(long at, Found found) {
    List<@Nullable Range> ranges = new ArrayList<>();
    for (HistoryColumn column : query.columns()) {
      int i = numbers.indexOf(column);
      ranges.add(i < 0 ? null : found.tallies.get(i).range(column));
    }
    return new Bucket(at, seconds, found.rows, ranges);
  }
}
