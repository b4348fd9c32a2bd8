package io.sunherd.history.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one source at one time, in as little memory as possible: a day of rows may have to
 * wait for a database.
 */
public final class Row {
  /** Stands for a missing number. */
  public static final int NONE = Integer.MIN_VALUE + 1;

  private final RowSource source;
  private final long at;
  private final String words;
  private final int[] numbers;

  /**
   * A row.
   *
   * @param source the inverter, or the system
   * @param at epoch seconds; a second row of the same time replaces the first
   * @param values by name of the column; others are not stored, absent ones are null
   */
  public Row(RowSource source, long at, Map<String, ? extends @Nullable Object> values) {
    this.source = source;
    this.at = at;
    this.words = HistoryValues.words(values).intern();
    this.numbers =
        HistoryColumns.NUMBERS.stream()
            .mapToInt(column -> HistoryValues.kept(column, values))
            .toArray();
  }

  /**
   * A row as it was stored.
   *
   * @param words as {@link #words()} tells them
   * @param numbers in the order of {@link HistoryColumns#NUMBERS}; {@link #NONE} for a missing one
   */
  public Row(RowSource source, long at, String words, int[] numbers) {
    this.source = source;
    this.at = at;
    this.words = words.intern();
    this.numbers = numbers.clone();
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

  /** Its source. */
  public RowSource source() {
    return source;
  }

  /** Its time, epoch seconds. */
  public long at() {
    return at;
  }

  /** The words, as JSON. */
  public String words() {
    return words;
  }

  /** The values by name of the column; those that are missing are absent. */
  public Map<String, Object> values() {
    Map<String, Object> values = HistoryValues.read(words);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != NONE) {
        HistoryColumn column = HistoryColumns.NUMBERS.get(i);
        values.put(column.name(), HistoryValues.value(column, numbers[i]));
      }
    }
    return values;
  }

  /** A number by its place in {@link HistoryColumns#NUMBERS}, as it is stored, or {@link #NONE}. */
  public int number(int index) {
    return numbers[index];
  }
}
