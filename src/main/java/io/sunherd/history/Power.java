package io.sunherd.history;

import io.sunherd.herd.Amounts;
import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The power of a unit by meter, in watts; that of the battery is its current times its voltage. */
final class Power {
  private Power() {}

  /**
   * The power by meter; a meter counts only if completely known: without one tracker there is no PV
   * power.
   */
  static Map<Meter, Double> of(Amounts amounts) {
    Map<Meter, Double> watts = new EnumMap<>(Meter.class);
    put(watts, Meter.PV, amount(amounts, Quantity.PV_WATTS));
    put(watts, Meter.LOAD, amount(amounts, Quantity.AC_WATT));
    put(watts, Meter.GRID_OUT, fed(amounts));
    Double volts = amount(amounts, Quantity.BATT_VOLT);
    Double in = amount(amounts, Quantity.BATT_CHARGE_AMPS);
    Double out = amount(amounts, Quantity.BATT_DISCHARGE_AMPS);
    put(watts, Meter.BATTERY_IN, volts == null || in == null ? null : (Double) (volts * in));
    put(watts, Meter.BATTERY_OUT, volts == null || out == null ? null : (Double) (volts * out));
    return watts;
  }

  /** What a unit tells that it feeds into the grid, or measures there; never what is worked out. */
  private static @Nullable Double fed(Amounts amounts) {
    Double told = amount(amounts, Quantity.SOLAR_FEED_TO_GRID_POWER);
    Double drawn =
        amounts.calculated().contains(Quantity.GRID_WATTS)
            ? null
            : amount(amounts, Quantity.GRID_WATTS);
    return told != null || drawn == null ? told : (Double) (-drawn);
  }

  private static @Nullable Double amount(Amounts amounts, Quantity quantity) {
    BigDecimal amount = amounts.get(quantity);
    return amount == null ? null : (Double) amount.doubleValue();
  }

  /** Adds a power unless it is negative: a counter never goes back, whatever an inverter sends. */
  private static void put(Map<Meter, Double> watts, Meter meter, @Nullable Double amount) {
    if (amount != null) {
      watts.put(meter, Math.max(0, amount));
    }
  }
}
