package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading, and when it was first received. For one thread. */
final class CountedReading implements TimedReading {
  private final Reading reading;
  private final long arrivedMs;
  private final Inquiry inquiry;
  private final CountedFields telling;

  /** Worked out when somebody asks: many readings have a newer one by then. */
  private @Nullable ReadingAmounts told;

  /**
   * @param arrivedMs monotonic, milliseconds
   * @param inquiry the inquiry that it answers
   * @param telling the fields of that which tell anything of quantities
   */
  CountedReading(Reading reading, long arrivedMs, Inquiry inquiry, CountedFields telling) {
    this.reading = reading;
    this.arrivedMs = arrivedMs;
    this.inquiry = inquiry;
    this.telling = telling;
  }

  @Override
  public Reading reading() {
    return reading;
  }

  @Override
  public long arrivedMs() {
    return arrivedMs;
  }

  Inquiry inquiry() {
    return inquiry;
  }

  /** What it contributes to a quantity; null where the unit has no part of it here. */
  ReadingAmounts.@Nullable Share share(Quantity quantity) {
    List<CountedFields.Counting> fields = telling.counting().get(quantity);
    if (fields == null) {
      return null;
    }
    ReadingAmounts known = told;
    if (known == null) {
      known = new ReadingAmounts(reading);
      told = known;
    }
    return known.share(quantity, fields);
  }

  /** Whether power may go between the unit and the grid; null where it does not say. */
  @Nullable Boolean onGrid() {
    return telling.onGrid(reading.data());
  }

  /** Whether it is of an inquiry that tells amounts. */
  boolean tellsAmounts() {
    return !telling.counting().isEmpty();
  }

  /** Whether it tells of the unit as the parallel bus shows it. */
  boolean isOverTheBus() {
    return inquiry.argument() != null;
  }
}
