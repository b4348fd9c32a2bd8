package io.sunherd.web.live;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The time of day in the configured time zone, which may change while the hub runs. */
public final class HubClock extends Clock {
  private final Newest newest;

  /** A clock in the time zone of these newest values. */
  public HubClock(Newest newest) {
    this.newest = newest;
  }

  @Override
  public ZoneId getZone() {
    return newest.zone();
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.system(zone);
  }
}
