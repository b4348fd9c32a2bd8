package io.sunherd.bus.alarm;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How alarms are configured.
 *
 * @param afterMs how long a kind must last before it is told, milliseconds, where that is not as
 *     usual
 * @param off the kinds that are never told
 * @param unlessNoSun whether a unit that falls silent as the sun goes is no alarm
 * @param soc the charge at which the battery is low, percent
 * @param volts the voltage at which the battery is low; null for the usual one of its system
 */
public record AlarmRules(
    Map<AlarmKind, Long> afterMs,
    Set<AlarmKind> off,
    boolean unlessNoSun,
    double soc,
    @Nullable Double volts) {

  /** What holds where nothing is configured. */
  public static final AlarmRules USUAL = new AlarmRules(Map.of(), Set.of(), true, 20, null);

  public AlarmRules {
    afterMs = Map.copyOf(afterMs);
    off = Set.copyOf(off);
  }

  /** How long a kind must last before it is told. */
  public Duration after(AlarmKind kind) {
    Long own = afterMs.get(kind);
    return own == null ? kind.after() : Duration.ofMillis(own);
  }
}
