package io.sunherd.history.store;

import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.HistoryValues;
import io.sunherd.history.rows.Row;
import io.sunherd.protocol.field.Quantity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What units told last, as their rows have it. */
final class LastRows {
  private static final List<HistoryColumn> BATTERY =
      columns(
          Quantity.BATT_VOLT.key(),
          Quantity.BATT_CAPACITY.key(),
          Quantity.BATT_DISCHARGE_AMPS.key());

  private static final List<HistoryColumn> SUN =
      columns(HistoryColumns.PV_WATTS.toArray(String[]::new));

  private static final String OF_UNIT =
      " FROM sample JOIN unit ON unit.id = sample.unit JOIN state ON state.id = sample.state"
          + " WHERE unit.hub = ? AND unit.name = ? AND at >= ?";

  private static final String LAST =
      "SELECT at, state.words"
          + Stream.concat(BATTERY.stream(), SUN.stream())
              .map(column -> ", COALESCE(" + column.name() + ", " + Row.NONE + ")")
              .collect(Collectors.joining())
          + OF_UNIT
          + " ORDER BY at DESC LIMIT 1";

  private static final String HIGHEST =
      SUN.stream()
              .map(column -> "COALESCE(" + column.name() + ", 0)")
              .collect(Collectors.joining(" + ", "SELECT max(", ")"))
          + OF_UNIT;

  private final Connection connection;

  LastRows(Connection connection) {
    this.connection = connection;
  }

  private static List<HistoryColumn> columns(String... names) {
    return Stream.of(names).map(name -> HistoryColumns.find(name).orElseThrow()).toList();
  }

  /**
   * What an inverter told last.
   *
   * @param since older rows do not count, epoch milliseconds
   */
  Optional<LastSeen> of(String hub, String inverter, long since) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LAST)) {
      ask(query, hub, inverter, since);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(seen(inverter, row, highest(hub, inverter, since)))
            : Optional.empty();
      }
    }
  }

  private static void ask(PreparedStatement query, String hub, String inverter, long since)
      throws SQLException {
    query.setString(1, hub);
    query.setString(2, inverter);
    query.setLong(3, since / 1_000);
  }

  private double highest(String hub, String inverter, long since) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HIGHEST)) {
      ask(query, hub, inverter, since);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getDouble(1) : 0;
      }
    }
  }

  private static LastSeen seen(String inverter, ResultSet row, double highest) throws SQLException {
    Object mode = HistoryValues.read(row.getString(2)).get("mode");
    Double sun = null;
    for (int i = 0; i < SUN.size(); i++) {
      Double watts = number(row, 3 + BATTERY.size() + i, SUN.get(i));
      sun = watts == null ? sun : (Double) (watts + (sun == null ? 0 : sun));
    }
    return new LastSeen(
        inverter,
        row.getLong(1) * 1_000,
        mode == null ? null : mode.toString(),
        sun,
        highest,
        number(row, 3, BATTERY.get(0)),
        number(row, 4, BATTERY.get(1)),
        number(row, 5, BATTERY.get(2)));
  }

  private static @Nullable Double number(ResultSet row, int index, HistoryColumn column)
      throws SQLException {
    long kept = row.getLong(index);
    return kept == Row.NONE ? null : (Double) column.value(kept).doubleValue();
  }
}
