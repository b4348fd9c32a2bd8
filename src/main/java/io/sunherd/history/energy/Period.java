package io.sunherd.history.energy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/** The periods by which energy is added up. */
public enum Period {
  HOUR,
  DAY,
  MONTH,
  YEAR;

  /** The most periods in one query: more than a year of hours. */
  static final int MOST = 10_000;

  /**
   * The beginnings of all periods of a time zone that a range of time touches, then the end of the
   * last one. A day may have 23 or 25 hours; an hour within which the clocks change ends at the
   * change.
   *
   * @param from the first second, epoch seconds
   * @param to the last second, epoch seconds
   * @throws IllegalArgumentException where they are too many
   */
  public List<Long> bounds(long from, long to, ZoneId zone) {
    List<Long> bounds = new ArrayList<>();
    Instant start = start(Instant.ofEpochSecond(from), zone);
    bounds.add(start.getEpochSecond());
    while (start.getEpochSecond() <= to) {
      if (bounds.size() > MOST) {
        throw new IllegalArgumentException(
            "More than " + MOST + " periods are asked for: ask for less or for longer ones.");
      }
      start = next(start, zone);
      bounds.add(start.getEpochSecond());
    }
    return bounds;
  }

  private Instant start(Instant time, ZoneId zone) {
    if (this != HOUR) {
      return first(time.atZone(zone).toLocalDate()).atStartOfDay(zone).toInstant();
    }
    Instant hour = hour(time, zone);
    ZoneOffsetTransition moved = zone.getRules().previousTransition(time.plusNanos(1));
    return moved != null && moved.getInstant().isAfter(hour) ? moved.getInstant() : hour;
  }

  private Instant next(Instant start, ZoneId zone) {
    if (this == HOUR) {
      Instant usual = hour(start, zone).plus(1, ChronoUnit.HOURS);
      ZoneOffsetTransition moved = zone.getRules().nextTransition(start);
      return moved != null && moved.getInstant().isBefore(usual) ? moved.getInstant() : usual;
    }
    LocalDate day = first(start.atZone(zone).toLocalDate());
    Instant next = start;
    while (!next.isAfter(start)) { // a day that the zone skipped is no period
      day = following(day);
      next = day.atStartOfDay(zone).toInstant();
    }
    return next;
  }

  /** The beginning of the hour of a time, by local time. */
  private static Instant hour(Instant time, ZoneId zone) {
    return time.atOffset(zone.getRules().getOffset(time)).truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  /** The first day of the period of a day. */
  private LocalDate first(LocalDate day) {
    return switch (this) {
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
      default -> day;
    };
  }

  private LocalDate following(LocalDate first) {
    return switch (this) {
      case MONTH -> first.plusMonths(1);
      case YEAR -> first.plusYears(1);
      default -> first.plusDays(1);
    };
  }
}
