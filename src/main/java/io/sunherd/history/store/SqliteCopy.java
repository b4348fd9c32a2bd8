package io.sunherd.history.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * A copy of a SQLite file as it is at one moment, made while others write to it: they do not wait.
 */
public final class SqliteCopy {
  private static final String BUSY = "PRAGMA busy_timeout = 10000";

  private SqliteCopy() {}

  /**
   * Copies a database.
   *
   * @param from the file, which is there
   * @param to an empty file
   */
  public static void copy(Path from, Path to) throws StoreException {
    if (!Files.exists(from)) {
      throw new StoreException("There is no history at " + from + ".");
    }
    try (Connection connection = open(from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    } catch (SQLException e) {
      throw new StoreException("The history cannot be copied", e);
    }
    requireWhole(to);
  }

  /** Fails where a file is no database, or a damaged one. */
  public static void requireWhole(Path file) throws StoreException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet told = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!told.next() || !told.getString(1).equals("ok")) {
        throw new StoreException("The history is damaged: PRAGMA quick_check tells more.");
      }
    } catch (SQLException e) {
      throw new StoreException("The history is damaged", e);
    }
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE); // what is not there is not made
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    try (Statement statement = connection.createStatement()) {
      statement.execute(BUSY);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}
