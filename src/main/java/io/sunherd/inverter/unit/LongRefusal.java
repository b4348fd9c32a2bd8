package io.sunherd.inverter.unit;

import java.time.Duration;

/**
 * How long a unit has refused everything: after minutes, another one may be in its place, which is
 * looked for now and then, as that takes seconds of the line.
 */
public final class LongRefusal {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();

  private boolean lasts;
  private long due;

  /** It refuses everything; returns whether to look who is there. */
  public boolean isDue(long now) {
    if (lasts && now - due < 0) {
      return false;
    }
    boolean was = lasts;
    lasts = true;
    due = now + PATIENCE_NANOS;
    return was;
  }

  /** It has answered. */
  public void isOver() {
    lasts = false;
  }
}
