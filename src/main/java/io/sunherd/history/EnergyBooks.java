package io.sunherd.history;

import io.sunherd.history.EnergyPeriod.Energy;
import io.sunherd.protocol.SerialNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds quarters of an hour up to the periods of a time zone. */
final class EnergyBooks {
  private static final String METERS =
      Stream.of(Meter.values())
          .map(meter -> ", " + meter.key() + ", " + meter.key() + "_ms")
          .collect(Collectors.joining());

  private final Connection connection;
  private final Map<Integer, Source> units = new HashMap<>();

  /** The amounts of one meter in one period. */
  private static final class Sum {
    private long milliwattHours;
    private long millis;
    private final Set<String> units = new HashSet<>();

    Energy energy() {
      return new Energy(milliwattHours / 1_000.0, millis / 1_000.0, units.size());
    }
  }

  private record Line(String unit, long milliwattHours, long millis) {
    Line longer(Line other) {
      return other.millis > millis ? other : this;
    }
  }

  private EnergyBooks(Connection connection, List<Known> known) {
    this.connection = connection;
    known.forEach(one -> units.put(one.unit(), one.source()));
  }

  static List<EnergyPeriod> of(Connection connection, EnergyQuery query, List<Known> known)
      throws SQLException {
    List<Long> bounds = query.period().bounds(query.from(), query.to(), query.zone());
    return new EnergyBooks(connection, known).periods(query, bounds);
  }

  private List<EnergyPeriod> periods(EnergyQuery query, List<Long> bounds) throws SQLException {
    List<Map<Meter, Sum>> sums = sums(bounds);
    Counters counters = new Counters(connection, units, query, bounds);
    List<EnergyPeriod> periods = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      Map<Meter, Energy> energy = new EnumMap<>(Meter.class);
      sums.get(i).forEach((meter, sum) -> energy.put(meter, sum.energy()));
      periods.add(new EnergyPeriod(bounds.get(i), bounds.get(i + 1), energy, counters.of(i)));
    }
    return periods;
  }

  /** By period; the quarters come in order, so that each is looked up where the last one was. */
  private List<Map<Meter, Sum>> sums(List<Long> bounds) throws SQLException {
    List<Map<Meter, Sum>> sums = new ArrayList<>();
    bounds.forEach(bound -> sums.add(new EnumMap<>(Meter.class)));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at, unit" + METERS + " FROM energy WHERE at >= ? AND at < ? ORDER BY at")) {
      query.setFetchSize(Reader.FETCH);
      query.setLong(1, bounds.get(0));
      query.setLong(2, bounds.get(bounds.size() - 1));
      try (ResultSet row = query.executeQuery()) {
        int period = 0;
        long quarter = Long.MIN_VALUE;
        Map<Meter, Map<String, Line>> lines = new EnumMap<>(Meter.class);
        while (row.next()) {
          if (row.getLong(1) != quarter) {
            add(lines, sums.get(period));
            quarter = row.getLong(1);
          }
          while (quarter >= bounds.get(period + 1)) {
            period++;
          }
          take(row, lines);
        }
        add(lines, sums.get(period));
      }
    }
    return sums;
  }

  /** A unit that goes by two names is counted once in a quarter: as the one that has more of it. */
  private void take(ResultSet row, Map<Meter, Map<String, Line>> lines) throws SQLException {
    int unit = row.getInt(2);
    Source source = units.get(unit);
    if (source == null) {
      return;
    }
    String identity = source.isOfKnownUnit() ? SerialNumber.of(source.serial()) : "unit " + unit;
    String name = source.inverter();
    int index = 3;
    for (Meter meter : Meter.values()) {
      long amount = row.getLong(index++);
      boolean isNull = row.wasNull();
      long told = row.getLong(index++);
      if (!isNull) {
        long millis = Math.min(told, Quarter.SECONDS * 1_000L);
        lines
            .computeIfAbsent(meter, m -> new HashMap<>())
            .merge(identity, new Line(name, amount, millis), Line::longer);
      }
    }
  }

  private static void add(Map<Meter, Map<String, Line>> lines, Map<Meter, Sum> into) {
    lines.forEach(
        (meter, byUnit) -> {
          Sum sum = into.computeIfAbsent(meter, m -> new Sum());
          for (Line line : byUnit.values()) {
            sum.milliwattHours += line.milliwattHours;
            sum.millis += line.millis;
            sum.units.add(line.unit);
          }
        });
    lines.clear();
  }
}
