package io.sunherd.history;

import org.jspecify.annotations.Nullable;

/**
 * One column of the history.
 *
 * @param name its public name, the key it has in a reading
 * @param title a short English label
 * @param unit the unit of measure, or null for none
 * @param kind how its values are kept
 */
public record Column(String name, String title, @Nullable String unit, Kind kind) {

  /** How the values of a column are kept. */
  public enum Kind {
    /** When a row was made; whole seconds since the epoch. */
    TIME,
    /** A whole number. */
    WHOLE,
    /** A decimal number, kept in hundredths. */
    DECIMAL,
    /** A word, a switch or a list: anything that has no minimum, mean and maximum. */
    WORD
  }

  /** Whether it has a minimum, a mean and a maximum. */
  public boolean isNumber() {
    return kind == Kind.WHOLE || kind == Kind.DECIMAL;
  }

  /** How many of its kept steps make one. */
  int scale() {
    return kind == Kind.DECIMAL ? 100 : 1;
  }

  /** The value for a number as it is kept. */
  Number value(long kept) {
    return kind == Kind.DECIMAL ? (Number) (kept / 100.0) : (Number) kept;
  }
}
