package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * One column of the history.
 *
 * @param name its public name, the key it has in a reading
 * @param title a short English label
 * @param unit the unit of measure, or null for none
 * @param kind how its values are stored
 */
public record HistoryColumn(String name, String title, @Nullable String unit, Kind kind) {

  /** How the values of a column are stored. */
  public enum Kind {
    /** When a row was made; whole seconds since the epoch. */
    TIME,
    /** A whole number. */
    WHOLE,
    /** A decimal number, stored in hundredths. */
    DECIMAL,
    /**
     * A number that is whole as long as the unit sends whole ones: stored whole under its own name,
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

  /** The steps per unit of a number as it is read: 100 for hundredths. */
  public int scale() {
    return kind == Kind.DECIMAL || kind == Kind.AS_SENT ? 100 : 1;
  }

  /** The steps per unit of a number as it is written: 100 for hundredths. */
  public int written() {
    return kind == Kind.DECIMAL ? 100 : 1;
  }

  /** The value for a number as it was read. */
  public Number value(long read) {
    boolean whole = kind != Kind.DECIMAL && read % scale() == 0;
    return whole ? (Number) (read / scale()) : (Number) (read / 100.0);
  }

  /**
   * The SQL expression of its number.
   *
   * @param part the suffix of its name in a roll-up ({@code _min}); empty in a row
   */
  public String sql(String part) {
    return kind == Kind.AS_SENT
        ? "COALESCE(" + HistoryColumns.FINER + part + ", " + scale() + " * " + name + part + ")"
        : name + part;
  }

  /** The SQL expression for the number of rows in a roll-up of it. */
  public String count() {
    String own = "COALESCE(" + name + "_n, n)";
    return kind == Kind.AS_SENT
        ? "CASE WHEN %1$s_min IS NULL THEN %2$s ELSE COALESCE(%1$s_n, n) END"
            .formatted(HistoryColumns.FINER, own)
        : own;
  }
}
