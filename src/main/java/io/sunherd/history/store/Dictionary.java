package io.sunherd.history.store;

import io.sunherd.history.rows.RowSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The numbers by which rows name their source and their words. */
public final class Dictionary {
  /** Far more combinations of words than a herd has; a broken unit must not fill the memory. */
  public static final int MOST = 10_000;

  private final Connection connection;
  private final Map<RowSource, Integer> units = new HashMap<>();
  private final Map<String, Integer> states = new HashMap<>();

  Dictionary(Connection connection) {
    this.connection = connection;
  }

  void forget() {
    units.clear();
    states.clear();
  }

  /** The number of a source; a new source gets the next one. */
  int unit(RowSource source) throws SQLException {
    Integer known = units.get(source);
    if (known == null) {
      known =
          number(
              "SELECT id FROM unit WHERE hub = ? AND serial = ? AND name = ?",
              "INSERT INTO unit (hub, serial, name) VALUES (?, ?, ?)",
              source.hub(),
              source.serial(),
              source.inverter());
      units.put(source, known);
    }
    return known;
  }

  /** The number of a combination of words; a new one gets the next number. */
  int state(String words) throws SQLException {
    Integer known = states.get(words);
    if (known == null) {
      if (states.size() >= MOST) {
        states.clear();
      }
      known =
          number(
              "SELECT id FROM state WHERE words = ?",
              "INSERT INTO state (words) VALUES (?)",
              words);
      states.put(words, known);
    }
    return known;
  }

  private int number(String select, String insert, String... key) throws SQLException {
    int found = find(select, key);
    if (found == 0) {
      try (PreparedStatement statement =
          connection.prepareStatement(insert + " ON CONFLICT DO NOTHING")) {
        bind(statement, key);
        statement.executeUpdate();
      }
      found = find(select, key);
    }
    return found;
  }

  private int find(String select, String... key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      bind(statement, key);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? found.getInt(1) : 0;
      }
    }
  }

  private static void bind(PreparedStatement statement, String... key) throws SQLException {
    for (int i = 0; i < key.length; i++) {
      statement.setString(i + 1, key[i]);
    }
  }
}
