package io.sunherd.history;

import io.sunherd.herd.Amounts;
import io.sunherd.history.energy.Meter;
import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The power of a unit at one moment, by meter, in watts; that of the battery is its current times
 * its voltage. A meter counts only if completely known: without one tracker there is no PV power.
 *
 * @param calculated the meters whose power was worked out from that of others
 */
record Power(Map<Meter, Double> watts, Set<Meter> calculated) {

  /** The quantities that tell it, and what these follow from. */
  static final Set<Quantity> TOLD_BY =
      Collections.unmodifiableSet(
          EnumSet.of(
              Quantity.PV_WATTS,
              Quantity.AC_WATT,
              Quantity.BATT_VOLT,
              Quantity.BATT_CHARGE_AMPS,
              Quantity.BATT_DISCHARGE_AMPS,
              Quantity.BATTERY_AMPS,
              Quantity.BATTERY_WATTS,
              Quantity.GRID_VOLT,
              Quantity.GRID_WATTS,
              Quantity.SOLAR_FEED_TO_GRID_POWER));

  Power {
    watts = Collections.unmodifiableMap(watts);
    calculated = Collections.unmodifiableSet(calculated);
  }

  /** The power that these amounts tell of. What is worked out for the grid is so in them. */
  static Power of(Amounts amounts) {
    Map<Meter, Double> watts = new EnumMap<>(Meter.class);
    Set<Meter> calculated = EnumSet.noneOf(Meter.class);
    put(watts, Meter.PV, amount(amounts, Quantity.PV_WATTS));
    put(watts, Meter.LOAD, amount(amounts, Quantity.AC_WATT));
    Double volts = amount(amounts, Quantity.BATT_VOLT);
    Double in = amount(amounts, Quantity.BATT_CHARGE_AMPS);
    Double out = amount(amounts, Quantity.BATT_DISCHARGE_AMPS);
    put(watts, Meter.BATTERY_IN, volts == null || in == null ? null : (Double) (volts * in));
    put(watts, Meter.BATTERY_OUT, volts == null || out == null ? null : (Double) (volts * out));
    Double grid = amount(amounts, Quantity.GRID_WATTS);
    boolean isMeasured = !amounts.calculated().contains(Quantity.GRID_WATTS);
    put(watts, Meter.GRID_IN, grid);
    if (grid != null && !isMeasured) {
      calculated.add(Meter.GRID_IN);
    }
    // What goes out is never worked out: the unit tells it, or measures it at the grid.
    Double fed = amount(amounts, Quantity.SOLAR_FEED_TO_GRID_POWER);
    put(watts, Meter.GRID_OUT, fed != null || grid == null || !isMeasured ? fed : (Double) (-grid));
    return new Power(watts, calculated);
  }

  /** The power of a meter that is known. */
  double watts(Meter meter) {
    return Objects.requireNonNull(watts.get(meter));
  }

  boolean isCalculated(Meter meter) {
    return calculated.contains(meter);
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
