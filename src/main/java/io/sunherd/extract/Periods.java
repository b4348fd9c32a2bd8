package io.sunherd.extract;

import io.sunherd.history.energy.Period;
import java.time.ZoneId;
import java.util.List;

/**
 * The hours, days, months or years that a range of time touches.
 *
 * @param from the first second, epoch seconds
 * @param to the last second, epoch seconds
 * @param by which of them
 * @param zone the zone in which they begin and end
 * @param now epoch seconds: in a period that has not ended, only the time before it can have a gap
 * @param grid what the grid is: utility or generator
 */
public record Periods(long from, long to, Period by, ZoneId zone, long now, String grid) {

  /**
   * Checks that they are few enough for one answer.
   *
   * @throws IllegalArgumentException with a sentence, where they are too many
   */
  public void requireFew() {
    List<Long> unused = by.bounds(from, to, zone);
  }
}
