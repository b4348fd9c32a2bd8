package io.sunherd.protocol.table;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an inquiry takes after its code.
 *
 * @param title what it is, for people
 * @param form its spelling
 * @param example one that can be shown
 * @param usual what is meant where nothing is said, or null where something must be said
 */
public record Argument(String title, Pattern form, String example, @Nullable String usual) {

  /** An argument that must be said. */
  public static Argument of(String title, String form, String example) {
    return new Argument(title, Pattern.compile(form), example, null);
  }

  /** A year. */
  public static Argument year() {
    return of("year, YYYY", "\\d{4}", "2026");
  }

  /** A month of a year. */
  public static Argument month() {
    return of("month, YYYYMM", "\\d{6}", "202611");
  }

  /** A day. */
  public static Argument day() {
    return of("day, YYYYMMDD", "\\d{8}", "20261124");
  }

  /** An hour of a day. */
  public static Argument hour() {
    return of("hour, YYYYMMDDHH", "\\d{10}", "2026112412");
  }

  /** The same argument; that is meant where nothing is said. */
  public Argument usually(String value) {
    return new Argument(title, form, example, value);
  }
}
