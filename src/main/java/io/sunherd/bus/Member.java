package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * A unit as a parallel bus reports it, with a cable of its own or without. Its serial number
 * identifies it; its number on the bus may change whenever units are switched off and on.
 *
 * @param serial its serial number
 * @param system the key that the units of one parallel system share: the smallest serial number in
 *     it when the system was found; null for a unit that is alone
 * @param number its number on the bus, as the inverter {@code via} counts
 * @param via the id of the inverter that was asked
 * @param present whether it is on the bus; false where it was, and is not any more
 * @param at when it was seen last, epoch milliseconds
 * @param mode its work mode, or null
 * @param outputMode its output mode, or null
 */
public record Member(
    String serial,
    @Nullable String system,
    int number,
    String via,
    boolean present,
    long at,
    @Nullable String mode,
    @Nullable String outputMode) {

  /** The same unit, gone from the bus. */
  public Member gone() {
    return new Member(serial, system, number, via, false, at, mode, outputMode);
  }

  /** The same unit in a system. */
  public Member in(@Nullable String otherSystem) {
    return new Member(serial, otherSystem, number, via, present, at, mode, outputMode);
  }
}
