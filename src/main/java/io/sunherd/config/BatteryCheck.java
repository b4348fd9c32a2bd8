package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Checks the limits of a battery against each other, and what else is configured against them: a
 * hub must not be told to keep two limits that contradict each other.
 */
final class BatteryCheck {
  private static final KeyPath BATTERY = KeyPath.ROOT.child("battery");
  private static final KeyPath LOW = KeyPath.ROOT.child("alarms").child("battery_low");
  private static final String CHARGE = "charge-at-most";
  private static final String FLOAT = "float-at-most";
  private static final String DISCHARGE = "discharge-to";
  private static final String SOC_MIN = "soc-min";

  private final JsonObject battery;
  private final Mistakes mistakes;

  private BatteryCheck(JsonObject battery, Mistakes mistakes) {
    this.battery = battery;
    this.mistakes = mistakes;
  }

  static void check(JsonObject configuration, Mistakes mistakes) {
    if (configuration.getValue(BATTERY.last()) instanceof JsonObject battery) {
      BatteryCheck check = new BatteryCheck(battery, mistakes);
      check.order();
      check.source();
      if (configuration.getValue("alarms") instanceof JsonObject alarms
          && alarms.getValue(LOW.last()) instanceof JsonObject low) {
        check.alarm(low);
      }
    }
  }

  private void order() {
    below(FLOAT, CHARGE, false);
    below(DISCHARGE, FLOAT, true);
    below(DISCHARGE, CHARGE, true);
  }

  /** Refuses where the first is not below the second. */
  private void below(String key, String other, boolean strictly) {
    Double low = number(battery, key);
    Double high = number(battery, other);
    if (low != null && high != null && (low > high || (strictly && low.equals(high)))) {
      mistakes.add(
          BATTERY.child(key),
          Words.shown(battery.getValue(key))
              + (strictly ? " is not below " : " is above ")
              + BATTERY.child(other)
              + ", which is "
              + Words.shown(battery.getValue(other))
              + ": write a lower one, or raise the other.");
    }
  }

  private void source() {
    if ("ah".equals(battery.getValue("soc")) && battery.getValue("capacity_ah") == null) {
      mistakes.add(
          BATTERY.child("soc"),
          "ah counts ampere-hours between full and empty: write " + BATTERY + ".capacity_ah, too.");
    }
  }

  /** An alarm beyond a limit comes when the battery is already where it must not be. */
  private void alarm(JsonObject low) {
    Double volts = number(low, "volts");
    Double soc = number(low, "soc");
    Double floor = number(battery, DISCHARGE);
    Double least = number(battery, SOC_MIN);
    if (volts != null && floor != null && volts < floor) {
      late("volts", low, DISCHARGE);
    }
    if (soc != null && least != null && soc < least) {
      late("soc", low, SOC_MIN);
    }
  }

  private void late(String key, JsonObject low, String limit) {
    mistakes.note(
        LOW.child(key),
        Words.shown(low.getValue(key))
            + " is beyond "
            + BATTERY.child(limit)
            + ", which is "
            + Words.shown(battery.getValue(limit))
            + ": the alarm comes when the battery has passed its limit.");
  }

  private static @Nullable Double number(JsonObject in, String key) {
    return in.getValue(key) instanceof Number number ? (Double) number.doubleValue() : null;
  }
}
