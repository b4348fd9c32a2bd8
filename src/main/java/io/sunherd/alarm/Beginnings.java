package io.sunherd.alarm;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When the active alarms of this run began, and which of them have begun together. */
final class Beginnings {
  /** What begins within this time may have the same cause. */
  private static final long TOGETHER_MS = 60_000;

  private static final Set<AlarmKind> OUT_OF_REACH =
      Set.of(AlarmKind.UNIT_OFFLINE, AlarmKind.UNIT_MISSING, AlarmKind.CABLE_LOST);

  private final Map<String, Long> begun = new HashMap<>();

  /** When those that go on from before the hub's start were recalled. */
  private final Map<String, Long> recalled = new HashMap<>();

  void add(String id, long sinceMs) {
    begun.put(id, sinceMs);
  }

  void recall(String id, long nowMs) {
    recalled.put(id, nowMs);
  }

  void remove(String id) {
    begun.remove(id);
    recalled.remove(id);
  }

  private boolean isTogether(Alarm alarm, long sinceMs) {
    Long other = begun.get(alarm.id());
    return other != null && Math.abs(other - sinceMs) <= TOGETHER_MS;
  }

  /**
   * The alarm of that kind and unit that has begun together with this subject, or tells of the same
   * fault in other words.
   */
  Optional<Alarm> open(Collection<Alarm> active, AlarmSubject subject, long sinceMs) {
    return alike(active, subject)
        .filter(alarm -> isTogether(alarm, sinceMs) || isSameFault(alarm, sinceMs))
        .findFirst();
  }

  /** The alarm that tells already what a fault without a name may be. */
  static Optional<Alarm> known(Collection<Alarm> active, AlarmSubject subject) {
    return Troubles.isUnnamed(subject) ? alike(active, subject).findFirst() : Optional.empty();
  }

  private static Stream<Alarm> alike(Collection<Alarm> active, AlarmSubject subject) {
    return active.stream()
        .filter(alarm -> alarm.kind() == subject.kind())
        .filter(alarm -> Objects.equals(alarm.inverter(), subject.inverter()));
  }

  /** One that had no name until now, or of which the words of before the start are known only. */
  private boolean isSameFault(Alarm alarm, long sinceMs) {
    Long since = recalled.get(alarm.id());
    return alarm.kind() == AlarmKind.FAULT
        && (Troubles.isUnnamed(alarm) || (since != null && sinceMs - since <= TOGETHER_MS));
  }

  /**
   * The id of the alarm with the same cause that came first, or null: of the same kind at another
   * unit, or of the same unit that cannot be reached, where both began together. A unit that falls
   * silent for want of charge belongs to its low battery, whenever that began.
   */
  @Nullable String cause(Collection<Alarm> active, AlarmSubject subject, long sinceMs) {
    return active.stream()
        .filter(
            alarm ->
                isSilentFor(subject, alarm)
                    || (isTogether(alarm, sinceMs) && isAlike(alarm, subject)))
        .map(Alarm::root)
        .findFirst()
        .orElse(null);
  }

  private static boolean isSilentFor(AlarmSubject subject, Alarm alarm) {
    return alarm.kind() == AlarmKind.BATTERY_LOW
        && subject.kind() == AlarmKind.BATTERY_LOW
        && subject.what().equals(UnreachableUnits.SILENT);
  }

  private static boolean isAlike(Alarm alarm, AlarmSubject subject) {
    if (alarm.kind() == subject.kind()) {
      return subject.inverter() != null && !subject.inverter().equals(alarm.inverter());
    }
    return OUT_OF_REACH.contains(alarm.kind())
        && OUT_OF_REACH.contains(subject.kind())
        && Objects.equals(alarm.inverter(), subject.inverter());
  }
}
