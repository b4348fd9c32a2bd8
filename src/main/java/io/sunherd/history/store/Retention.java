package io.sunherd.history.store;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long what is kept; null is for ever.
 *
 * @param raw rows
 * @param fiveMinutes roll-ups of five minutes
 * @param hours roll-ups of an hour
 * @param zone for whose hours and days the inverters' own counters are kept
 */
public record Retention(
    @Nullable Duration raw, @Nullable Duration fiveMinutes, @Nullable Duration hours, ZoneId zone) {

  /** With the days of Greenwich. */
  public Retention(
      @Nullable Duration raw, @Nullable Duration fiveMinutes, @Nullable Duration hours) {
    this(raw, fiveMinutes, hours, ZoneOffset.UTC);
  }
}
