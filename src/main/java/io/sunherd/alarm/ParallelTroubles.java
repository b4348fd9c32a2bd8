package io.sunherd.alarm;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.alarm.AlarmKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parallel system that is not as it should be: a unit that is gone from it, settings that differ,
 * a unit that cannot be told from others.
 */
final class ParallelTroubles implements AlarmCondition {
  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    for (WatchedUnit unit : herd.units()) {
      missing(herd, unit, into);
      placeholder(unit, into);
    }
    differences(herd, into);
  }

  private static void missing(WatchedHerd herd, WatchedUnit unit, Assessment into) {
    Member member = herd.member(unit);
    if (member == null) {
      return;
    }
    if (member.present() || member.system() == null) {
      into.settled(AlarmKind.UNIT_MISSING, unit.id());
      return;
    }
    if (herd.units().stream().noneMatch(one -> sees(herd, one, member))) {
      return; // nobody sees the bus, so nobody knows
    }
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("serial", member.serial());
    evidence.put("system", member.system());
    evidence.put("via", member.via());
    evidence.put("number", member.number());
    evidence.put("last_seen", Instant.ofEpochMilli(member.at()).toString());
    into.holds(
        new Finding(
            new AlarmSubject(AlarmKind.UNIT_MISSING, unit.id(), ""),
            unit.id() + " is missing from its parallel system: ",
            member.via() + " does not see it any more",
            "It clears when the unit is on the parallel bus again.",
            evidence));
  }

  /** Whether a unit that answers now has told of that one, or is on its bus. */
  private static boolean sees(WatchedHerd herd, WatchedUnit unit, Member gone) {
    Member own = herd.member(unit);
    boolean isOnBus =
        own != null && own.present() && String.valueOf(gone.system()).equals(own.system());
    return unit.isOnline() && (isOnBus || unit.id().equals(gone.via()));
  }

  private static void placeholder(WatchedUnit unit, Assessment into) {
    InverterState state = unit.state();
    if (state == null || unit.isOffline()) {
      return;
    }
    String note = state.placeholder();
    if (note == null) {
      into.settled(AlarmKind.PLACEHOLDER_SERIAL, unit.id());
      return;
    }
    into.holds(
        new Finding(
            new AlarmSubject(AlarmKind.PLACEHOLDER_SERIAL, unit.id(), ""),
            unit.id() + " has no serial number of its own. ",
            Sentences.withoutStop(note),
            "It clears when the unit tells a number of its own.",
            Map.of("note", note)));
  }

  private static void differences(WatchedHerd herd, Assessment into) {
    SystemTotals totals = herd.totals();
    if (totals == null) {
      return;
    }
    for (Difference difference : totals.differences()) {
      into.holds(
          new Finding(
              new AlarmSubject(AlarmKind.SETTINGS_DIFFER, null, difference.key()),
              "Paralleled units differ: ",
              difference.title()
                  + " ("
                  + difference.values().entrySet().stream()
                      .map(one -> one.getKey() + " " + one.getValue())
                      .collect(Collectors.joining(", "))
                  + ")",
              "It clears when they are alike.",
              Map.of("settings", Map.of(difference.key(), difference.values()))));
    }
    if (totals.missing().isEmpty() || herd.units().size() < 2) {
      into.settled(AlarmKind.SETTINGS_DIFFER, null);
    }
  }
}
