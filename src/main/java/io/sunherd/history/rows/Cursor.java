package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * The row a question stands at. The same object goes on to the next row, so whoever wants to keep
 * something of it copies it.
 */
public interface Cursor {
  /** The columns, in the order asked for. */
  HistoryColumn column(int index);

  /** How many columns there are. */
  int size();

  /** When the row was made, epoch seconds; told whether it was asked for or not. */
  long at();

  /** As long as this stays the same, every value that is no number does, too. */
  int state();

  /** Whether there is no value. */
  boolean isNull(int index);

  /**
   * The number as it is kept: the time and whole numbers as they are, decimals in hundredths; 0
   * where there is none. The quick way for who writes digits.
   */
  long kept(int index);

  /** The value as the reading had it (Long, Double, String, Boolean, List), or null. */
  @Nullable Object value(int index);
}
