package io.sunherd.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing: after a few failures each further one makes its address wait twice as long.
 * Forgets an address that was quiet for a while. To be used on one thread.
 *
 * <p>An attempt counts as failed from its start, so that many at a time gain nothing.
 */
public final class Throttle {
  /** Failures that cost nothing: people mistype. */
  static final int FREE = 5;

  static final long LONGEST_SECONDS = 300;
  static final long MEMORY_SECONDS = 900;
  static final int MOST_ADDRESSES = 10_000;

  /** In the order of the last failure. */
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  private final LongSupplier nanos;

  /** What one address did wrong: how often, when last, and when last before that. */
  private record Failures(int count, long last, long before) {}

  /**
   * @param nanos the monotonic clock
   */
  public Throttle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How many seconds an address has to wait before its next attempt; 0 if it need not. */
  public long waitSeconds(String address) {
    Failures known = known(Network.of(address));
    if (known == null || known.count < FREE) {
      return 0;
    }
    int doublings = Math.min(known.count - FREE, Long.SIZE - 2);
    long pause = Math.min(1L << doublings, LONGEST_SECONDS);
    long left = TimeUnit.SECONDS.toNanos(pause) - (nanos.getAsLong() - known.last);
    return left <= 0 ? 0 : 1 + (left - 1) / TimeUnit.SECONDS.toNanos(1);
  }

  /** Counts an attempt of an address. */
  public void attempt(String address) {
    String network = Network.of(address);
    Failures known = known(network);
    long now = nanos.getAsLong();
    failures.remove(network);
    failures.put(
        network,
        known == null ? new Failures(1, now, now) : new Failures(known.count + 1, now, known.last));
    forget();
  }

  /** Takes one attempt back, because it succeeded; earlier failures stay. */
  public void succeeded(String address) {
    String network = Network.of(address);
    Failures known = failures.get(network);
    if (known == null || known.count <= 1) {
      failures.remove(network);
    } else {
      failures.replace(network, new Failures(known.count - 1, known.before, known.before));
    }
  }

  private void forget() {
    Iterator<Failures> oldest = failures.values().iterator();
    while (oldest.hasNext()) {
      if (!isPast(oldest.next()) && failures.size() <= MOST_ADDRESSES) {
        return;
      }
      oldest.remove();
    }
  }

  private @Nullable Failures known(String network) {
    Failures known = failures.get(network);
    return known == null || isPast(known) ? null : known;
  }

  private boolean isPast(Failures known) {
    return nanos.getAsLong() - known.last > TimeUnit.SECONDS.toNanos(MEMORY_SECONDS);
  }
}
