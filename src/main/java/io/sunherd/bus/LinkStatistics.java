package io.sunherd.bus;

import java.util.List;

/**
 * Statistics of the line to an inverter. All counts began when the hub started this inverter, and
 * only grow.
 *
 * @param inverter the id
 * @param at when they were taken, epoch milliseconds
 * @param exchanges a histogram of the exchanges that were answered: for each of {@link #BOUNDS} the
 *     count of those that took at most so long and longer than the bound before, then the count of
 *     the rest
 * @param exchangeSeconds how long all of them took, from the request to the end of the reply
 * @param timeouts requests without a whole answer in time
 * @param crcErrors replies with a wrong checksum
 * @param garbled other replies that were implausible or could not be decoded
 * @param retries inquiries that were asked once more
 * @param busySeconds how long the line was in use, with or without success
 * @param use the share of time it was in use since these were last published, 0 to 1
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
