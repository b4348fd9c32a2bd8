package io.sunherd.history.energy;

import io.sunherd.history.rows.RowSource;

/**
 * A reading of an energy counter of the inverter itself.
 *
 * @param source the inverter
 * @param at when it was read, epoch seconds
 * @param inquiry the inquiry in PI30's form: QET, QED20261124, ...
 * @param wattHours the counter's value
 */
public record CounterReading(RowSource source, long at, String inquiry, long wattHours) {

  /** The same, read so many seconds later. */
  public CounterReading moved(long seconds) {
    return new CounterReading(source, at + seconds, inquiry, wattHours);
  }

  /** Whether it counts for ever: one of an hour, day, month or year is done when that is over. */
  public boolean isTotal() {
    return inquiry.endsWith("T");
  }
}
