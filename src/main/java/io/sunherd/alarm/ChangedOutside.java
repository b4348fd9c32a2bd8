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
    AlarmSubject matter = matter(change.inverter(), change.setting());
    Map<String, @Nullable Object> before = held.remove(matter);
    Object from = before == null ? change.from() : before.get("from");
    if (change.by() == null && !Objects.equals(from, change.value())) {
      Map<String, @Nullable Object> seen = new LinkedHashMap<>();
      seen.put("from", from);
      seen.put("value", change.value());
      held.put(matter, seen);
    }
  }

  private static AlarmSubject matter(@Nullable String inverter, String setting) {
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
          held.putIfAbsent(matter(alarm.inverter(), String.valueOf(name)), seen);
        });
  }

  @Override
  public void acknowledged(Alarm alarm) {
    if (alarm.kind() == AlarmKind.CHANGED_OUTSIDE) {
      alarm.matters().forEach(setting -> held.remove(matter(alarm.inverter(), setting)));
    }
  }

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    held.keySet().removeIf(matter -> herd.unit(matter.inverter()) == null);
    herd.units().forEach(unit -> into.settled(AlarmKind.CHANGED_OUTSIDE, unit.id()));
    held.forEach(
        (matter, seen) ->
            into.holds(
                new Finding(
                    matter,
                    "Settings of " + matter.inverter() + " were changed, but not by the hub: ",
                    matter.what() + " from " + seen.get("from") + " to " + seen.get("value"),
                    "It clears when that is acknowledged, set back, or written by the hub.",
                    Map.of(SETTINGS, Map.of(matter.what(), seen)))));
  }
}
