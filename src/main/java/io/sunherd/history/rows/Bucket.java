package io.sunherd.history.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of an interval of time. There is none for an interval without rows.
 *
 * @param at when it began, epoch seconds
 * @param seconds how long it is
 * @param rows how many rows it had
 * @param ranges for each requested column, in that order; null where it had no number
 */
public record Bucket(long at, long seconds, long rows, List<@Nullable Range> ranges) {

  /**
   * The range of a column in an interval.
   *
   * @param count how many numbers there were
   */
  public record Range(double min, double mean, double max, long count) {}
}
