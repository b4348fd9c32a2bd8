package io.sunherd.bus;

import java.util.List;

/**
 * How the line to an inverter does. All counts are since the hub began with this inverter and only
 * grow.
 *
 * @param inverter the id
 * @param at when it was made up, epoch milliseconds
 * @param exchanges how many of these exchanges took how long: one count for each of {@link
 *     #BOUNDS}, of those that took at most so long and longer than the bound before, and one of the
 *     rest; only what was answered is in it
 * @param exchangeSeconds how long all of them took, from the request to the end of the reply
 * @param timeouts requests without a whole answer in time
 * @param crcErrors replies with a wrong checksum
 * @param garbled other replies that could not be believed or read
 * @param retries inquiries that were asked once more
 * @param busySeconds how long the line was in use, whatever came of it
 * @param use the share of time it was in use since this was last told, 0 to 1
 */
public record LinkStatistics(
    String inverter,
    long at,
    List<Long> exchanges,
    double exchangeSeconds,
    long timeouts,
    long crcErrors,
    long garbled,
    long retries,
    double busySeconds,
    double use) {

  /** The upper bounds that exchanges are counted by, in seconds. */
  public static final List<Double> BOUNDS =
      List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0);

  public LinkStatistics {
    exchanges = List.copyOf(exchanges);
  }
}
