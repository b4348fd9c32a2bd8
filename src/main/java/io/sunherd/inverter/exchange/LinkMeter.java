package io.sunherd.inverter.exchange;

import io.sunherd.bus.LinkStatistics;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts the exchanges on the line to one inverter, over all its connections. For one thread. */
public final class LinkMeter {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final double NANOS = 1e9;

  private final LongSupplier nanos;
  private final long[] exchanges = new long[LinkStatistics.BOUNDS.size() + 1];
  private long exchangeNanos;
  private long timeouts;
  private long crcErrors;
  private long garbled;
  private long retries;
  private long busyNanos;
  private long taken;
  private long busyWhenTaken;
  private boolean everTaken;

  /** Counts from now on, by a clock that never jumps. */
  public LinkMeter(LongSupplier nanos) {
    this.nanos = nanos;
    this.taken = nanos.getAsLong();
  }

  /** The time at which an exchange begins. */
  long begin() {
    return nanos.getAsLong();
  }

  /** An exchange brought a reply, complete at that time. */
  void answered(long began, long completed) {
    long took = completed - began;
    exchanges[bucket(took)]++;
    exchangeNanos += took;
    busyUntilNow(began);
  }

  private static int bucket(long took) {
    int i = 0;
    while (i < LinkStatistics.BOUNDS.size() && took > LinkStatistics.BOUNDS.get(i) * NANOS) {
      i++;
    }
    return i;
  }

  /** An exchange brought no whole reply in time. */
  void silent(long began) {
    timeouts++;
    busyUntilNow(began);
  }

  /** An exchange brought bytes that are no valid reply. */
  void garbled(long began, Reason reason) {
    unreadable(reason);
    busyUntilNow(began);
  }

  /** A reply could not be decoded. */
  void unreadable(Reason reason) {
    if (reason == Reason.BAD_CRC) {
      crcErrors++;
    } else {
      garbled++;
    }
  }

  /** The device went away during an exchange. */
  void lost(long began) {
    busyUntilNow(began);
  }

  /** An inquiry is asked once more. */
  void retried() {
    retries++;
  }

  private void busyUntilNow(long began) {
    busyNanos += nanos.getAsLong() - began;
  }

  /** Whether the statistics are due. */
  public boolean isDue() {
    return !everTaken || nanos.getAsLong() - taken >= EVERY_NANOS;
  }

  /** All counts; the next share of use begins at this moment. */
  public LinkStatistics statistics(String inverter, long at) {
    long now = nanos.getAsLong();
    long since = now - taken;
    double use = since <= 0 ? 0 : Math.min(1, (busyNanos - busyWhenTaken) / (double) since);
    taken = now;
    busyWhenTaken = busyNanos;
    everTaken = true;
    return new LinkStatistics(
        inverter,
        at,
        Arrays.stream(exchanges).boxed().toList(),
        exchangeNanos / NANOS,
        timeouts,
        crcErrors,
        garbled,
        retries,
        busyNanos / NANOS,
        use);
  }
}
