package io.sunherd.history;

import io.sunherd.bus.Reading;
import io.sunherd.herd.Amounts;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The power that one reading tells, by meter, in watts; a battery current times its voltage. */
final class Power {
  private Power() {}

  static Map<Meter, Double> of(Reading reading, Inquiry inquiry) {
    Map<Quantity, Optional<BigDecimal>> told = Amounts.toldBy(reading, inquiry);
    Map<Meter, Double> watts = new EnumMap<>(Meter.class);
    put(watts, Meter.PV, amount(told, Quantity.PV_WATTS));
    put(watts, Meter.LOAD, amount(told, Quantity.AC_WATT));
    put(watts, Meter.GRID_OUT, amount(told, Quantity.SOLAR_FEED_TO_GRID_POWER));
    Double volts = amount(told, Quantity.BATT_VOLT);
    Double in = amount(told, Quantity.BATT_CHARGE_AMPS);
    Double out = amount(told, Quantity.BATT_DISCHARGE_AMPS);
    put(watts, Meter.BATTERY_IN, volts == null || in == null ? null : (Double) (volts * in));
    put(watts, Meter.BATTERY_OUT, volts == null || out == null ? null : (Double) (volts * out));
    return watts;
  }

  private static @Nullable Double amount(
      Map<Quantity, Optional<BigDecimal>> told, Quantity quantity) {
    return told.getOrDefault(quantity, Optional.empty()).map(BigDecimal::doubleValue).orElse(null);
  }

  /** A counter never goes back, whatever an inverter says. */
  private static void put(Map<Meter, Double> watts, Meter meter, @Nullable Double amount) {
    if (amount != null) {
      watts.put(meter, Math.max(0, amount));
    }
  }
}
