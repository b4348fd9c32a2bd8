package io.sunherd.history.past;

import io.sunherd.history.rows.Cursor;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryValues;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Dictionary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows: the time, the state, then the requested columns that are numbers. */
final class RowCursor implements Cursor, AutoCloseable {
  private final ResultSet rows;
  private final PreparedStatement states;
  private final Map<Integer, Map<String, Object>> known = new HashMap<>();
  private final List<HistoryColumn> columns;
  private final long[] kept;
  private final boolean hasWords;
  private Map<String, Object> words = Map.of();
  private int state = -1;
  private long at;

  RowCursor(Connection connection, ResultSet rows, List<HistoryColumn> columns)
      throws SQLException {
    this.rows = rows;
    this.columns = columns;
    this.kept = new long[columns.size()];
    this.hasWords = columns.stream().anyMatch(column -> column.kind() == HistoryColumn.Kind.WORD);
    this.states = connection.prepareStatement("SELECT words FROM state WHERE id = ?");
  }

  boolean next() throws SQLException {
    if (!rows.next()) {
      return false;
    }
    at = rows.getLong(1);
    int index = 3;
    for (int i = 0; i < kept.length; i++) {
      kept[i] =
          switch (columns.get(i).kind()) {
            case TIME -> at;
            case WORD -> 0;
            default -> rows.getInt(index++);
          };
    }
    if (hasWords) {
      int newer = rows.getInt(2);
      if (newer != state) {
        state = newer;
        words = words(newer);
      }
    }
    return true;
  }

  private Map<String, Object> words(int id) throws SQLException {
    Map<String, Object> found = known.get(id);
    if (found == null) {
      states.setInt(1, id);
      try (ResultSet one = states.executeQuery()) {
        found = one.next() ? HistoryValues.read(one.getString(1)) : Map.of();
      }
      if (known.size() >= Dictionary.MOST) {
        known.clear();
      }
      known.put(id, found);
    }
    return found;
  }

  @Override
  public HistoryColumn column(int index) {
    return columns.get(index);
  }

  @Override
  public int size() {
    return kept.length;
  }

  @Override
  public long at() {
    return at;
  }

  @Override
  public int state() {
    return state;
  }

  @Override
  public boolean isNull(int index) {
    HistoryColumn column = columns.get(index);
    return column.kind() == HistoryColumn.Kind.WORD
        ? !words.containsKey(column.name())
        : kept[index] == Row.NONE;
  }

  @Override
  public long kept(int index) {
    return isNull(index) ? 0 : kept[index];
  }

  @Override
  public @Nullable Object value(int index) {
    HistoryColumn column = columns.get(index);
    if (column.kind() == HistoryColumn.Kind.WORD) {
      return words.get(column.name());
    }
    return isNull(index) ? null : column.value(kept[index]);
  }

  @Override
  public void close() throws SQLException {
    states.close();
  }
}
