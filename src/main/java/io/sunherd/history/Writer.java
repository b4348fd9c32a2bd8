package io.sunherd.history;

import io.sunherd.protocol.SerialNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The statements that write, on one connection; the caller commits. */
final class Writer {
  private final Connection connection;
  private final Dictionary dictionary;
  private final Rollups rollups;
  private final Pruning pruning;

  Writer(Connection connection) {
    this.connection = connection;
    this.dictionary = new Dictionary(connection);
    this.rollups = new Rollups(connection);
    this.pruning = new Pruning(connection, rollups);
  }

  /** Forgets the numbers it was told: a transaction that failed has taken them back. */
  void forget() {
    dictionary.forget();
  }

  void write(Batch batch) throws SQLException {
    ask();
    Map<Source, List<Row>> bySource =
        batch.rows().stream()
            .collect(Collectors.groupingBy(Row::source, LinkedHashMap::new, Collectors.toList()));
    try (PreparedStatement sample = connection.prepareStatement(Sql.SAMPLE)) {
      for (Map.Entry<Source, List<Row>> one : bySource.entrySet()) {
        int unit = dictionary.unit(one.getKey());
        for (Row row : one.getValue()) {
          bind(sample, unit, row);
          sample.addBatch();
        }
      }
      sample.executeBatch();
    }
    for (Map.Entry<Source, List<Row>> one : bySource.entrySet()) {
      NavigableSet<Long> times = new TreeSet<>();
      one.getValue().forEach(row -> times.add(row.at()));
      rollups.added(dictionary.unit(one.getKey()), times);
    }
    quarters(batch.quarters());
    counters(batch.counters());
  }

  /** So that a database that is gone is noticed even if there is nothing to write. */
  private void ask() throws SQLException {
    try (PreparedStatement anything = connection.prepareStatement("SELECT 1 FROM unit LIMIT 1")) {
      anything.execute();
    }
  }

  private void bind(PreparedStatement sample, int unit, Row row) throws SQLException {
    sample.setLong(1, row.at());
    sample.setInt(2, unit);
    sample.setInt(3, dictionary.state(row.words()));
    for (int i = 0; i < Columns.NUMBERS.size(); i++) {
      int number = row.number(i);
      if (number == Row.NONE) {
        sample.setNull(i + 4, Types.INTEGER);
      } else {
        sample.setInt(i + 4, number);
      }
    }
  }

  private void quarters(List<Quarter> quarters) throws SQLException {
    try (PreparedStatement energy = connection.prepareStatement(Sql.ENERGY)) {
      for (Quarter quarter : quarters) {
        energy.setLong(1, quarter.at());
        energy.setInt(2, dictionary.unit(quarter.source()));
        int index = 3;
        for (Meter meter : Meter.values()) {
          Quarter.Amount amount = quarter.amounts().get(meter);
          if (amount == null) {
            energy.setNull(index++, Types.BIGINT);
            energy.setNull(index++, Types.INTEGER);
          } else {
            energy.setLong(index++, amount.milliwattHours());
            energy.setLong(index++, amount.millis());
          }
        }
        energy.addBatch();
      }
      energy.executeBatch();
    }
  }

  private void counters(List<CounterReading> readings) throws SQLException {
    try (PreparedStatement counter = connection.prepareStatement(Sql.COUNTER)) {
      for (CounterReading reading : readings) {
        counter.setLong(1, Quarter.of(reading.at()));
        counter.setInt(2, dictionary.unit(reading.source()));
        counter.setString(3, reading.inquiry());
        counter.setLong(4, reading.wattHours());
        counter.addBatch();
      }
      counter.executeBatch();
    }
  }

  Map<Meter, Quarter.Amount> quarter(Source source, long at) throws SQLException {
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
              amounts.put(meter, new Quarter.Amount(amount, found.getLong(meter.key() + "_ms")));
            }
          }
        }
      }
    }
    return amounts;
  }

  boolean rename(Source source, List<String> used) throws SQLException {
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

  boolean prune(String hub, Retention retention, long now) throws SQLException {
    return pruning.slice(hub, retention, now);
  }
}
