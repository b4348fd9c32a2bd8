package io.sunherd.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows password guessing: after a few failures for one user from one network, each further one
 * doubles the wait for that user from that network, and for no other. Does not know which users
 * exist. Forgets entries without failures for a while. To be used on one thread.
 *
 * <p>An attempt counts as failed from its start, so that many at a time gain nothing.
 */
public final class Throttle {
  /** How many failures for one user cost no wait: people mistype. */
  static final int FREE = 5;

  /**
   * After how many attempts turned away a cached password counts no more: it could be guessed, too.
   */
  static final int MOST_TURNED_AWAY = 1_000;

  static final long LONGEST_SECONDS = 300;
  static final long MEMORY_SECONDS = 900;
  static final int MOST = 10_000;

  /** In the order of the last failure. */
  private final Map<Guesser, Failures> failures = new LinkedHashMap<>();

  private final LongSupplier nanos;

  /** The network that attempts come from, and the user they name. */
  private record Guesser(String user, String network) {}

  /**
   * The failures: how many, when the last and the one before were, and how many attempts were
   * turned away since.
   */
  private record Failures(int count, long last, long before, int turnedAway) {}

  /**
   * @param nanos the monotonic clock
   */
  public Throttle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How many seconds a user has to wait before the next attempt from there; 0 if none. */
  public long waitSeconds(String user, String address) {
    Failures known = known(guesser(user, address));
    if (known == null || known.count < FREE) {
      return 0;
    }
    int doublings = Math.min(known.count - FREE, Long.SIZE - 2);
    long pause = Math.min(1L << doublings, LONGEST_SECONDS);
    long left = TimeUnit.SECONDS.toNanos(pause) - (nanos.getAsLong() - known.last);
    return left <= 0 ? 0 : 1 + (left - 1) / TimeUnit.SECONDS.toNanos(1);
  }

  /** Counts an attempt. */
  public void attempt(String user, String address) {
    Guesser guesser = guesser(user, address);
    Failures known = known(guesser);
    long now = nanos.getAsLong();
    failures.remove(guesser);
    failures.put(
        guesser,
        known == null
            ? new Failures(1, now, now, 0)
            : new Failures(known.count + 1, now, known.last, 0));
    forget();
  }

  /** Takes one attempt back, because it succeeded; earlier failures stay. */
  public void succeeded(String user, String address) {
    Guesser guesser = guesser(user, address);
    Failures known = failures.get(guesser);
    if (known == null || known.count <= 1) {
      failures.remove(guesser);
    } else {
      failures.replace(guesser, new Failures(known.count - 1, known.before, known.before, 0));
    }
  }

  /** Counts an attempt that was turned away. */
  public void turnAway(String user, String address) {
    failures.computeIfPresent(
        guesser(user, address),
        (guesser, known) ->
            new Failures(known.count, known.last, known.before, known.turnedAway + 1));
  }

  /** Whether so many attempts were turned away that they may be guesses at a cached password. */
  public boolean isBesieged(String user, String address) {
    Failures known = failures.get(guesser(user, address));
    return known != null && known.turnedAway >= MOST_TURNED_AWAY && waitSeconds(user, address) > 0;
  }

  private static Guesser guesser(String user, String address) {
    // All names that no user can have share one entry, however long they are.
    return new Guesser(Accounts.isName(user) ? user : "", Network.of(address));
  }

  private void forget() {
    Iterator<Failures> oldest = failures.values().iterator();
    while (oldest.hasNext()) {
      if (!isPast(oldest.next()) && failures.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }

  private @Nullable Failures known(Guesser guesser) {
    Failures known = failures.get(guesser);
    return known == null || isPast(known) ? null : known;
  }

  private boolean isPast(Failures known) {
    return nanos.getAsLong() - known.last > TimeUnit.SECONDS.toNanos(MEMORY_SECONDS);
  }
}
