package io.sunherd.history.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an interval of time was like. An interval without any row is not told.
 *
 * @param at when it began, epoch seconds
 * @param seconds how long it is
 * @param rows how many rows it had
 * @param ranges for each column asked for, in that order; null where it had no number
 */
public record Bucket(long at, long seconds, long rows, List<@Nullable Range> ranges) {

  /**
   * What the numbers of an interval were.
   *
   * @param count how many there were
   */
  public record Range(double min, double mean, double max, long count) {}
}
