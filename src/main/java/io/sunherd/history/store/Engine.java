package io.sunherd.history.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What differs between the databases; all other SQL is the same. */
public interface Engine {

  /** The engine of a URL. */
  static Engine of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgresEngine() : new SqliteEngine();
  }

  /** A new connection; read-only where {@code write} is false. */
  Connection connect(String url, boolean write) throws SQLException;

  /** The replacements for the placeholders in the migrations. */
  Map<String, String> placeholders();

  /** The folders of its migrations. */
  List<String> migrations();
}
