package io.sunherd.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the energy books are added up by. */
public enum Period {
  HOUR,
  DAY,
  MONTH,
  YEAR;

  /** More than a year of hours is not asked for at once. */
  static final int MOST = 10_000;

  /**
   * When the periods of a time zone begin that a time touches, and when the last one ends: one more
   * than there are. A day that has 23 or 25 hours is a day.
   *
   * @param from the first second, epoch seconds
   * @param to the last second, epoch seconds
   * @throws IllegalArgumentException where they are too many
   */
  List<Long> bounds(long from, long to, ZoneId zone) {
    List<Long> bounds = new ArrayList<>();
    ZonedDateTime start = start(Instant.ofEpochSecond(from).atZone(zone));
    bounds.add(start.toEpochSecond());
    while (bounds.get(bounds.size() - 1) <= to) {
      if (bounds.size() > MOST) {
        throw new IllegalArgumentException(
            "More than " + MOST + " periods are asked for: ask for less or for longer ones.");
      }
      start = next(start);
      bounds.add(start.toEpochSecond());
    }
    return bounds;
  }

  private ZonedDateTime start(ZonedDateTime time) {
    return switch (this) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> time.toLocalDate().atStartOfDay(time.getZone());
      case MONTH -> time.toLocalDate().withDayOfMonth(1).atStartOfDay(time.getZone());
      case YEAR -> time.toLocalDate().withDayOfYear(1).atStartOfDay(time.getZone());
    };
  }

  private ZonedDateTime next(ZonedDateTime start) {
    ZoneId zone = start.getZone();
    return switch (this) {
      case HOUR -> start.plusHours(1);
      case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(zone);
      case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(zone);
      case YEAR -> start.toLocalDate().plusYears(1).atStartOfDay(zone);
    };
  }
}
