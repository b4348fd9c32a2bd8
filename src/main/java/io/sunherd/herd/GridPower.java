package io.sunherd.herd;

import io.sunherd.protocol.column.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grid power of a unit that does not measure it: what load and battery take beyond the sun, its
 * own losses left out. Losses make it more, never less: where it comes to less than nothing, it is
 * nothing.
 */
final class GridPower {
  /** Without a grid some units still show a volt or two. */
  private static final BigDecimal PRESENT_VOLTS = BigDecimal.valueOf(50);

  private GridPower() {}

  /**
   * Adds it, where it can be known.
   *
   * @param amounts what the unit has now, its battery power included
   * @param calculated takes it up where nobody has told it
   * @param open takes it up where it is not known
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
    if (watts.signum() >= 0) { // what is fed into the grid, the unit tells itself
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
