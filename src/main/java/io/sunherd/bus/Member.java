package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * A unit as a parallel bus tells of it, with a cable of its own or without. It is known by its
 * serial number; its number on the bus may change whenever units are switched off and on.
 *
 * @param serial its serial number
 * @param system what the units of one parallel system have in common: the serial number that was
 *     the smallest when the system was found; null for a unit that is alone
 * @param number its number on the bus, as the inverter {@code via} counts
 * @param via the id of the inverter that was asked
 * @param present whether it is there; false tells that it was, and is not any more
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

  /** The same unit, not there any more. */
  public Member gone() {
    return new Member(serial, system, number, via, false, at, mode, outputMode);
  }

  /** The same unit in a system. */
  public Member in(@Nullable String otherSystem) {
    return new Member(serial, otherSystem, number, via, present, at, mode, outputMode);
  }
}
