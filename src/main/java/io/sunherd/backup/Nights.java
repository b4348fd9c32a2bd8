package io.sunherd.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a hub is kept: once a night, at a time at which little happens.
 *
 * @param zone whose nights they are
 */
record Nights(ZoneId zone) {
  private static final LocalTime TIME = LocalTime.of(3, 30);

  /** The last time that was due. A night without that time has the next one there is. */
  Instant last(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant due = on(today);
    return due.isAfter(now) ? on(today.minusDays(1)) : due;
  }

  private Instant on(LocalDate day) {
    return day.atTime(TIME).atZone(zone).toInstant();
  }
}
