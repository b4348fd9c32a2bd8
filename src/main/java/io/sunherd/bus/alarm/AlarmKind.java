package io.sunherd.bus.alarm;

import java.time.Duration;
import java.util.Locale;

/** What an alarm may be about. */
public enum AlarmKind {
  /** The unit reports a fault. */
  FAULT(AlarmSeverity.FAULT, Duration.ZERO, true),
  /** The unit reports a warning. */
  WARNING(AlarmSeverity.WARNING, Duration.ZERO, true),
  /** A setting was changed, but not by the hub. */
  CHANGED_OUTSIDE(AlarmSeverity.WARNING, Duration.ZERO, true),
  /** The configuration file is wrong, and the hub goes on by the one before. */
  CONFIG_REFUSED(AlarmSeverity.WARNING, Duration.ZERO, false),
  /** The unit does not answer. */
  UNIT_OFFLINE(AlarmSeverity.WARNING, Duration.ofMinutes(5), false),
  /** The unit is not on its parallel bus any more. */
  UNIT_MISSING(AlarmSeverity.WARNING, Duration.ofMinutes(5), false),
  /** The unit does not answer over its own cable, but is seen through another one. */
  CABLE_LOST(AlarmSeverity.WARNING, Duration.ofMinutes(5), false),
  /** The battery is nearly empty. */
  BATTERY_LOW(AlarmSeverity.FAULT, Duration.ofMinutes(1), false),
  /** The unit had a grid, and has none. */
  GRID_LOST(AlarmSeverity.INFO, Duration.ofSeconds(10), false),
  /** Paralleled units differ in what they must have alike. */
  SETTINGS_DIFFER(AlarmSeverity.WARNING, Duration.ofMinutes(1), true),
  /** The unit's serial number is a placeholder. */
  PLACEHOLDER_SERIAL(AlarmSeverity.WARNING, Duration.ofMinutes(1), false),
  /** The history cannot be written. */
  HISTORY_FAILING(AlarmSeverity.FAULT, Duration.ofMinutes(1), false),
  /** One of several that should be alike is not: of units, strings or heat sinks. */
  IMBALANCE(AlarmSeverity.INFO, Duration.ofMinutes(10), false),
  /** The broker does not take what the hub tells it. */
  MQTT_TROUBLE(AlarmSeverity.WARNING, Duration.ofMinutes(2), false);

  private final AlarmSeverity severity;
  private final Duration after;
  private final boolean collects;

  AlarmKind(AlarmSeverity severity, Duration after, boolean collects) {
    this.severity = severity;
    this.after = after;
    this.collects = collects;
  }

  /** The word in JSON, in the configuration and on the page. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How bad it is. */
  public AlarmSeverity severity() {
    return severity;
  }

  /** How long it must last before it is told, by default. */
  public Duration after() {
    return after;
  }

  /** Whether what begins together at one unit is one alarm: two faults, three settings. */
  public boolean collects() {
    return collects;
  }
}
