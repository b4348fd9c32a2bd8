package io.sunherd.graph;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The labels of a time axis: round local times, also across a change of the clocks. */
final class TimeAxis {
  private static final int MOST = 12;
  private static final List<Duration> OF_A_DAY =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6));
  private static final List<Integer> DAYS = List.of(1, 2, 7, 14);
  private static final List<Integer> MONTHS = List.of(1, 3, 6);

  private TimeAxis() {}

  /**
   * A label.
   *
   * @param at epoch seconds
   */
  record Mark(long at, String text) {}

  static List<Mark> marks(long from, long to, ZoneId zone) {
    long span = Math.max(1, to - from);
    ZonedDateTime start = Instant.ofEpochSecond(from).atZone(zone);
    for (Duration step : OF_A_DAY) {
      if (span / step.toSeconds() <= MOST) {
        String pattern =
            step.toSeconds() < 60 ? "HH:mm:ss" : span > 86_400 ? "d MMM HH:mm" : "HH:mm";
        return marks(begin(start, step), step, from, to, pattern);
      }
    }
    ZonedDateTime midnight = start.truncatedTo(ChronoUnit.DAYS);
    for (int days : DAYS) {
      if (span / 86_400 / days <= MOST) {
        return marks(midnight, Period.ofDays(days), from, to, "d MMM");
      }
    }
    ZonedDateTime month = midnight.withDayOfMonth(1);
    for (int months : MONTHS) {
      if (span / 86_400 / 30 / months <= MOST) {
        return marks(month, Period.ofMonths(months), from, to, "MMM yyyy");
      }
    }
    int years = (int) Math.max(1, span / 86_400 / 365 / MOST + 1);
    return marks(month.withMonth(1), Period.ofYears(years), from, to, "yyyy");
  }

  private static ZonedDateTime begin(ZonedDateTime start, Duration step) {
    LocalDate day = start.toLocalDate();
    long seconds = start.toLocalTime().toSecondOfDay() / step.toSeconds() * step.toSeconds();
    return day.atStartOfDay().plusSeconds(seconds).atZone(start.getZone());
  }

  private static List<Mark> marks(
      ZonedDateTime begin, TemporalAmount step, long from, long to, String pattern) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    List<Mark> marks = new ArrayList<>();
    LocalDateTime local = begin.toLocalDateTime();
    long last = Long.MIN_VALUE;
    for (long at = from; at <= to; local = local.plus(step)) {
      ZonedDateTime next = local.atZone(begin.getZone());
      at = next.toEpochSecond();
      // An hour that is skipped in spring gets no label; a day that has no midnight gets one.
      boolean isThere = step instanceof Period || next.toLocalDateTime().equals(local);
      if (at >= from && at <= to && at > last && isThere) {
        marks.add(new Mark(at, next.format(form)));
        last = at;
      }
    }
    return marks;
  }
}
