package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all conditions say at one moment: which findings hold, and which are known not to hold. All
 * others are unknown, and stay as they were.
 */
final class Assessment {
  private final Map<AlarmSubject, Finding> holding = new LinkedHashMap<>();
  private final Set<Scope> settled = new HashSet<>();
  private final Set<AlarmSubject> denied = new HashSet<>();

  private record Scope(AlarmKind kind, @Nullable String inverter) {}

  /** A finding holds. */
  void holds(Finding finding) {
    holding.put(finding.subject(), finding);
  }

  /** All findings of this kind at that unit were named: any other is known not to hold. */
  void settled(AlarmKind kind, @Nullable String inverter) {
    settled.add(new Scope(kind, inverter));
  }

  /** This is known not to hold. */
  void denied(AlarmSubject subject) {
    denied.add(subject);
  }

  Collection<Finding> findings() {
    return holding.values();
  }

  /** Whether it holds. */
  boolean has(AlarmSubject subject) {
    return holding.containsKey(subject);
  }

  /** Whether it is known not to hold. */
  boolean denies(AlarmSubject subject) {
    return !holding.containsKey(subject)
        && (denied.contains(subject)
            || settled.contains(new Scope(subject.kind(), subject.inverter())));
  }
}
