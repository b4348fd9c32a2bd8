package io.sunherd.history.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what can be read of a damaged SQLite file into a new one: where a range cannot be read,
 * its halves may.
 */
final class Salvage {
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
  private static final long FIRST = 0;
  private static final long LAST = 1L << 33;
  private static final int MOST_FAILURES = 3_000;
  private static final int A_MINUTE = 60;
  private static final int MOST_NUMBERS = 1 << 24;

  private final Connection connection;
  private int failures;

  /** Copies into the database of this connection, which must be in no transaction. */
  Salvage(Connection connection) {
    this.connection = connection;
  }

  /** Copies what can be read of the file that was set aside, if one was. */
  void takeOver(SqliteFile file) throws SQLException, StoreException {
    Path aside = file.aside();
    if (aside != null) {
      long rows = takeOver(aside);
      if (rows == 0) {
        rows = takeOverWithHeader(file, aside);
      }
      file.tookOver();
      LOG.warn("{} rows of {} are in the new history. The file is kept.", rows, aside);
    }
  }

  private long takeOverWithHeader(SqliteFile file, Path aside) throws SQLException {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    try {
      return takeOver(file.withHeader(aside));
    } catch (IOException e) {
      LOG.warn("{} cannot be copied to be read: {}", aside, e.getMessage());
      return 0;
    } finally {
      file.deleteCopy();
    }
  }

  /** Copies the file; returns the number of rows. A second call adds what is missing. */
  long takeOver(Path damaged) throws SQLException {
    try (PreparedStatement attach = connection.prepareStatement("ATTACH DATABASE ? AS damaged")) {
      attach.setString(1, damaged.toString());
      attach.execute();
    } catch (SQLException e) {
      passDamage(e);
      return 0;
    }
    try {
      return tables();
    } catch (SQLException e) {
      passDamage(e);
      return 0;
    } finally {
      run("DETACH DATABASE damaged");
    }
  }

  private static void passDamage(SQLException e) throws SQLException {
    if (!SqliteTrouble.isDamage(e)) {
      throw e;
    }
  }

  private long tables() throws SQLException {
    copy("unit", "", "id", 1, MOST_NUMBERS);
    copy("state", "", "id", 1, MOST_NUMBERS);
    run("INSERT OR IGNORE INTO main.state (words) VALUES ('{}')");
    String known = "unit IN (SELECT id FROM main.unit) AND ";
    long rows = copy("sample", known, "at", A_MINUTE, LAST);
    copy("energy", known, "at", A_MINUTE, LAST);
    copy("counter", known, "at", A_MINUTE, LAST);
    copy("alarm", "", "since", 1_000 * A_MINUTE, 1_000 * LAST);
    Rollups rollups = new Rollups(connection);
    for (int unit : units()) {
      copy("dated", "unit = " + unit + " AND ", "at", A_MINUTE, LAST);
      for (int width : List.of(Rollups.HOUR, Rollups.FIVE_MINUTES)) {
        String which = "unit = " + unit + " AND width = " + width + " AND ";
        copy("rollup", which, "at", A_MINUTE, LAST);
      }
      rollups.anew(unit);
    }
    return rows;
  }

  private List<Integer> units() throws SQLException {
    List<Integer> units = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT id FROM main.unit")) {
      while (found.next()) {
        units.add(found.getInt(1));
      }
    }
    return units;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The columns that a table has in both files. */
  private List<String> columns(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT name FROM pragma_table_info('%1$s', 'main') INTERSECT SELECT name FROM pragma_table_info('%1$s', 'damaged')"
                    .formatted(table))) {
      while (found.next()) {
        columns.add(found.getString(1));
      }
    }
    return columns;
  }

  private long copy(String table, String which, String key, int least, long last)
      throws SQLException {
    List<String> columns = columns(table);
    if (columns.isEmpty()) {
      return 0;
    }
    // Lost words become empty ones.
    String values =
        columns.stream()
            .map(
                name ->
                    name.equals("state")
                        ? "COALESCE((SELECT id FROM main.state AS one WHERE one.id = state),"
                            + " (SELECT id FROM main.state AS one WHERE one.words = '{}'))"
                        : name)
            .collect(Collectors.joining(", "));
    String sql =
        ("INSERT OR IGNORE INTO main.%1$s (%2$s) SELECT %3$s FROM damaged.%1$s WHERE %4$s%5$s >= ?"
                + " AND %5$s < ?")
            .formatted(table, String.join(", ", columns), values, which, key);
    return halves(sql, least, last);
  }

  private long halves(String sql, int least, long last) throws SQLException {
    long copied = 0;
    failures = 0;
    Deque<long[]> ranges = new ArrayDeque<>();
    ranges.add(new long[] {FIRST, last});
    while (!ranges.isEmpty()) {
      long[] range = ranges.remove();
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setLong(1, range[0]);
        insert.setLong(2, range[1]);
        copied += insert.executeUpdate();
      } catch (SQLException e) {
        passDamage(e);
        failures++;
        long middle = (range[0] + range[1]) / 2;
        if (range[1] - range[0] > least && failures < MOST_FAILURES) {
          ranges.add(new long[] {range[0], middle});
          ranges.add(new long[] {middle, range[1]});
        }
      }
    }
    return copied;
  }
}
