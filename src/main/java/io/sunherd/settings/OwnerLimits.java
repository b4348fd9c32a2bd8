package io.sunherd.settings;

import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryRules.Limit;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.BatteryVolts;
import io.sunherd.protocol.table.Facts;
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

  /**
   * Refuses a value beyond a limit, and one that brings voltages which nobody has judged.
   *
   * @param facts what is known of the unit: what it has already it may keep
   */
  void require(Setting setting, Object value, Facts facts) {
    if (value instanceof Number number) {
      Beyond beyond = beyond(setting.name(), number.doubleValue());
      if (beyond != null) {
        throw beyond.refusal(
            setting.name() + " cannot be " + value + " V",
            "ask for a value within it, or change that line.");
      }
    }
    Beyond any = any();
    if (any != null
        && BatteryVolts.bringsOthers(setting, value)
        && !value.equals(facts.values().get(setting.name()))) {
      throw any.refusal(
          setting.name()
              + (value instanceof String ? " " + value : "")
              + " may bring voltages of its own",
          "set each voltage by itself, or take that line out.");
    }
  }

  /** A limit that voltages which nobody has judged may pass; null where there is none. */
  private @Nullable Beyond any() {
    Limit most = rules.chargeAtMost() == null ? rules.floatAtMost() : rules.chargeAtMost();
    Limit least = rules.dischargeTo();
    if (most != null) {
      return new Beyond(most, "at most");
    }
    return least == null ? null : new Beyond(least, "at least");
  }

  /**
   * Refuses to switch on what goes to a voltage beyond a limit, or to one that nobody knows.
   *
   * @param facts what was read of the unit
   */
  void requireBehind(Setting setting, Object value, Facts facts) {
    String name = BatteryVolts.behind(setting).orElse(null);
    if (name == null || !Boolean.TRUE.equals(value)) {
      return;
    }
    Object now = facts.values().get(name);
    // What is not known is taken for beyond any limit.
    Beyond beyond =
        now instanceof Number number ? beyond(name, number.doubleValue()) : beyondAny(name);
    if (beyond != null) {
      throw beyond.refusal(
          setting.name()
              + " cannot be switched on while "
              + name
              + (now == null ? " is not known" : " is " + now + " V"),
          "set " + name + " to a value within it first, or change that line.");
    }
  }

  /** The limit that a voltage passes; null where it passes none. */
  private @Nullable Beyond beyond(String name, double volts) {
    Limit most = most(name);
    Limit least = least(name);
    if (most != null && volts > most.volts() + EPSILON) {
      return new Beyond(most, "at most");
    }
    return least != null && volts < least.volts() - EPSILON ? new Beyond(least, "at least") : null;
  }

  private @Nullable Beyond beyondAny(String name) {
    Limit most = most(name);
    Limit least = least(name);
    if (most != null) {
      return new Beyond(most, "at most");
    }
    return least == null ? null : new Beyond(least, "at least");
  }

  /** A limit that would be passed, and to which side of it a voltage may be. */
  private record Beyond(Limit limit, String side) {
    Refusal refusal(String what, String instead) {
      Map<String, @Nullable Object> told = new LinkedHashMap<>();
      told.put("key", limit.key());
      told.put("volts", limit.volts());
      told.put("place", limit.place());
      return Refusal.bad(
              what
                  + ": the owner's limit of the battery is "
                  + side
                  + " "
                  + limit.volts()
                  + " V ("
                  + limit.key()
                  + " in "
                  + limit.place()
                  + "). Nothing was sent; "
                  + instead)
          .with("limit", told);
    }
  }

  /** The part of the numbers that lies within the limits. */
  Allowed within(Setting setting, Allowed allowed) {
    Limit most = most(setting.name());
    Limit least = least(setting.name());
    return most == null && least == null
        ? allowed
        : allowed.limited(
            least == null ? Double.NEGATIVE_INFINITY : least.volts(),
            most == null ? Double.POSITIVE_INFINITY : most.volts());
  }

  /** The lower one of the limits upwards; a voltage to float at charges, too. */
  private @Nullable Limit most(String setting) {
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

  private @Nullable Limit least(String setting) {
    return BatteryVolts.of(setting).filter(volts -> volts == BatteryVolts.DISCHARGE).isPresent()
        ? rules.dischargeTo()
        : null;
  }
}
