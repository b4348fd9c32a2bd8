package io.sunherd.mqtt.broker;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: short enough for all to be right again within 8 seconds
 * of the broker's return, an attempt that ends in silence included.
 */
final class Pauses {
  private static final List<Long> UNREACHED_MS = List.of(200L, 500L, 1_000L, 2_000L, 2_500L);
  private static final List<Long> REFUSED_MS = List.of(1_000L, 2_000L, 4_000L, 5_000L);
  private static final double SPREAD = 0.2;

  private final DoubleSupplier random;
  private int failures;

  /**
   * @param random from 0 to 1, so that the hubs of one broker do not come back all at once
   */
  Pauses(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * An attempt has failed, or a connection was short.
   *
   * @param isRefused whether the broker was there and refused
   * @return how long to wait, milliseconds
   */
  long failed(boolean isRefused) {
    List<Long> steps = isRefused ? REFUSED_MS : UNREACHED_MS;
    long step = steps.get(Math.min(failures, steps.size() - 1));
    failures++;
    return Math.max(1, Math.round(step * (1 - SPREAD * random.getAsDouble())));
  }

  /** A connection has lasted. */
  void reset() {
    failures = 0;
  }
}
