package io.sunherd.settings;

import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Limit;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.BatteryVolts;
import io.sunherd.protocol.table.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits that the owner has set for the battery. They hold for every write, whoever asks for
 * it, also for one that would only put back what a unit had before.
 */
final class OwnerLimits {
  private static final double EPSILON = 1e-6;

  private BatteryRules rules;

  OwnerLimits(BatteryRules rules) {
    this.rules = rules;
  }

  /** Goes by other limits from now on. */
  void goBy(BatteryRules others) {
    rules = others;
  }

  /** Refuses a value beyond a limit. */
  void require(Setting setting, Object value) {
    if (!(value instanceof Number number)) {
      return;
    }
    double volts = number.doubleValue();
    Limit most = most(setting);
    Limit least = least(setting);
    if (most != null && volts > most.volts() + EPSILON) {
      throw beyond(setting, value, most, "at most");
    }
    if (least != null && volts < least.volts() - EPSILON) {
      throw beyond(setting, value, least, "at least");
    }
  }

  private static Refusal beyond(Setting setting, Object value, Limit limit, String side) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("key", limit.key());
    told.put("volts", limit.volts());
    told.put("place", limit.place());
    return Refusal.bad(
            setting.name()
                + " cannot be "
                + value
                + " V: the owner's limit of the battery is "
                + side
                + " "
                + limit.volts()
                + " V ("
                + limit.key()
                + " in "
                + limit.place()
                + "). Nothing was sent; ask for a value within it, or change that line.")
        .with("limit", told);
  }

  /** That of the numbers which lies within the limits. */
  Allowed within(Setting setting, Allowed allowed) {
    Limit most = most(setting);
    Limit least = least(setting);
    return most == null && least == null
        ? allowed
        : allowed.limited(
            least == null ? Double.NEGATIVE_INFINITY : least.volts(),
            most == null ? Double.POSITIVE_INFINITY : most.volts());
  }

  /** The lower one of the limits upwards; a voltage to float at charges, too. */
  private @Nullable Limit most(Setting setting) {
    BatteryVolts volts = BatteryVolts.of(setting).orElse(BatteryVolts.RESUME);
    return switch (volts) {
      case CHARGE -> rules.chargeAtMost();
      case FLOAT -> lower(rules.floatAtMost(), rules.chargeAtMost());
      case DISCHARGE, RESUME -> null;
    };
  }

  private static @Nullable Limit lower(@Nullable Limit one, @Nullable Limit other) {
    return one == null || (other != null && other.volts() < one.volts()) ? other : one;
  }

  private @Nullable Limit least(Setting setting) {
    return BatteryVolts.of(setting).filter(volts -> volts == BatteryVolts.DISCHARGE).isPresent()
        ? rules.dischargeTo()
        : null;
  }
}
