package io.sunherd.alarm;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.AlarmRules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A battery with little left. What is low stays so until it has clearly more. */
final class BatteryLow implements AlarmCondition {
  /** The usual limit of a battery of 48 V; others have their share of it. */
  private static final double USUAL_VOLTS = 47;

  private static final double MORE_PERCENT = 5;
  private static final double MORE_VOLTS = 1.02;

  private final Set<Matter> low = new HashSet<>();

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    AlarmRules rules = herd.rules();
    for (BatteryState battery : herd.batteries()) {
      String unit = battery.units().size() == 1 ? battery.units().get(0) : null;
      String system = battery.system();
      Matter matter =
          new Matter(AlarmKind.BATTERY_LOW, unit, system == null || unit != null ? "" : system);
      if (battery.stale()) {
        continue;
      }
      double more = low.contains(matter) ? MORE_PERCENT : 0;
      double times = low.contains(matter) ? MORE_VOLTS : 1;
      Double soc = battery.soc();
      Double volts = battery.volts();
      boolean isLow =
          (soc != null && soc <= rules.soc() + more)
              || (volts != null && volts <= times * lowVolts(rules, volts));
      if (isLow) {
        low.add(matter);
        into.holds(finding(matter, battery, rules));
      } else {
        low.remove(matter);
        if (soc != null || volts != null) {
          into.denied(matter);
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

  private static Finding finding(Matter matter, BatteryState battery, AlarmRules rules) {
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
        matter,
        "The battery is low: ",
        said(battery.soc(), volts),
        "It clears when the battery has more than "
            + said(rules.soc() + MORE_PERCENT, volts == null ? null : MORE_VOLTS * limit)
            + ".",
        evidence);
  }
}
