package io.sunherd.history.store;

import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.protocol.SerialNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that write, on one connection; the caller commits. */
final class RowWriter {
  private final Connection connection;
  private final Dictionary dictionary;
  private final Rollups rollups;
  private final Pruning pruning;
  private final Moving moving;
  private final AlarmTable alarms;

  RowWriter(Connection connection) {
    this.connection = connection;
    this.dictionary = new Dictionary(connection);
    this.rollups = new Rollups(connection);
    this.alarms = new AlarmTable(connection);
    this.pruning = new Pruning(connection, rollups, alarms);
    this.moving = new Moving(connection, dictionary, rollups);
  }

  /** Forgets the numbers of sources and words: a failed transaction was rolled back. */
  void forget() {
    dictionary.forget();
  }

  AlarmTable alarms() {
    return alarms;
  }

  LastRows lastRows() {
    return new LastRows(connection);
  }

  void write(Batch batch) throws SQLException {
    ask();
    Map<RowSource, List<Row>> bySource =
        batch.rows().stream()
            .collect(Collectors.groupingBy(Row::source, LinkedHashMap::new, Collectors.toList()));
    try (PreparedStatement sample = connection.prepareStatement(Sql.SAMPLE)) {
      for (Map.Entry<RowSource, List<Row>> one : bySource.entrySet()) {
        int unit = dictionary.unit(one.getKey());
        for (Row row : one.getValue()) {
          bind(sample, unit, row);
          sample.addBatch();
        }
      }
      sample.executeBatch();
    }
    for (Map.Entry<RowSource, List<Row>> one : bySource.entrySet()) {
      NavigableSet<Long> times = new TreeSet<>();
      one.getValue().forEach(row -> times.add(row.at()));
      rollups.added(dictionary.unit(one.getKey()), times);
    }
    quarters(batch.quarters());
    counters(batch.counters());
  }

  /**
   * First moves what is to be moved, then writes all except rows for times at which other than own
   * rows are stored; returns those.
   */
  Kept write(Batch batch, @Nullable Shift shift, RowSpans own) throws SQLException {
    Map<Long, RowSpans> stuck = Map.of();
    List<CounterReading> counters = new ArrayList<>();
    if (shift != null && !moving.isDone(shift)) {
      stuck = moving.rows(shift);
      counters.addAll(moving.counters(shift));
    }
    counters.addAll(batch.counters());
    List<Row> taken = taken(batch.rows(), shift == null ? own : shift.placed(stuck));
    List<Row> free = new ArrayList<>(batch.rows());
    free.removeAll(taken);
    write(new Batch(free, batch.quarters(), counters));
    return new Kept(taken, stuck);
  }

  private List<Row> taken(List<Row> rows, RowSpans own) throws SQLException {
    List<Row> taken = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM sample WHERE at = ? AND unit = ?")) {
      for (Row row : rows) {
        query.setLong(1, row.at());
        query.setInt(2, dictionary.unit(row.source()));
        try (ResultSet found = query.executeQuery()) {
          if (found.next() && !own.has(row.source(), row.at())) {
            taken.add(row);
          }
        }
      }
    }
    return taken;
  }

  /** Sends a query, so that a lost database is noticed even if there is nothing to write. */
  private void ask() throws SQLException {
    try (PreparedStatement anything = connection.prepareStatement("SELECT 1 FROM unit LIMIT 1")) {
      anything.execute();
    }
  }

  private void bind(PreparedStatement sample, int unit, Row row) throws SQLException {
    sample.setLong(1, row.at());
    sample.setInt(2, unit);
    sample.setInt(3, dictionary.state(row.words()));
    for (int i = 0; i < HistoryColumns.NUMBERS.size(); i++) {
      int number = row.number(i);
      if (number == Row.NONE) {
        sample.setNull(i + 4, Types.INTEGER);
      } else {
        sample.setInt(i + 4, number);
      }
    }
  }

  void quarters(List<Quarter> quarters) throws SQLException {
    try (PreparedStatement energy = connection.prepareStatement(Sql.ENERGY);
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM energy WHERE at = ? AND unit = ?")) {
      for (Quarter quarter : quarters) {
        if (quarter.amounts().isEmpty()) {
          delete.setLong(1, quarter.at());
          delete.setInt(2, dictionary.unit(quarter.source()));
          delete.executeUpdate();
          continue;
        }
        energy.setLong(1, quarter.at());
        energy.setInt(2, dictionary.unit(quarter.source()));
        int index = 3;
        for (Meter meter : Meter.values()) {
          bind(energy, index, meter, quarter.amounts().get(meter));
          index += meter.columns().size();
        }
        energy.addBatch();
      }
      energy.executeBatch();
    }
  }

  private static void bind(
      PreparedStatement energy, int index, Meter meter, Quarter.@Nullable Amount amount)
      throws SQLException {
    if (amount == null) {
      energy.setNull(index, Types.BIGINT);
      energy.setNull(index + 1, Types.INTEGER);
    } else {
      energy.setLong(index, amount.milliwattHours());
      energy.setLong(index + 1, amount.millis());
    }
    if (meter.mayBeCalculated()) {
      energy.setLong(index + 2, amount == null ? 0 : amount.calculatedMillis());
    }
  }

  private void counters(List<CounterReading> readings) throws SQLException {
    try (PreparedStatement total = connection.prepareStatement(Sql.COUNTER);
        PreparedStatement dated = connection.prepareStatement(Sql.DATED)) {
      for (CounterReading reading : readings) {
        int unit = dictionary.unit(reading.source());
        if (reading.isTotal()) {
          total.setLong(1, Quarter.of(reading.at()));
          total.setInt(2, unit);
          total.setString(3, reading.inquiry());
          total.setLong(4, reading.wattHours());
          total.addBatch();
        } else {
          dated.setInt(1, unit);
          dated.setString(2, reading.inquiry());
          dated.setLong(3, reading.at());
          dated.setLong(4, reading.wattHours());
          dated.addBatch();
        }
      }
      total.executeBatch();
      dated.executeBatch();
    }
  }

  Map<Meter, Quarter.Amount> quarter(RowSource source, long at) throws SQLException {
    Map<Meter, Quarter.Amount> amounts = new EnumMap<>(Meter.class);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM energy WHERE at = ? AND unit = ?")) {
      query.setLong(1, at);
      query.setInt(2, dictionary.unit(source));
      try (ResultSet found = query.executeQuery()) {
        if (found.next()) {
          for (Meter meter : Meter.values()) {
            long amount = found.getLong(meter.key());
            if (!found.wasNull()) {
              long millis = found.getLong(meter.key() + "_ms");
              long calculated =
                  meter.mayBeCalculated() ? found.getLong(meter.key() + "_calculated_ms") : 0;
              amounts.put(meter, new Quarter.Amount(amount, millis, calculated));
            }
          }
        }
      }
    }
    return amounts;
  }

  @Nullable Long newest(String hub) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT max(newest) FROM unit WHERE hub = ?")) {
      query.setString(1, hub);
      try (ResultSet found = query.executeQuery()) {
        found.next();
        long newest = found.getLong(1);
        return found.wasNull() ? null : (Long) newest;
      }
    }
  }

  boolean rename(RowSource source, List<String> used) throws SQLException {
    if (!source.isOfKnownUnit()) {
      return false;
    }
    Map<Integer, String> former = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id, name, serial FROM unit WHERE hub = ?")) {
      query.setString(1, source.hub());
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          if (SerialNumber.of(found.getString(3)).equals(source.serial())) {
            former.put(found.getInt(1), found.getString(2));
          }
        }
      }
    }
    if (former.containsValue(source.inverter())) {
      return false;
    }
    former.values().removeAll(used);
    for (int unit : former.keySet().stream().limit(1).toList()) {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE unit SET name = ? WHERE id = ?")) {
        update.setString(1, source.inverter());
        update.setInt(2, unit);
        update.executeUpdate();
      }
    }
    return !former.isEmpty();
  }

  /** Does an hour of {@link GridPast}; returns whether there may be more. */
  boolean countGrid(String hub, GridPast.Count count) throws SQLException {
    return new GridPast(connection, this).slice(hub, count);
  }

  boolean prune(String hub, Retention retention, long now) throws SQLException {
    return pruning.slice(hub, retention, now);
  }
}
