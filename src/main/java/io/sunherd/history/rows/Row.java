package io.sunherd.history.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source was like at one time, in as little room as it is kept in: a day of them may have
 * to wait for a database that is gone.
 */
public final class Row {
  /** In place of a number that there is not. */
  public static final int NONE = Integer.MIN_VALUE + 1;

  private final RowSource source;
  private final long at;
  private final String words;
  private final int[] numbers;

  /**
   * A row.
   *
   * @param source what it is of
   * @param at epoch seconds; a second row of the same time takes the place of the first
   * @param values by name of the column; what is no column is not kept, what is absent is null
   */
  public Row(RowSource source, long at, Map<String, ? extends @Nullable Object> values) {
    this.source = source;
    this.at = at;
    this.words = HistoryValues.words(values).intern();
    this.numbers =
        HistoryColumns.NUMBERS.stream()
            .mapToInt(column -> HistoryValues.kept(column, values.get(column.name())))
            .toArray();
  }

  private Row(RowSource source, long at, Row same) {
    this.source = source;
    this.at = at;
    this.words = same.words;
    this.numbers = same.numbers;
  }

  /** The same, so many seconds later. */
  public Row moved(long seconds) {
    return seconds == 0 ? this : new Row(source, at + seconds, this);
  }

  /** What it is of. */
  public RowSource source() {
    return source;
  }

  /** When it was, epoch seconds. */
  public long at() {
    return at;
  }

  /** The words, as JSON. */
  public String words() {
    return words;
  }

  /** A number by its place in {@link HistoryColumns#NUMBERS}, as it is kept, or {@link #NONE}. */
  public int number(int index) {
    return numbers[index];
  }
}
