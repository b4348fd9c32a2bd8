package io.sunherd.history.store;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long data is kept; null is for ever.
 *
 * @param raw rows
 * @param fiveMinutes roll-ups of five minutes
 * @param hours roll-ups of an hour
 * @param zone the zone for whose hours and days the inverters' own counters are kept
 */
public record Retention(
    @Nullable Duration raw, @Nullable Duration fiveMinutes, @Nullable Duration hours, ZoneId zone) {

  /** A retention with days in UTC. */
  public Retention(
      @Nullable Duration raw, @Nullable Duration fiveMinutes, @Nullable Duration hours) {
    this(raw, fiveMinutes, hours, ZoneOffset.UTC);
  }
}
