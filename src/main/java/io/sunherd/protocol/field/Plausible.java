package io.sunherd.protocol.field;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value can be at all, whichever unit of whichever family tells it. What lies outside is
 * shown as it came, but doubtful: a damaged or missing sensor, or a field that means something else
 * to this firmware.
 */
public final class Plausible {
  private static final Range SHARE = new Range(0, 100);
  private static final Range OUTPUT_VOLTS = new Range(0, 600);

  private static final Map<Quantity, Range> BY_QUANTITY =
      new EnumMap<>(
          Map.of(
              Quantity.GRID_VOLT, OUTPUT_VOLTS,
              Quantity.AC_VOLT, OUTPUT_VOLTS,
              Quantity.BATT_VOLT, OUTPUT_VOLTS,
              Quantity.BATT_CAPACITY, SHARE));

  /** A load may be above 100 %; strings of panels and buses have up to 1000 V. */
  private static final Map<String, Range> BY_UNIT =
      Map.of(
          "V", new Range(-1_200, 1_200),
          "Hz", new Range(0, 100),
          "%", new Range(-300, 300),
          "°C", new Range(-60, 150));

  private Plausible() {}

  private record Range(double least, double most) {
    boolean holds(double value) {
      return value >= least && value <= most;
    }
  }

  /** Whether a field may have this value. */
  public static boolean is(Field field, double value) {
    Range range = range(field);
    return range == null || range.holds(value);
  }

  private static @Nullable Range range(Field field) {
    Quantity quantity = field.countsAs();
    Range own = quantity == null ? null : BY_QUANTITY.get(quantity);
    if (own != null || field.unit() == null) {
      return own;
    }
    boolean isCharge = field.unit().equals("%") && field.key().matches(".*(capacity|soc|soh)");
    return isCharge ? SHARE : BY_UNIT.get(field.unit());
  }
}
