package io.sunherd.history.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What differs between the databases; all else is the same SQL. */
public interface Engine {

  /** The engine of a URL. */
  static Engine of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgresEngine() : new SqliteEngine();
  }

  /** A new connection; one that is not to write cannot. */
  Connection connect(String url, boolean write) throws SQLException;

  /** What the words of the migrations that differ stand for. */
  Map<String, String> placeholders();

  /** The folders of its migrations. */
  List<String> migrations();
}
