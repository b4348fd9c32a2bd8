package io.sunherd.alarm;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.protocol.field.Quantity;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Units that do not answer, or not over their own cable. One that fell silent as the sun went is
 * asleep; one that fell silent on a battery that was low has none left.
 */
final class UnreachableUnits implements AlarmCondition {
  /** The name of the subject where a unit fell silent because its battery was empty. */
  static final String SILENT = "silent";

  /** With less, a unit without a battery lives on nothing. */
  private static final double LITTLE_SUN = 20;

  private static final double LITTLE_SHARE = 0.02;
  private static final double BATTERY_THERE = 10;
  private static final double BROAD_DAY = 0.05;

  /** How long another unit must have sun before a sleeping one is missed. */
  private static final long DAY_MS = 3_600_000;

  /** No night is longer for those who have no other unit to see the morning by. */
  static final long LONGEST_NIGHT_MS = 18 * DAY_MS;

  /** Modes in which nothing but the panels need feed a unit. */
  private static final Set<String> IDLE = Set.of("SB", "PS", "SD", "standby", "power_saving");

  private static final Set<String> ON_BATTERY = Set.of("BT", "battery");

  private final Map<String, Long> sunSinceMs = new HashMap<>();

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    sunSinceMs.keySet().removeIf(id -> !herd.has(id));
    herd.units().forEach(unit -> noteSun(unit, nowMs));
    for (WatchedUnit unit : herd.units()) {
      InverterState state = unit.state();
      if (state == null) {
        continue;
      }
      if (state.condition() != Condition.OFFLINE) {
        into.settled(AlarmKind.UNIT_OFFLINE, unit.id());
        into.denied(new AlarmSubject(AlarmKind.BATTERY_LOW, unit.id(), SILENT));
        cable(unit, state, into);
      } else {
        silent(herd, unit, state, nowMs, into);
      }
    }
  }

  private void noteSun(WatchedUnit unit, long nowMs) {
    Double sun = unit.amount(Quantity.PV_WATTS);
    boolean isDay = sun != null && sun > Math.max(LITTLE_SUN, BROAD_DAY * unit.highestSun());
    if (isDay) {
      sunSinceMs.putIfAbsent(unit.id(), nowMs);
    } else if (sun != null || unit.isOffline()) {
      sunSinceMs.remove(unit.id());
    }
  }

  private static void cable(WatchedUnit unit, InverterState state, Assessment into) {
    String through = state.via();
    if (unit.wiring().via() != null || through == null) {
      into.settled(AlarmKind.CABLE_LOST, unit.id());
      return;
    }
    into.holds(
        new Finding(
            new AlarmSubject(AlarmKind.CABLE_LOST, unit.id(), ""),
            unit.id() + " does not answer over its own cable and is seen through ",
            through + " only: check the cable at " + state.device(),
            "It clears when the unit answers over its own cable.",
            evidence(unit, state)));
  }

  private void silent(
      WatchedHerd herd, WatchedUnit unit, InverterState state, long nowMs, Assessment into) {
    LastSeen last = unit.lastSeen();
    if (last != null && isEmpty(last, herd.rules())) {
      into.holds(empty(unit, last, state));
      into.settled(AlarmKind.UNIT_OFFLINE, unit.id());
    } else if (last != null && herd.rules().unlessNoSun() && isAsleep(unit, last, nowMs)) {
      into.settled(AlarmKind.UNIT_OFFLINE, unit.id());
    } else {
      Long since = unit.offlineSinceMs();
      into.holds(
          new Finding(
              new AlarmSubject(AlarmKind.UNIT_OFFLINE, unit.id(), ""),
              unit.id() + " does not answer",
              state.error() == null ? "" : ": " + Sentences.withoutStop(state.error()),
              "It clears when the unit answers.",
              evidence(unit, state),
              since == null ? 0 : nowMs - since));
    }
  }

  private static Map<String, @Nullable Object> evidence(WatchedUnit unit, InverterState state) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("device", state.device());
    evidence.put("via", state.via());
    evidence.put("error", state.error());
    LastSeen last = unit.lastSeen();
    evidence.put("last_seen", last == null ? null : Instant.ofEpochMilli(last.at()).toString());
    evidence.put("last_mode", last == null ? null : last.mode());
    return evidence;
  }

  /** Whether it was on a battery with less than twice the charge at which that is low. */
  private static boolean isEmpty(LastSeen last, AlarmRules rules) {
    String mode = last.mode();
    Double soc = last.soc();
    Double volts = last.volts();
    boolean isOnBattery =
        mode == null
            ? last.dischargeAmps() != null && last.dischargeAmps() > 0
            : ON_BATTERY.contains(mode);
    if (!isOnBattery || volts == null || volts < BATTERY_THERE) {
      return false;
    }
    return soc != null ? soc < 2 * rules.soc() : volts < BatteryLow.lowVolts(rules, volts);
  }

  private static Finding empty(WatchedUnit unit, LastSeen last, InverterState state) {
    Map<String, @Nullable Object> evidence = evidence(unit, state);
    evidence.put("last_soc", last.soc());
    evidence.put("last_volts", last.volts());
    return new Finding(
        new AlarmSubject(AlarmKind.BATTERY_LOW, unit.id(), SILENT),
        unit.id() + " has fallen silent on its battery, which was low: ",
        BatteryLow.said(last.soc(), last.volts()),
        "It clears when the unit answers again.",
        evidence);
  }

  /**
   * Whether it had nothing to live on but the sun, and that had gone, and is not up again as far as
   * other units show.
   */
  private boolean isAsleep(WatchedUnit unit, LastSeen last, long nowMs) {
    Double sun = last.sun();
    Double volts = last.volts();
    Long since = unit.offlineSinceMs();
    boolean hasGone = sun != null && sun <= Math.max(LITTLE_SUN, LITTLE_SHARE * unit.highestSun());
    boolean isFed =
        volts != null && volts >= BATTERY_THERE && !IDLE.contains(String.valueOf(last.mode()));
    boolean isNight = nowMs - unit.lastSeenMs() < LONGEST_NIGHT_MS;
    return hasGone && !isFed && isNight && !isDayElsewhere(since, nowMs);
  }

  private boolean isDayElsewhere(@Nullable Long since, long nowMs) {
    return sunSinceMs.values().stream()
        .anyMatch(sun -> nowMs - sun >= DAY_MS && (since == null || sun > since));
  }
}
