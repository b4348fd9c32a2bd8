package io.sunherd.protocol.table;

import java.util.Map;
import java.util.Optional;

/**
 * How a setting's value must compare with that of another setting of the same unit. Zero means no
 * value ("when full"), and is not compared.
 *
 * @param side on which side of the other value it must be
 * @param setting the name of the other setting
 */
public record Bound(Side side, String setting) {
  private static final double EPSILON = 1e-6;

  /** The side of the other value. */
  public enum Side {
    AT_MOST("above"),
    BELOW("not below"),
    AT_LEAST("below"),
    ABOVE("not above");

    private final String broken;

    Side(String broken) {
      this.broken = broken;
    }

    Side mirrored() {
      return switch (this) {
        case AT_MOST -> AT_LEAST;
        case BELOW -> ABOVE;
        case AT_LEAST -> AT_MOST;
        case ABOVE -> BELOW;
      };
    }

    boolean holds(double value, double other) {
      return switch (this) {
        case AT_MOST -> value <= other + EPSILON;
        case BELOW -> value < other - EPSILON;
        case AT_LEAST -> value >= other - EPSILON;
        case ABOVE -> value > other + EPSILON;
      };
    }
  }

  /** Written out: a record's generated equality is linked at each start, which takes 20 ms. */
  boolean isSameAs(Bound other) {
    return side == other.side && setting.equals(other.setting);
  }

  /** The same relation, seen from the other setting. */
  Bound mirrored(String from) {
    return new Bound(side.mirrored(), from);
  }

  /** Whether a value is on the right side of the others' values; unknown ones count as allowed. */
  public boolean isKept(Object value, Map<String, Object> others) {
    return conflict(value, new Facts(null, others, Map.of())).isEmpty();
  }

  /** The conflict, if the value is on the wrong side: "above battery_bulk_volt, which is 56.4". */
  Optional<String> conflict(Object value, Facts unit) {
    Object other = unit.values().get(setting);
    if (!(value instanceof Number number) || !(other instanceof Number limit)) {
      return Optional.empty();
    }
    boolean free = number.doubleValue() == 0 || limit.doubleValue() == 0;
    return free || side.holds(number.doubleValue(), limit.doubleValue())
        ? Optional.empty()
        : Optional.of(side.broken + " " + setting + ", which is " + limit);
  }
}
