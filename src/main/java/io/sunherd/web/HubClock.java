package io.sunherd.web;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The time of day where the hub is configured to be, which may change while it runs. */
final class HubClock extends Clock {
  private final Newest newest;

  HubClock(Newest newest) {
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
