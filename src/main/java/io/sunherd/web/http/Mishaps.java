package io.sunherd.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what clients do wrong on their connections. Anybody can do that as often as they like, so
 * each address is logged once a minute, and only a limited number of addresses. For one event loop
 * only.
 */
public final class Mishaps {
  /** More addresses than a house has; beyond that the one logged longest ago is forgotten. */
  static final int MOST_ADDRESSES = 256;

  /** The most lines in one minute, over all addresses. */
  static final int MOST_LINES = 20;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

  private final LongSupplier nanos;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private long began;
  private int lines;

  /** When an address was last logged, and how many mishaps were not logged since. */
  private record Count(long logged, int unlogged) {}

  /**
   * @param nanos the monotonic clock
   */
  public Mishaps(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** A client broke a request off, or sent something invalid. */
  void happened(String address) {
    long now = nanos.getAsLong();
    Count last = counts.get(address);
    if (last != null && now - last.logged() < MINUTE) {
      counts.put(address, new Count(last.logged(), last.unlogged() + 1));
      return;
    }
    if (now - began >= MINUTE) {
      began = now;
      lines = 0;
    }
    if (lines == MOST_LINES) {
      return;
    }
    lines++;
    // Removed first, so that the first entry is the one logged longest ago.
    counts.remove(address);
    if (counts.size() == MOST_ADDRESSES) {
      counts.remove(counts.keySet().iterator().next());
    }
    counts.put(address, new Count(now, 0));
    LOG.info(
        "A client at {} broke a request off, or sent what is not HTTP{}; more of that from there is"
            + " not told for a minute.",
        address,
        last == null || last.unlogged() == 0 ? "" : ", and " + last.unlogged() + " times before");
  }
}
