package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Period;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Cursor;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Engine;
import io.sunherd.history.store.SqliteFile;
import io.sunherd.history.store.SqliteTrouble;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers queries on the history, each on a read-only connection of its own. For any number of
 * threads at once; every method blocks.
 */
public final class Reader {
  /** How many rows PostgreSQL sends at a time. */
  static final int FETCH = 2_000;

  private final String url;
  private final Engine engine;

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next row.
     *
     * @throws IOException where the client has gone; ends the query
     */
    void row(Cursor cursor) throws IOException;
  }

  /** Takes periods one by one. */
  @FunctionalInterface
  public interface EnergySink {
    /**
     * The next period.
     *
     * @throws IOException where the client has gone; ends the query
     */
    void period(EnergyPeriod period) throws IOException;
  }

  /** A query on an open connection. */
  public interface Question<T> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /**
   * A reader of what a {@link Store} with the same URL writes.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   */
  public Reader(String url) {
    this.url = url;
    this.engine = Engine.of(url);
  }

  /** Every source, of all hubs. */
  public List<Known> sources() throws StoreException {
    return ask(Reader::sources);
  }

  /**
   * Passes every row of an inverter within a time to the sink, the oldest first.
   *
   * @throws IOException thrown by the sink
   */
  public void rows(Query query, Sink sink) throws StoreException, IOException {
    stream(
        connection -> {
          List<Known> units = units(connection, query);
          if (!units.isEmpty()) {
            rows(connection, query, units, sink);
          }
          return units;
        });
  }

  /**
   * The minimum, mean and maximum of columns in about so many intervals of equal length, from the
   * coarsest roll-up that is fine enough, or from a coarser one where nothing finer is kept for so
   * long. Columns that are no numbers have none.
   *
   * @param points how many intervals, at least 1; there may be a few fewer
   */
  public List<Bucket> buckets(Query query, int points) throws StoreException {
    return ask(connection -> Buckets.of(connection, query, units(connection, query), points));
  }

  /**
   * Passes the energy of every period that a time touches to the sink, in order. For the system it
   * is the sum of all units of the hub with data, each counted once.
   *
   * @throws IllegalArgumentException for more than ten thousand periods
   * @throws IOException thrown by the sink
   */
  public void energy(EnergyQuery query, EnergySink sink) throws StoreException, IOException {
    stream(
        connection -> {
          EnergyBooks.tell(connection, query, counted(connection, query), sink);
          return query;
        });
  }

  /** The same as a list, for few periods. */
  public List<EnergyPeriod> energy(EnergyQuery query) throws StoreException {
    List<EnergyPeriod> periods = new ArrayList<>();
    try {
      energy(query, periods::add);
    } catch (IOException e) {
      throw new IllegalStateException("A list takes everything.", e);
    }
    return periods;
  }

  /** The day of a zone that contains a time, epoch seconds, as far as it has come. */
  public Today today(String hub, String inverter, long now, ZoneId zone) throws StoreException {
    return ask(
        connection -> {
          List<EnergyPeriod> day = new ArrayList<>();
          EnergyQuery query = new EnergyQuery(hub, inverter, now, now, Period.DAY, zone);
          EnergyBooks.tell(connection, query, counted(connection, query), day::add);
          EnergyPeriod energy = day.get(0);
          // The rows of the system have all trackers in one column.
          List<Known> units = units(connection, new Query(hub, inverter, now, now, List.of()));
          Peaks sun = new Peaks(connection, HistoryColumns.PV_WATTS);
          Peaks load = new Peaks(connection, HistoryColumns.LOAD_WATTS);
          return new Today(
              energy,
              sun.of(units, energy.from(), now + 1),
              load.of(units, energy.from(), now + 1));
        });
  }

  private static List<Known> counted(Connection connection, EnergyQuery query) throws SQLException {
    return ofHub(connection, query.hub()).stream()
        .filter(known -> isAsked(known.source(), query.inverter()))
        .toList();
  }

  private static boolean isAsked(RowSource source, String inverter) {
    return inverter.equals(RowSource.SYSTEM) || source.inverter().equals(inverter);
  }

  private static void rows(Connection connection, Query query, List<Known> units, Sink sink)
      throws SQLException, IOException {
    // Checking each number for null would double the cost, so the database marks the nulls.
    String numbers =
        query.columns().stream()
            .filter(HistoryColumn::isNumber)
            .map(column -> ", COALESCE(" + column.sql("") + ", " + Row.NONE + ")")
            .collect(Collectors.joining());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT at, state"
                + numbers
                + " FROM sample WHERE "
                + in(units)
                + " AND at >= ? AND at <= ? ORDER BY at")) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, query.from());
      statement.setLong(2, query.to());
      try (ResultSet found = statement.executeQuery();
          RowCursor cursor = new RowCursor(connection, found, query.columns())) {
        while (cursor.next()) {
          sink.row(cursor);
        }
      }
    }
  }

  static String in(List<Known> units) {
    return units.stream()
        .map(known -> Integer.toString(known.unit()))
        .collect(Collectors.joining(", ", "unit IN (", ")"));
  }

  /** The units that have, or had, the id of the query. */
  public static List<Known> units(Connection connection, Query query) throws SQLException {
    return ofHub(connection, query.hub()).stream()
        .filter(known -> known.source().inverter().equals(query.inverter()))
        .toList();
  }

  /** Every source of a hub. */
  static List<Known> ofHub(Connection connection, String hub) throws SQLException {
    return sources(connection).stream().filter(known -> known.source().hub().equals(hub)).toList();
  }

  private static List<Known> sources(Connection connection) throws SQLException {
    List<Known> sources = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT id, hub, serial, name, newest FROM unit");
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        RowSource source =
            new RowSource(found.getString(2), found.getString(3), found.getString(4));
        long newest = found.getLong(5);
        sources.add(new Known(found.getInt(1), source, found.wasNull() ? null : newest));
      }
    }
    return sources;
  }

  /** Runs a query on a read-only connection. */
  public <T> T ask(Question<T> question) throws StoreException {
    try {
      return stream(question);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing here has a sink.", e);
    }
  }

  private <T> T stream(Question<T> question) throws StoreException, IOException {
    try (Connection connection = engine.connect(url, false)) {
      // Otherwise the PostgreSQL driver would fetch everything at once.
      connection.setAutoCommit(false);
      T answer = question.in(connection);
      connection.rollback();
      return answer;
    } catch (SQLException e) {
      SqliteFile file = SqliteFile.of(url);
      if (file != null && SqliteTrouble.isDamage(e)) {
        file.suspect();
      }
      throw new StoreException("The history cannot be read", e);
    }
  }
}
