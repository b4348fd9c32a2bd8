package io.sunherd.herd;

import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * Derives net battery current and power from a unit's battery voltage and its two battery currents.
 */
final class Battery {
  private Battery() {}

  /**
   * Adds the net current and the power, positive for charging, where all they need is known.
   *
   * @param open receives them where a value they need is open
   */
  static void derive(Map<Quantity, BigDecimal> amounts, Set<Quantity> open) {
    BigDecimal in = amounts.get(Quantity.BATT_CHARGE_AMPS);
    BigDecimal out = amounts.get(Quantity.BATT_DISCHARGE_AMPS);
    BigDecimal volts = amounts.get(Quantity.BATT_VOLT);
    if (in == null || out == null) {
      if (open.contains(Quantity.BATT_CHARGE_AMPS) || open.contains(Quantity.BATT_DISCHARGE_AMPS)) {
        open.add(Quantity.BATTERY_AMPS);
        open.add(Quantity.BATTERY_WATTS);
      }
      return;
    }
    BigDecimal net = in.subtract(out);
    amounts.put(Quantity.BATTERY_AMPS, net);
    if (volts != null) {
      amounts.put(Quantity.BATTERY_WATTS, volts.multiply(net));
    } else if (open.contains(Quantity.BATT_VOLT)) {
      open.add(Quantity.BATTERY_WATTS);
    }
  }
}
