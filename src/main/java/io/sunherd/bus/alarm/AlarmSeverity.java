package io.sunherd.bus.alarm;

import java.util.Locale;

/** How bad what an alarm tells is, the worst first. */
public enum AlarmSeverity {
  FAULT,
  WARNING,
  INFO;

  /** The word in JSON, in the configuration and on the page. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
