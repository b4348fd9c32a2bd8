package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all conditions say at one moment: what holds, and of what they know that nothing else holds.
 * Of the rest nothing is known, and it stays as it was.
 */
final class Assessment {
  private final Map<AlarmSubject, Finding> holding = new LinkedHashMap<>();
  private final Set<Scope> settled = new HashSet<>();
  private final Set<AlarmSubject> denied = new HashSet<>();

  private record Scope(AlarmKind kind, @Nullable String inverter) {}

  /** Something is so. */
  void holds(Finding finding) {
    holding.put(finding.matter(), finding);
  }

  /** Of this kind nothing is so at that unit but what was said to hold. */
  void settled(AlarmKind kind, @Nullable String inverter) {
    settled.add(new Scope(kind, inverter));
  }

  /** This is not so. */
  void denied(AlarmSubject matter) {
    denied.add(matter);
  }

  Collection<Finding> findings() {
    return holding.values();
  }

  /** Whether it is so. */
  boolean has(AlarmSubject matter) {
    return holding.containsKey(matter);
  }

  /** Whether it is known not to be so. */
  boolean denies(AlarmSubject matter) {
    return !holding.containsKey(matter)
        && (denied.contains(matter)
            || settled.contains(new Scope(matter.kind(), matter.inverter())));
  }
}
