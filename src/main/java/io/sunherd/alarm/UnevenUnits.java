package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.protocol.field.Quantity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A paralleled unit that is much hotter than the mean of the others, or whose fan runs much slower.
 */
final class UnevenUnits implements AlarmCondition {
  private static final double HOTTER = 20;
  private static final double SLOWER = 40;

  /** The alarm ends below this part of the limit, so that it does not come and go at the limit. */
  private static final double BACK = 0.75;

  private final Set<AlarmSubject> off = new HashSet<>();

  /** What is compared; positive is worse. */
  private record Measure(String what, String key, String unit, double limit, int worse) {}

  private static final Measure HEAT = new Measure("heat sink", "temp", " °C", HOTTER, 1);
  private static final Measure FAN = new Measure("fan", "fan_speed", " %", SLOWER, -1);

  @Override
  public void judge(WatchedHerd herd, long nowMs, Assessment into) {
    for (WatchedUnit unit : herd.alone()) {
      into.denied(new AlarmSubject(AlarmKind.IMBALANCE, unit.id(), HEAT.what()));
      into.denied(new AlarmSubject(AlarmKind.IMBALANCE, unit.id(), FAN.what()));
    }
    for (List<WatchedUnit> system : herd.systems()) {
      judge(HEAT, values(system, unit -> unit.amount(Quantity.TEMP)), into);
      judge(FAN, values(system, unit -> number(unit.value(FAN.key()))), into);
    }
  }

  private interface Value {
    @Nullable Double of(WatchedUnit unit);
  }

  private static Map<String, Double> values(List<WatchedUnit> units, Value value) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (WatchedUnit unit : units) {
      Double own = value.of(unit);
      if (own != null) {
        values.put(unit.id(), own);
      }
    }
    return values;
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? (Double) number.doubleValue() : null;
  }

  private void judge(Measure measure, Map<String, Double> values, Assessment into) {
    if (values.size() < 2) {
      return;
    }
    double sum = values.values().stream().mapToDouble(value -> value).sum();
    values.forEach(
        (id, own) -> {
          AlarmSubject subject = new AlarmSubject(AlarmKind.IMBALANCE, id, measure.what());
          double fellows = (sum - own) / (values.size() - 1);
          double limit = off.contains(subject) ? BACK * measure.limit() : measure.limit();
          if (measure.worse() * (own - fellows) >= limit) {
            off.add(subject);
            into.holds(finding(subject, measure, own, fellows, values));
          } else {
            off.remove(subject);
            into.denied(subject);
          }
        });
  }

  private static Finding finding(
      AlarmSubject subject,
      Measure measure,
      double own,
      double fellows,
      Map<String, Double> values) {
    return new Finding(
        subject,
        "The " + measure.what() + " of " + subject.inverter() + " is off its fellows: ",
        Sentences.number(own)
            + measure.unit()
            + " against "
            + Sentences.number(fellows)
            + measure.unit(),
        "It clears when the difference is below "
            + Sentences.number(BACK * measure.limit())
            + measure.unit()
            + ".",
        Map.of(measure.key(), values));
  }
}
