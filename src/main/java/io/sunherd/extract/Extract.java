package io.sunherd.extract;

import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for rows or intervals of the history.
 *
 * @param from the first second, epoch seconds
 * @param to the last second, epoch seconds
 * @param columns in the order they are to be written
 * @param points into how many intervals the time is to be divided; 0 for rows as they are
 */
public record Extract(long from, long to, List<HistoryColumn> columns, int points) {
  /** More intervals than any screen has pixels. */
  public static final int MOST_POINTS = 5_000;

  private static final int MOST_COLUMNS = 100;
  private static final int LONGEST_QUOTE = 40;

  public Extract {
    columns = List.copyOf(columns);
    if (from > to) {
      throw new IllegalArgumentException("from is later than to; write the earlier time first.");
    }
    if (points < 0 || points > MOST_POINTS) {
      throw new IllegalArgumentException("points is a number from 1 to " + MOST_POINTS + ".");
    }
  }

  /**
   * The columns of these names, or all that there are.
   *
   * @param names as the user wrote them; none for all
   * @param intervals whether they are to have a minimum, a mean and a maximum
   * @throws IllegalArgumentException with a sentence that names those known
   */
  public static List<HistoryColumn> columns(List<String> names, boolean intervals) {
    if (names.isEmpty()) {
      return HistoryColumns.ALL.stream()
          .filter(
              column -> !intervals || column.isNumber() || column.equals(HistoryColumns.DATETIME))
          .toList();
    }
    if (names.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException("Ask for at most " + MOST_COLUMNS + " columns.");
    }
    List<HistoryColumn> columns = new ArrayList<>();
    for (String name : names) {
      HistoryColumn column = HistoryColumns.find(name).orElseThrow(() -> unknown(name));
      if (intervals && !column.isNumber() && !column.equals(HistoryColumns.DATETIME)) {
        throw new IllegalArgumentException(
            name + " is no number: it has no minimum, mean and maximum.");
      }
      columns.add(column);
    }
    return columns;
  }

  private static IllegalArgumentException unknown(String name) {
    String quote = name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE) + "...";
    return new IllegalArgumentException(
        "\""
            + quote
            + "\" is no column; known are "
            + String.join(", ", HistoryColumns.names())
            + ".");
  }
}
