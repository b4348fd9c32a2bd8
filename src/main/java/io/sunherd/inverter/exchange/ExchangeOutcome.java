package io.sunherd.inverter.exchange;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;

/** How one question or order to a unit ended. */
public sealed interface ExchangeOutcome {

  /**
   * It was answered.
   *
   * @param reading what the unit said
   * @param completed when the reply was complete, on the monotonic clock
   */
  record Answered(Reading reading, long completed) implements ExchangeOutcome {}

  /** It was an order, and the unit has said ACK or NAK. */
  record Told(Receipt receipt) implements ExchangeOutcome {}

  /** It was not; one sentence says why. */
  record Failed(Failure failure, String sentence) implements ExchangeOutcome {}
}
