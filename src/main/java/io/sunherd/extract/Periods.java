package io.sunherd.extract;

import io.sunherd.history.energy.Period;
import java.time.ZoneId;
import java.util.List;

/**
 * The hours, days, months or years that a time touches.
 *
 * @param from the first second, epoch seconds
 * @param to the last second, epoch seconds
 * @param by which of them
 * @param zone whose local time they go by
 * @param now epoch seconds: of a period that goes on, only what has passed can have a gap
 */
public record Periods(long from, long to, Period by, ZoneId zone, long now) {

  /**
   * Makes sure that they can be told.
   *
   * @throws IllegalArgumentException with a sentence, where they are too many
   */
  public void requireFew() {
    List<Long> unused = by.bounds(from, to, zone);
  }
}
