package io.sunherd.herd;

import io.sunherd.bus.Reading;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading, and when it was first received. For one thread. */
final class Heard implements TimedReading {
  private final Reading reading;
  private final long arrivedMs;
  private final Inquiry inquiry;
  private final List<Told.Telling> telling;
  private @Nullable Told told;

  /**
   * @param arrivedMs monotonic, milliseconds
   * @param inquiry the inquiry that it answers
   * @param telling the fields of that which tell anything of quantities
   */
  Heard(Reading reading, long arrivedMs, Inquiry inquiry, List<Told.Telling> telling) {
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

  /**
   * What it contributes to the quantities of its unit; worked out when somebody asks: many readings
   * have a newer one by then.
   */
  Told told() {
    Told known = told;
    if (known == null) {
      known = Told.by(reading, telling);
      told = known;
    }
    return known;
  }

  /** Whether it is of an inquiry that tells amounts. */
  boolean tellsAmounts() {
    for (Told.Telling one : telling) {
      if (one.part() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether what it tells of a quantity may be taken for what was at that time. */
  boolean isLive(Quantity quantity, long nowMs) {
    return isLive(nowMs + told().olderMs().getOrDefault(quantity, 0L));
  }

  /** Whether it tells of the unit as the parallel bus shows it. */
  boolean isOverTheBus() {
    return inquiry.argument() != null;
  }
}
