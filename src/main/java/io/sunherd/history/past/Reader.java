package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Cursor;
import io.sunherd.history.rows.HistoryColumn;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers questions to the history, each on a connection of its own that cannot write. For any
 * number of threads at once; every method blocks.
 */
public final class Reader {
  /** Rows that PostgreSQL sends at a time. */
  static final int FETCH = 2_000;

  private final String url;
  private final Engine engine;

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next row.
     *
     * @throws IOException where nobody wants any more; the question ends with it
     */
    void row(Cursor cursor) throws IOException;
  }

  /** Takes periods one by one. */
  @FunctionalInterface
  public interface EnergySink {
    /**
     * The next period.
     *
     * @throws IOException where nobody wants any more; the question ends with it
     */
    void period(EnergyPeriod period) throws IOException;
  }

  /** A part of an answer that reads the database. */
  public interface Question<T> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /**
   * A reader of what a {@link Store} of the same URL keeps.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   */
  public Reader(String url) {
    this.url = url;
    this.engine = Engine.of(url);
  }

  /** Every source there is, of all hubs. */
  public List<Known> sources() throws StoreException {
    return ask(Reader::sources);
  }

  /**
   * Tells every row of an inverter within a time, the oldest first.
   *
   * @throws IOException what the sink has thrown
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
   * The lowest, mean and highest of numbers within about so many intervals of equal length, made of
   * the coarsest roll-up that is fine enough, or of a coarser one where nothing finer is kept for
   * so long. Columns that are no numbers have none.
   *
   * @param points how many intervals, at least 1; there may be a few less
   */
  public List<Bucket> buckets(Query query, int points) throws StoreException {
    return ask(connection -> Buckets.of(connection, query, units(connection, query), points));
  }

  /**
   * Tells the energy of every period that a time touches, in order. Of a system it is the sum of
   * all units of the hub that had data in it, each counted once.
   *
   * @throws IllegalArgumentException where these are more than ten thousand periods
   * @throws IOException what the sink has thrown
   */
  public void energy(EnergyQuery query, EnergySink sink) throws StoreException, IOException {
    stream(
        connection -> {
          EnergyBooks.tell(
              connection,
              query,
              sources(connection).stream()
                  .filter(known -> known.source().hub().equals(query.hub()))
                  .filter(known -> isAsked(known.source(), query.inverter()))
                  .toList(),
              sink);
          return query;
        });
  }

  /** The same at once, for who asks for few. */
  public List<EnergyPeriod> energy(EnergyQuery query) throws StoreException {
    List<EnergyPeriod> periods = new ArrayList<>();
    try {
      energy(query, periods::add);
    } catch (IOException e) {
      throw new IllegalStateException("A list takes everything.", e);
    }
    return periods;
  }

  private static boolean isAsked(RowSource source, String inverter) {
    return inverter.equals(RowSource.SYSTEM) || source.inverter().equals(inverter);
  }

  private static void rows(Connection connection, Query query, List<Known> units, Sink sink)
      throws SQLException, IOException {
    // Asking for each null costs as much again as the number itself: the database marks them.
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

  /** The units that go, or went, by the name asked for. */
  public static List<Known> units(Connection connection, Query query) throws SQLException {
    return sources(connection).stream()
        .filter(known -> known.source().hub().equals(query.hub()))
        .filter(known -> known.source().inverter().equals(query.inverter()))
        .toList();
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

  /** Answers a question on a connection that cannot write. */
  public <T> T ask(Question<T> question) throws StoreException {
    try {
      return stream(question);
    } catch (IOException e) {
      throw new IllegalStateException("Nothing here has a sink.", e);
    }
  }

  private <T> T stream(Question<T> question) throws StoreException, IOException {
    try (Connection connection = engine.connect(url, false)) {
      // Else the driver of PostgreSQL would fetch everything at once.
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
