package io.sunherd.bus.alarm;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Several alarms: those that are active, or those that were kept.
 *
 * @param alarms the alarms, newest first
 * @param raised how many of each kind were raised since the hub started; empty for kept ones
 */
public record Alarms(List<Alarm> alarms, Map<AlarmKind, Long> raised) {
  public Alarms {
    alarms = List.copyOf(alarms);
    Map<AlarmKind, Long> counts = new EnumMap<>(AlarmKind.class);
    counts.putAll(raised);
    raised = Collections.unmodifiableMap(counts);
  }

  /** Alarms that were kept. */
  public static Alarms kept(List<Alarm> alarms) {
    return new Alarms(alarms, Map.of());
  }
}
