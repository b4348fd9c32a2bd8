package io.sunherd.herd;

import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.Map;

/** What follows from a unit's battery voltage and its two battery currents. */
final class Battery {
  private Battery() {}

  /** Adds the net current and the power, plus for charging, where all they need is known. */
  static void derive(Map<Quantity, BigDecimal> amounts) {
    BigDecimal in = amounts.get(Quantity.BATT_CHARGE_AMPS);
    BigDecimal out = amounts.get(Quantity.BATT_DISCHARGE_AMPS);
    BigDecimal volts = amounts.get(Quantity.BATT_VOLT);
    if (in == null || out == null) {
      return;
    }
    BigDecimal net = in.subtract(out);
    amounts.put(Quantity.BATTERY_AMPS, net);
    if (volts != null) {
      amounts.put(Quantity.BATTERY_WATTS, volts.multiply(net));
    }
  }
}
