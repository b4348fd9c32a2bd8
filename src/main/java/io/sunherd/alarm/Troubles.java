package io.sunherd.alarm;

import io.sunherd.bus.Reading;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.Inquiry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults and warnings that units report themselves. */
final class Troubles implements AlarmCondition {
  /** The fault of a unit that has stopped with a fault and does not name it. */
  private static final String UNNAMED = "fault";

  private static final Set<String> STOPPED = Set.of("FA", "fault");
  private static final List<String> LISTS = List.of("faults", "warnings");
  private static final List<String> MODES = List.of("mode", "work_mode");
  private static final String NO_CODE = "0+";

  /** Troubles that {@link GridLost} tells, and that would never end where there is no grid. */
  private static final Set<String> OF_THE_GRID = Set.of("line_fail", "line_loss");

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    for (WatchedUnit unit : herd.units()) {
      if (!unit.isOffline()) {
        named(unit, "faults", AlarmKind.FAULT, into);
        named(unit, "warnings", AlarmKind.WARNING, into);
        unnamed(unit, into);
      }
    }
  }

  /** Whatever a reading tells of troubles, in words of its own. */
  static Set<String> of(Reading reading) {
    Map<String, @Nullable Object> data = reading.data();
    Set<String> told = Set.of();
    for (String key : LISTS) {
      if (data.get(key) instanceof List<?> names && !names.isEmpty()) {
        told = told.isEmpty() ? new HashSet<>() : told;
        for (Object name : names) {
          told.add(key + " " + name);
        }
      }
    }
    for (String key : MODES) {
      if (data.get(key) instanceof String mode && STOPPED.contains(mode)) {
        told = told.isEmpty() ? new HashSet<>() : told;
        told.add(UNNAMED);
      }
    }
    return told;
  }

  /** Whether it is a fault that the unit does not name: it may be any that it has. */
  static boolean isUnnamed(AlarmSubject subject) {
    return subject.kind() == AlarmKind.FAULT && subject.what().equals(UNNAMED);
  }

  /** Whether all that an alarm tells is such a fault. */
  static boolean isUnnamed(Alarm alarm) {
    return alarm.kind() == AlarmKind.FAULT && alarm.matters().equals(List.of(UNNAMED));
  }

  private static void named(WatchedUnit unit, String key, AlarmKind kind, Assessment into) {
    for (TimedReading noted : told(unit, key)) {
      if (noted.reading().data().get(key) instanceof List<?> names) {
        for (Object one : names) {
          String name = String.valueOf(one);
          if (!OF_THE_GRID.contains(name)) {
            into.holds(finding(unit, noted, key, kind, name));
          }
        }
        into.settled(kind, unit.id());
      }
    }
  }

  /** What its own cable tells; what the parallel bus does counts where that names nothing. */
  private static List<TimedReading> told(WatchedUnit unit, String key) {
    List<TimedReading> all = unit.live(key);
    List<TimedReading> own = all.stream().filter(noted -> !unit.isOverTheBus(noted)).toList();
    return own.stream().anyMatch(noted -> names(noted, key)) ? own : all;
  }

  private static boolean names(TimedReading noted, String key) {
    return noted.reading().data().get(key) instanceof List<?> names && !names.isEmpty();
  }

  private static Finding finding(
      WatchedUnit unit, TimedReading noted, String key, AlarmKind kind, String name) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put(key, List.of(name));
    Object code = noted.reading().data().get("fault_code");
    if (kind == AlarmKind.FAULT && code != null) {
      evidence.put("fault_code", code);
    }
    return new Finding(
        new AlarmSubject(kind, unit.id(), name),
        unit.id() + " reports a " + kind.severity().word() + ": ",
        title(unit, noted, key, name),
        "It clears when the unit reports it no more.",
        evidence);
  }

  private static String title(WatchedUnit unit, TimedReading noted, String key, String name) {
    return unit.heard().inquiry(noted.reading().code()).stream()
        .map(Inquiry::fields)
        .flatMap(List::stream)
        .filter(field -> field.key().equals(key))
        .map(Field::meanings)
        .map(meanings -> meanings.get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(name.replace('_', ' '));
  }

  /** A unit in fault mode that names no fault. */
  private static void unnamed(WatchedUnit unit, Assessment into) {
    String mode = unit.mode();
    boolean isNamed = unit.live("faults").stream().anyMatch(noted -> names(noted, "faults"));
    Object code = unit.value("fault_code");
    boolean hasCode = code != null && !code.toString().matches(NO_CODE);
    boolean hasStopped = mode != null && STOPPED.contains(mode);
    AlarmSubject subject = new AlarmSubject(AlarmKind.FAULT, unit.id(), UNNAMED);
    if (isNamed || (!hasStopped && !hasCode)) {
      if (mode != null) {
        into.denied(subject);
      }
      return;
    }
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("mode", mode);
    if (hasCode) {
      evidence.put("fault_code", code);
    }
    into.holds(
        new Finding(
            subject,
            unit.id() + " reports a fault: ",
            hasCode ? "Code " + code : "It has stopped",
            "It clears when the unit reports it no more.",
            evidence));
  }
}
