package io.sunherd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it. */
public final class HandClock extends Clock {
  private final AtomicReference<Instant> now;

  /** Stands at a time. */
  public HandClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /** Moves it; back, too. */
  public void forward(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.ofHours(1);
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Tests stay in one zone.");
  }
}
