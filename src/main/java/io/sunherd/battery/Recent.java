package io.sunherd.battery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The mean current and power of a battery in the last quarter of an hour. For one thread. */
final class Recent {
  private static final long LENGTH_MS = 15 * 60_000;

  /** Samples closer together than this say nothing new. */
  private static final long APART_MS = 900;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private double amps;
  private double watts;

  private record Sample(long atMs, double amps, double watts) {}

  /** Takes the current and the power of this moment, plus is charging. */
  void add(long nowMs, @Nullable Double ampsNow, @Nullable Double wattsNow) {
    forget(nowMs);
    Sample last = samples.peekLast();
    if (ampsNow != null && wattsNow != null && (last == null || nowMs - last.atMs >= APART_MS)) {
      samples.addLast(new Sample(nowMs, ampsNow, wattsNow));
      amps += ampsNow;
      watts += wattsNow;
    }
  }

  private void forget(long nowMs) {
    Sample first = samples.peekFirst();
    while (first != null && nowMs - first.atMs > LENGTH_MS) {
      samples.removeFirst();
      amps -= first.amps;
      watts -= first.watts;
      first = samples.peekFirst();
    }
  }

  /** The mean current; NaN where nothing is known. */
  double amps() {
    return samples.isEmpty() ? Double.NaN : amps / samples.size();
  }

  /** The mean power; NaN where nothing is known. */
  double watts() {
    return samples.isEmpty() ? Double.NaN : watts / samples.size();
  }
}
