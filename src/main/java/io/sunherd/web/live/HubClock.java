package io.sunherd.web.live;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The time of day where the hub is configured to be, which may change while it runs. */
public final class HubClock extends Clock {
  private final Newest newest;

  /** The clock in the time zone that is known here. */
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
