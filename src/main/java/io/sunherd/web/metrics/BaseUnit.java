package io.sunherd.web.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Converts the units of the protocol tables to the base units that Prometheus expects: percentages
 * are ratios from 0 to 1, energy is in joules, times are in seconds.
 */
enum BaseUnit {
  VOLT("V", "volts", 1, 1, "volt"),
  MILLIVOLT("mV", "volts", 1, 1_000, "volt"),
  AMPERE("A", "amperes", 1, 1, "amps"),
  WATT("W", "watts", 1, 1, "watt"),
  VOLTAMPERE("VA", "voltamperes", 1, 1, "va"),
  HERTZ("Hz", "hertz", 1, 1, null),
  PERCENT("%", "ratio", 1, 100, "percent"),
  CELSIUS("°C", "celsius", 1, 1, null),
  WATT_HOUR("Wh", "joules", 3_600, 1, null),
  KILOWATT_HOUR("kWh", "joules", 3_600_000, 1, null),
  AMPERE_HOUR("Ah", "coulombs", 3_600, 1, null),
  SECOND("s", "seconds", 1, 1, null),
  MINUTE("min", "seconds", 60, 1, null),
  HOUR("h", "seconds", 3_600, 1, null),
  DAY("day", "seconds", 86_400, 1, null);

  private final String written;
  private final String suffix;
  private final int times;
  private final int per;
  private final @Nullable String worded;

  BaseUnit(String written, String suffix, int times, int per, @Nullable String worded) {
    this.written = written;
    this.suffix = suffix;
    this.times = times;
    this.per = per;
    this.worded = worded;
  }

  /** The unit of a row of the tables, or null where it has none. */
  static @Nullable BaseUnit of(@Nullable String written) {
    if (written == null) {
      return null;
    }
    for (BaseUnit unit : values()) {
      if (unit.written.equals(written)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("No base unit is known for " + written + ".");
  }

  /** A name with this unit as its suffix, once. */
  String named(String name) {
    if (name.endsWith("_" + suffix)) {
      return name;
    }
    return worded != null && name.endsWith("_" + worded)
        ? name.substring(0, name.length() - worded.length()) + suffix
        : name + "_" + suffix;
  }

  /** An amount in the table's unit, converted to the base unit. */
  double converted(double amount) {
    return amount * times / per;
  }
}
