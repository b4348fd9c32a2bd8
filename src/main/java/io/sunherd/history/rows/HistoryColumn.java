package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * One column of the history.
 *
 * @param name its public name, the key it has in a reading
 * @param title a short English label
 * @param unit the unit of measure, or null for none
 * @param kind how its values are kept
 */
public record HistoryColumn(String name, String title, @Nullable String unit, Kind kind) {

  /** How the values of a column are kept. */
  public enum Kind {
    /** When a row was made; whole seconds since the epoch. */
    TIME,
    /** A whole number. */
    WHOLE,
    /** A decimal number, kept in hundredths. */
    DECIMAL,
    /**
     * A number that is whole as long as the unit sends whole ones: kept whole under its own name,
     * and in hundredths under that of {@link HistoryColumns#FINER}, which older rows may lack.
     */
    AS_SENT,
    /** A word, a switch or a list: anything that has no minimum, mean and maximum. */
    WORD
  }

  /** Whether it has a minimum, a mean and a maximum. */
  public boolean isNumber() {
    return kind == Kind.WHOLE || kind == Kind.DECIMAL || kind == Kind.AS_SENT;
  }

  /** How many of the steps it is read in make one. */
  public int scale() {
    return kind == Kind.DECIMAL || kind == Kind.AS_SENT ? 100 : 1;
  }

  /** How many of the steps it is written in make one. */
  public int written() {
    return kind == Kind.DECIMAL ? 100 : 1;
  }

  /** The value for a number as it was read. */
  public Number value(long read) {
    boolean whole = kind != Kind.DECIMAL && read % scale() == 0;
    return whole ? (Number) (read / scale()) : (Number) (read / 100.0);
  }

  /**
   * Its number in SQL.
   *
   * @param part what follows its name in a roll-up ({@code _min}); nothing in a row
   */
  public String sql(String part) {
    return kind == Kind.AS_SENT
        ? "COALESCE(" + HistoryColumns.FINER + part + ", " + scale() + " * " + name + part + ")"
        : name + part;
  }

  /** In SQL, of how many rows a roll-up of it is made. */
  public String count() {
    String own = "COALESCE(" + name + "_n, n)";
    return kind == Kind.AS_SENT
        ? "CASE WHEN %1$s_min IS NULL THEN %2$s ELSE COALESCE(%1$s_n, n) END"
            .formatted(HistoryColumns.FINER, own)
        : own;
  }
}
