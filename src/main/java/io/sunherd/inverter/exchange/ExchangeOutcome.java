package io.sunherd.inverter.exchange;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;

/** How one request or order to a unit ended. */
public sealed interface ExchangeOutcome {

  /**
   * The request was answered.
   *
   * @param reading the unit's decoded reply
   * @param completed when the reply was complete, on the monotonic clock
   */
  record Answered(Reading reading, long completed) implements ExchangeOutcome {}

  /** The unit replied ACK or NAK to an order. */
  record Told(Receipt receipt) implements ExchangeOutcome {}

  /** The request or order failed; one sentence says why. */
  record Failed(Failure failure, String sentence) implements ExchangeOutcome {}
}
