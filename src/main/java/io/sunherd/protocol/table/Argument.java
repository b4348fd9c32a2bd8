package io.sunherd.protocol.table;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The argument of an inquiry, after its code.
 *
 * @param title a label, for people
 * @param form its spelling
 * @param example a valid argument, for help texts
 * @param usual the default, or null where the argument is required
 * @param span the span of time that it names, if that is to be asked about once it is over; else
 *     null
 */
public record Argument(
    String title, Pattern form, String example, @Nullable String usual, @Nullable ChronoUnit span) {

  /** A required argument. */
  public static Argument of(String title, String form, String example) {
    return new Argument(title, Pattern.compile(form), example, null, null);
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

  /** The same argument with a default. */
  public Argument usually(String value) {
    return new Argument(title, form, example, value, span);
  }

  /** The same argument, a date; each such span of time is asked about once it is over. */
  public Argument onceOver(ChronoUnit what) {
    return new Argument(title, form, example, usual, what);
  }

  /** The span before the one of a day, where it is to be asked about. */
  public Optional<String> before(LocalDate day) {
    return span == null
        ? Optional.empty()
        : Optional.of(
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)
                .format(day.minus(1, span))
                .substring(0, example.length()));
  }
}
