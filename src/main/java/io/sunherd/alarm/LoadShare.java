package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.protocol.field.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** A paralleled unit that carries more than its share of the load of its phase. */
final class LoadShare implements AlarmCondition {
  private static final String WHAT = "load";
  private static final double TOO_MUCH = 1.15;

  /** What carries too much does so until it carries less than this. */
  private static final double ENOUGH = 1.10;

  /** Below this the units' own measuring is what differs. */
  private static final double LEAST_WATTS = 100;

  private final Set<AlarmSubject> unfair = new HashSet<>();

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    for (WatchedUnit unit : herd.alone()) {
      into.denied(new AlarmSubject(AlarmKind.IMBALANCE, unit.id(), WHAT));
    }
    for (List<WatchedUnit> system : herd.systems()) {
      Map<String, List<WatchedUnit>> phases = new TreeMap<>();
      for (WatchedUnit unit : system) {
        phases.computeIfAbsent(unit.outputMode(), mode -> new ArrayList<>()).add(unit);
      }
      phases.values().forEach(phase -> judge(phase, into));
    }
  }

  private void judge(List<WatchedUnit> phase, Assessment into) {
    Map<String, Double> watts = new LinkedHashMap<>();
    for (WatchedUnit unit : phase) {
      Double own = unit.amount(Quantity.AC_WATT);
      if (own == null) {
        return;
      }
      watts.put(unit.id(), own);
    }
    double all = watts.values().stream().mapToDouble(own -> own).sum();
    double fair = all / watts.size();
    watts.forEach(
        (id, own) -> {
          AlarmSubject subject = new AlarmSubject(AlarmKind.IMBALANCE, id, WHAT);
          double most = unfair.contains(subject) ? ENOUGH : TOO_MUCH;
          if (own > most * fair && own - fair >= LEAST_WATTS) {
            unfair.add(subject);
            into.holds(finding(subject, watts, all));
          } else {
            unfair.remove(subject);
            into.denied(subject);
          }
        });
  }

  private static Finding finding(AlarmSubject subject, Map<String, Double> watts, double all) {
    String id = Objects.requireNonNull(subject.inverter());
    double own = 100 * watts.getOrDefault(id, 0.0) / all;
    double fair = 100.0 / watts.size();
    return new Finding(
        subject,
        id + " carries more than its share of the load: ",
        Sentences.number(own) + " % in place of " + Sentences.number(fair) + " %",
        "It clears when that is less than a tenth too much.",
        Map.of(
            "share_percent",
            Math.round(10 * own) / 10.0,
            "fair_percent",
            Math.round(10 * fair) / 10.0,
            "watts",
            watts));
  }
}
