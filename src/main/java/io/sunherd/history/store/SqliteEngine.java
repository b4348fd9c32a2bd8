package io.sunherd.history.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A SQLite file. Its rows are ordered by time, so that one row of each of nine inverters is one
 * page to write. The write-ahead log is merged seldom and synced only then, which is gentle on SD
 * cards. A power cut may cost the newest rows, never the file.
 */
final class SqliteEngine implements Engine {
  /**
   * Waits ten seconds for another program that writes; 4 MB of cache; 4 MB of log before it is
   * merged.
   */
  private static final List<String> ALWAYS = List.of("busy_timeout = 10000", "cache_size = -4000");

  private static final List<String> WRITING =
      List.of(
          "journal_mode = WAL",
          "synchronous = NORMAL",
          "wal_autocheckpoint = 1000",
          "journal_size_limit = 8388608");

  @Override
  public Connection connect(String url, boolean write) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(write ? TransactionMode.IMMEDIATE : TransactionMode.DEFERRED);
    if (!write) {
      config.resetOpenMode(SQLiteOpenMode.CREATE); // a reader must not create an empty file
    }
    Connection connection = DriverManager.getConnection(url, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      for (String pragma : ALWAYS) {
        statement.execute("PRAGMA " + pragma);
      }
      for (String pragma : write ? WRITING : List.of("query_only = ON")) {
        statement.execute("PRAGMA " + pragma);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "identity", "INTEGER PRIMARY KEY",
        "ending", "WITHOUT ROWID",
        "time_key", "at, unit");
  }

  @Override
  public List<String> migrations() {
    return List.of("common");
  }
}
