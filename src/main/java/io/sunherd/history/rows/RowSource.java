package io.sunherd.history.rows;

import io.sunherd.protocol.SerialNumber;

/**
 * What rows are of.
 *
 * @param hub the id of the hub
 * @param serial the inverter's own serial number; empty while it is not known
 * @param inverter the id it goes by; {@link #SYSTEM} for the totals of a hub
 */
public record RowSource(String hub, String serial, String inverter) {
  /** The id of the totals of all units of a hub; no inverter may be called so. */
  public static final String SYSTEM = "system";

  /** Whether its serial number tells which unit it is; older versions kept placeholders, too. */
  public boolean isOfKnownUnit() {
    return !serial.isEmpty() && !SerialNumber.isPlaceholder(serial);
  }
}
