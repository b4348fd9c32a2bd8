package io.sunherd.alarm;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.protocol.field.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A battery with little charge left. It stays low until it clearly has more. Where the state of
 * charge has shown that it is low, its voltage does not end that while the charge is unknown. A
 * battery that no unit is on any more is not low.
 */
final class BatteryLow implements AlarmCondition {
  /** The usual limit of a battery of 48 V; others have their share of it. */
  private static final double USUAL_VOLTS = 47;

  private static final double MORE_PERCENT = 5;
  private static final double MORE_VOLTS = 1.02;

  private static final double BATTERY_THERE = 5;

  private final Set<AlarmSubject> low = new HashSet<>();

  /** Those that are low by their state of charge. */
  private final Set<AlarmSubject> lowByCharge = new HashSet<>();

  /** All that have been low at some time. */
  private final Set<AlarmSubject> ever = new HashSet<>();

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    Set<AlarmSubject> present = new HashSet<>();
    for (BatteryState battery : herd.batteries()) {
      AlarmSubject subject = subject(battery);
      present.add(subject);
      if (!battery.stale()) {
        judge(subject, battery, herd.rules(), into);
      }
    }
    if (isAllKnown(herd)) {
      low.retainAll(present);
      lowByCharge.retainAll(present);
      ever.stream().filter(subject -> !present.contains(subject)).forEach(into::denied);
    }
  }

  private static AlarmSubject subject(BatteryState battery) {
    String unit = battery.units().size() == 1 ? battery.units().get(0) : null;
    String system = battery.system();
    return new AlarmSubject(
        AlarmKind.BATTERY_LOW, unit, system == null || unit != null ? "" : system);
  }

  private void judge(
      AlarmSubject subject, BatteryState battery, AlarmRules rules, Assessment into) {
    double more = low.contains(subject) ? MORE_PERCENT : 0;
    double times = low.contains(subject) ? MORE_VOLTS : 1;
    Double soc = battery.soc();
    Double volts = battery.volts();
    if (soc != null && soc <= rules.soc() + more) {
      lowByCharge.add(subject);
    } else if (soc != null) {
      lowByCharge.remove(subject);
    }
    boolean isLowNow = soc != null && lowByCharge.contains(subject);
    if (isLowNow || (volts != null && volts <= times * lowVolts(rules, volts))) {
      low.add(subject);
      ever.add(subject);
      into.holds(finding(subject, battery, rules));
    } else if (soc != null || (volts != null && !lowByCharge.contains(subject))) {
      low.remove(subject);
      into.denied(subject);
    }
  }

  /** Whether each battery is measured now, and each unit is on one of them or has none. */
  private static boolean isAllKnown(WatchedHerd herd) {
    Set<String> told = new HashSet<>();
    herd.batteries().forEach(battery -> told.addAll(battery.units()));
    return herd.batteries().stream().noneMatch(BatteryState::stale)
        && herd.units().stream().allMatch(unit -> told.contains(unit.id()) || hasNone(unit));
  }

  private static boolean hasNone(WatchedUnit unit) {
    Double volts = unit.amount(Quantity.BATT_VOLT);
    boolean isThere = volts == null ? !unit.lacks(Quantity.BATT_VOLT) : volts >= BATTERY_THERE;
    return unit.isOnline() && !isThere;
  }

  @Override
  public void recall(Alarm alarm) {
    if (alarm.kind() != AlarmKind.BATTERY_LOW) {
      return;
    }
    boolean isByCharge =
        alarm.evidence().get("soc") instanceof Number soc
            && alarm.evidence().get("soc_limit") instanceof Number limit
            && soc.doubleValue() <= limit.doubleValue() + MORE_PERCENT;
    for (String what : alarm.matters()) {
      AlarmSubject subject = new AlarmSubject(alarm.kind(), alarm.inverter(), what);
      if (!what.equals(UnreachableUnits.SILENT)) {
        low.add(subject);
        ever.add(subject);
        if (isByCharge) {
          lowByCharge.add(subject);
        }
      }
    }
  }

  /** The voltage at which a battery that has this one is low. */
  static double lowVolts(AlarmRules rules, double volts) {
    Double own = rules.volts();
    if (own != null) {
      return own;
    }
    int parts = volts > 36 ? 4 : volts > 18 ? 2 : 1;
    return USUAL_VOLTS * parts / 4;
  }

  /** {@code 18 %, 46.9 V}. */
  static String said(@Nullable Double soc, @Nullable Double volts) {
    String percent = soc == null ? "" : Sentences.number(soc) + " %";
    String pressure = volts == null ? "" : Sentences.number(volts) + " V";
    return percent + (percent.isEmpty() || pressure.isEmpty() ? "" : ", ") + pressure;
  }

  private static Finding finding(AlarmSubject subject, BatteryState battery, AlarmRules rules) {
    Double volts = battery.volts();
    double limit = volts == null ? 0 : lowVolts(rules, volts);
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("soc", battery.soc());
    evidence.put("volts", volts);
    evidence.put("amps", battery.amps());
    evidence.put("source", battery.source());
    evidence.put("units", battery.units());
    evidence.put("soc_limit", rules.soc());
    evidence.put("volts_limit", volts == null ? null : limit);
    return new Finding(
        subject,
        "The battery is low: ",
        said(battery.soc(), volts),
        "It clears when the battery has more than "
            + said(rules.soc() + MORE_PERCENT, volts == null ? null : MORE_VOLTS * limit)
            + ".",
        evidence);
  }
}
