package io.sunherd.history.rows;

import io.sunherd.protocol.SerialNumber;

/**
 * The source of rows: an inverter, or the totals of a hub.
 *
 * @param hub the id of the hub
 * @param serial the inverter's own serial number; empty while it is not known
 * @param inverter its id; {@link #SYSTEM} for the totals of a hub
 */
public record RowSource(String hub, String serial, String inverter) {
  /** The id of the totals of all units of a hub; no inverter may have it. */
  public static final String SYSTEM = "system";

  /** Whether its serial number identifies a unit; older versions stored placeholders, too. */
  public boolean isOfKnownUnit() {
    return !serial.isEmpty() && !SerialNumber.isPlaceholder(serial);
  }
}
