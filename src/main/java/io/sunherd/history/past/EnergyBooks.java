package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.RowSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Adds up quarters of an hour to the periods of a time zone, one period after the other: only one
 * is in memory at a time.
 */
public final class EnergyBooks {
  /** The columns of all meters, each behind a comma. */
  static final String METERS =
      Meter.allColumns().stream().map(column -> ", " + column).collect(Collectors.joining());

  private static final List<Meter> METER = List.of(Meter.values());

  private final Connection connection;
  private final EnergyQuery query;
  private final List<Known> known;
  private final Map<Integer, RowSource> units = new HashMap<>();

  /** The quarter that is being read: for each meter, the energy of each unit. */
  private final Map<Meter, Map<String, Account.Line>> lines = new EnumMap<>(Meter.class);

  private EnergyBooks(Connection connection, EnergyQuery query, List<Known> known) {
    this.connection = connection;
    this.query = query;
    this.known = known;
    known.forEach(one -> units.put(one.unit(), one.source()));
  }

  /** Passes every period that the time of a query touches to the sink. */
  public static void tell(
      Connection connection, EnergyQuery query, List<Known> known, Reader.EnergySink sink)
      throws SQLException, IOException {
    List<Long> bounds = query.period().bounds(query.from(), query.to(), query.zone());
    if (known.isEmpty()) {
      for (int i = 0; i + 1 < bounds.size(); i++) {
        sink.period(new Account().period(bounds.get(i), bounds.get(i + 1), Map.of()));
      }
    } else {
      new EnergyBooks(connection, query, known).periods(bounds, sink);
    }
  }

  private void periods(List<Long> bounds, Reader.EnergySink sink) throws SQLException, IOException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT at, unit"
                    + METERS
                    + " FROM energy WHERE "
                    + Reader.in(known)
                    + " AND at >= ? AND at < ? ORDER BY at");
        Counters counters = new Counters(connection, known, query, bounds)) {
      statement.setFetchSize(Reader.FETCH);
      statement.setLong(1, bounds.get(0));
      statement.setLong(2, bounds.get(bounds.size() - 1));
      try (ResultSet row = statement.executeQuery()) {
        boolean more = row.next();
        for (int i = 0; i + 1 < bounds.size(); i++) {
          Account account = new Account();
          while (more && row.getLong(1) < bounds.get(i + 1)) {
            more = quarter(row, account);
          }
          sink.period(
              account.period(
                  bounds.get(i), bounds.get(i + 1), counters.next(account.identities())));
        }
      }
    }
  }

  /** Reads all units of a quarter; returns whether there is another one. */
  private boolean quarter(ResultSet row, Account into) throws SQLException {
    long at = row.getLong(1);
    boolean more = true;
    while (more && row.getLong(1) == at) {
      take(row);
      more = row.next();
    }
    lines.forEach(into::add);
    lines.clear();
    return more;
  }

  /**
   * Takes a unit's row; a unit under two ids counts once in a quarter, with the row that covers
   * more of it.
   */
  private void take(ResultSet row) throws SQLException {
    int unit = row.getInt(2);
    RowSource source = units.get(unit);
    if (source == null) {
      return;
    }
    String identity = Account.identity(unit, source);
    lines(
        row,
        source.inverter(),
        (meter, line) ->
            lines
                .computeIfAbsent(meter, m -> new HashMap<>())
                .merge(identity, line, Account.Line::longer));
  }

  /** Passes on what a row, which begins with {@code at, unit}, has of each meter. */
  static void lines(ResultSet row, String inverter, BiConsumer<Meter, Account.Line> into)
      throws SQLException {
    int index = 3;
    for (Meter meter : METER) {
      long amount = row.getLong(index);
      boolean isNull = row.wasNull();
      long millis = Math.min(row.getLong(index + 1), Quarter.SECONDS * 1_000L);
      boolean isCalculated = meter.mayBeCalculated() && row.getLong(index + 2) > 0;
      index += meter.mayBeCalculated() ? 3 : 2;
      if (!isNull) {
        into.accept(meter, new Account.Line(inverter, amount, millis, isCalculated));
      }
    }
  }
}
