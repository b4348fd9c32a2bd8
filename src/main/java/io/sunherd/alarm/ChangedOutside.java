package io.sunherd.alarm;

import io.sunherd.bus.SettingChange;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings that were changed, but not by the hub: each until somebody has acknowledged it, or it is
 * as it was again, or the hub has written it.
 */
final class ChangedOutside implements AlarmCondition {
  private static final String SETTINGS = "settings";

  private final Map<AlarmSubject, Map<String, @Nullable Object>> held = new LinkedHashMap<>();

  /** Takes a change as it is published. */
  void accept(SettingChange change) {
    AlarmSubject subject = subject(change.inverter(), change.setting());
    Map<String, @Nullable Object> before = held.remove(subject);
    Object from = before == null ? change.from() : before.get("from");
    if (change.by() == null && !Objects.equals(from, change.value())) {
      Map<String, @Nullable Object> seen = new LinkedHashMap<>();
      seen.put("from", from);
      seen.put("value", change.value());
      held.put(subject, seen);
    }
  }

  private static AlarmSubject subject(@Nullable String inverter, String setting) {
    return new AlarmSubject(AlarmKind.CHANGED_OUTSIDE, inverter, setting);
  }

  @Override
  public void recall(Alarm alarm) {
    if (alarm.kind() != AlarmKind.CHANGED_OUTSIDE
        || alarm.acknowledgedBy() != null
        || !(alarm.evidence().get(SETTINGS) instanceof Map<?, ?> settings)) {
      return;
    }
    settings.forEach(
        (name, values) -> {
          Map<String, @Nullable Object> seen = new LinkedHashMap<>();
          if (values instanceof Map<?, ?> both) {
            seen.put("from", both.get("from"));
            seen.put("value", both.get("value"));
          }
          held.putIfAbsent(subject(alarm.inverter(), String.valueOf(name)), seen);
        });
  }

  @Override
  public void acknowledged(Alarm alarm) {
    if (alarm.kind() == AlarmKind.CHANGED_OUTSIDE) {
      alarm.matters().forEach(setting -> held.remove(subject(alarm.inverter(), setting)));
    }
  }

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    held.keySet().removeIf(subject -> herd.unit(subject.inverter()) == null);
    herd.units().forEach(unit -> into.settled(AlarmKind.CHANGED_OUTSIDE, unit.id()));
    held.forEach(
        (subject, seen) ->
            into.holds(
                new Finding(
                    subject,
                    "Settings of " + subject.inverter() + " were changed, but not by the hub: ",
                    subject.what() + " from " + seen.get("from") + " to " + seen.get("value"),
                    "It clears when that is acknowledged, set back, or written by the hub.",
                    Map.of(SETTINGS, Map.of(subject.what(), seen)))));
  }
}
