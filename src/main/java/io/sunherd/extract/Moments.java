package io.sunherd.extract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the two ends of a range of time, both inclusive, to epoch seconds. A time without zone is
 * local. Where the clocks go back, a time that occurs twice is the first for a beginning and the
 * second for an end; one that is skipped in spring is the moment of the change.
 */
public final class Moments {
  private static final String FORMS =
      "write YYYYMMDD, YYYYMMDDHH, YYYYMMDDHHMM or YYYYMMDDHHMMSS, or ISO 8601 such as"
          + " 2017-10-31, 2017-10-31T08:00 or 2017-10-31T08:00:00Z";
  private static final Pattern DIGITS =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)?(\\d\\d)?(\\d\\d)?", Pattern.DOTALL);

  /** A plus sign in a query that was not encoded has become a space. */
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)"
              + "(Z|[-+ ]\\d\\d(?::?\\d\\d)?)?)?");

  private static final int LONGEST_QUOTE = 40;

  private Moments() {}

  /**
   * The first second that is in a range.
   *
   * @throws IllegalArgumentException with a sentence, where it is no time
   */
  public static long from(String text, ZoneId zone) {
    return read(text, zone, false);
  }

  /**
   * The last second that is in a range. An ISO date alone is that whole day; missing digits are
   * zeros, as in godenerg.
   *
   * @throws IllegalArgumentException with a sentence, where it is no time
   */
  public static long to(String text, ZoneId zone) {
    return read(text, zone, true);
  }

  private static long read(String text, ZoneId zone, boolean end) {
    Matcher digits = DIGITS.matcher(text);
    Matcher iso = ISO.matcher(text);
    try {
      if (digits.matches()) {
        return local(digits(digits), zone, end);
      }
      if (iso.matches()) {
        return iso(iso, zone, end);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(quote(text) + " is no date that there is; " + FORMS + ".");
    }
    throw new IllegalArgumentException(quote(text) + " is no date; " + FORMS + ".");
  }

  private static LocalDateTime digits(Matcher found) {
    int[] part = new int[6];
    for (int i = 0; i < part.length; i++) {
      String text = found.group(i + 1);
      part[i] = text == null ? 0 : Integer.parseInt(text);
    }
    return LocalDateTime.of(part[0], part[1], part[2], part[3], part[4], part[5]);
  }

  private static long iso(Matcher found, ZoneId zone, boolean end) {
    LocalDate day = LocalDate.parse(found.group(1));
    String time = found.group(2);
    if (time == null) {
      LocalDateTime midnight = day.atStartOfDay();
      return end ? local(midnight.plusDays(1), zone, false) - 1 : local(midnight, zone, false);
    }
    LocalDateTime at = day.atTime(LocalTime.parse(time.replace(',', '.')));
    String offset = found.group(3);
    return offset == null
        ? local(at, zone, end)
        : seconds(at.toInstant(ZoneOffset.of(offset.replace(' ', '+'))), end);
  }

  private static long local(LocalDateTime at, ZoneId zone, boolean end) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(at);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition leap = zone.getRules().getTransition(at);
      return leap.toEpochSecond() - (end ? 1 : 0);
    }
    return seconds(at.toInstant(offsets.get(end ? offsets.size() - 1 : 0)), end);
  }

  /**
   * Epoch seconds of a time with a fraction: rounded so that the range holds only whole seconds
   * within it.
   */
  private static long seconds(Instant at, boolean end) {
    return at.getEpochSecond() + (end || at.getNano() == 0 ? 0 : 1);
  }

  /** A time in ISO 8601: local, with its offset. */
  public static String iso(long epochSecond, ZoneId zone) {
    return OffsetDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), zone)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static String quote(String text) {
    return "\""
        + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...")
        + "\"";
  }
}
