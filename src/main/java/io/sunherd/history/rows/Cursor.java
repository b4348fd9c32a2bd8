package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * The current row of a query. The same object moves on to the next row, so a caller copies what it
 * wants to keep.
 */
public interface Cursor {
  /** A column by its place in the request. */
  HistoryColumn column(int index);

  /** How many columns there are. */
  int size();

  /** When the row was made, epoch seconds; always set, requested or not. */
  long at();

  /**
   * The number of the row's state: while it stays the same, so does every value that is no number.
   */
  int state();

  /** Whether there is no value. */
  boolean isNull(int index);

  /**
   * The number as it is stored: the time and whole numbers as they are, decimals in hundredths; 0
   * where there is none. Faster than the value for writing digits.
   */
  long kept(int index);

  /** The value as the reading had it (Long, Double, String, Boolean, List), or null. */
  @Nullable Object value(int index);
}
