package io.sunherd.inverter;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing pauses between attempts to open a device: doubled each time, capped, jittered. */
final class Backoff {
  private static final long FIRST_MS = 250;

  /** A unit that comes back must be seen within seconds; an attempt is cheap. */
  private static final long LONGEST_MS = 1000;

  private static final double JITTER = 0.2;

  private final DoubleSupplier random;
  private int failures;

  /** Backs off with random numbers from 0 to 1. */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** The pause after one more failure. */
  Duration pause() {
    long pause = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures, 16));
    failures++;
    return Duration.ofMillis(Math.round(pause * (1 - JITTER * random.getAsDouble())));
  }

  void reset() {
    failures = 0;
  }
}
