package io.sunherd.herd;

import io.sunherd.protocol.field.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grid power of a unit that does not measure it: load power plus battery power minus PV power,
 * without the unit's losses. Losses only add to the real value, so a negative result counts as 0.
 */
final class GridPower {
  private static final BigDecimal PRESENT_VOLTS = BigDecimal.valueOf(Quantity.GRID_PRESENT_VOLTS);

  private GridPower() {}

  /**
   * Adds the grid power, where it can be calculated.
   *
   * @param amounts what the unit has now, its battery power included
   * @param calculated receives it where it was calculated
   * @param open receives it where it is not known
   * @param onGrid whether power may go between the unit and the grid; null where that is not known
   */
  static void derive(
      Map<Quantity, BigDecimal> amounts,
      Set<Quantity> calculated,
      Set<Quantity> open,
      @Nullable Boolean onGrid) {
    if (amounts.containsKey(Quantity.GRID_WATTS)) {
      return; // it is measured
    }
    BigDecimal volts = amounts.get(Quantity.GRID_VOLT);
    boolean away = volts != null && volts.compareTo(PRESENT_VOLTS) < 0;
    BigDecimal feed = amounts.getOrDefault(Quantity.SOLAR_FEED_TO_GRID_POWER, BigDecimal.ZERO);
    boolean mayFeed =
        open.contains(Quantity.SOLAR_FEED_TO_GRID_POWER) || open.contains(Quantity.GRID_WATTS);
    BigDecimal watts;
    if (away || Boolean.FALSE.equals(onGrid)) {
      watts = BigDecimal.ZERO;
    } else if (volts == null || onGrid == null || mayFeed) {
      watts = null;
    } else if (feed.signum() > 0) {
      watts = feed.negate();
    } else {
      watts = drawn(amounts);
    }
    if (watts == null) {
      open.add(Quantity.GRID_WATTS);
      return;
    }
    open.remove(Quantity.GRID_WATTS);
    amounts.put(Quantity.GRID_WATTS, watts);
    if (watts.signum() >= 0) { // the unit itself reports what it feeds into the grid
      calculated.add(Quantity.GRID_WATTS);
    }
  }

  private static @Nullable BigDecimal drawn(Map<Quantity, BigDecimal> amounts) {
    BigDecimal load = amounts.get(Quantity.AC_WATT);
    BigDecimal battery = amounts.get(Quantity.BATTERY_WATTS);
    BigDecimal sun = amounts.get(Quantity.PV_WATTS);
    return load == null || battery == null || sun == null
        ? null
        : load.add(battery).subtract(sun).max(BigDecimal.ZERO);
  }
}
