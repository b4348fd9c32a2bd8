package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Counts every unit once, and tells what those that can be counted come to. */
final class Census {
  private static final Set<Quantity> BY_PHASE =
      EnumSet.of(Quantity.AC_VA, Quantity.AC_WATT, Quantity.LOAD_PERCENT, Quantity.AC_VOLT);

  private final Map<String, Unit> units = new LinkedHashMap<>();

  /** A unit and what it has now. */
  private record Counted(Unit unit, Map<Quantity, BigDecimal> amounts) {}

  /** All of these inverters; what others publish is ignored. */
  Census(List<String> inverters) {
    inverters.forEach(id -> units.put(id, new Unit(id)));
  }

  /** Takes a reading in; {@code nowMs} is monotonic. Tells whether it says anything new. */
  boolean accept(Reading reading, long nowMs) {
    Unit unit = units.get(reading.inverter());
    return unit != null && unit.accept(reading, nowMs);
  }

  /** Takes a state in; tells whether it is of one of these inverters. */
  boolean accept(InverterState state) {
    Unit unit = units.get(state.inverter());
    if (unit != null) {
      unit.accept(state);
    }
    return unit != null;
  }

  /**
   * The totals.
   *
   * @param at the time of day they are told with, epoch milliseconds
   * @param nowMs the time on the clock the readings were heard by
   */
  SystemTotals totals(long at, long nowMs) {
    Collection<Counted> all = everyUnitOnce(nowMs);
    List<Counted> present = all.stream().filter(one -> !one.amounts().isEmpty()).toList();
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) {
      boolean told = present.stream().anyMatch(one -> one.amounts().containsKey(quantity));
      boolean byAll = present.stream().allMatch(one -> one.amounts().containsKey(quantity));
      if (told && !byAll) {
        lacking.put(quantity.key(), without(all, quantity));
      }
    }
    return new SystemTotals(
        at,
        all.size(),
        present.size(),
        ids(all.stream().filter(one -> one.amounts().isEmpty()).toList()),
        values(present, EnumSet.allOf(Quantity.class)),
        lacking,
        phases(present),
        Guardian.differences(all.stream().map(Counted::unit).toList()));
  }

  /** Of inverters that are the same unit, the one that tells most; the first where all do. */
  private Collection<Counted> everyUnitOnce(long nowMs) {
    Map<String, Counted> once = new LinkedHashMap<>();
    for (Unit unit : units.values()) {
      once.merge(
          unit.identity(),
          new Counted(unit, unit.amounts(nowMs)),
          (first, other) -> other.amounts().size() > first.amounts().size() ? other : first);
    }
    return once.values();
  }

  private static List<String> without(Collection<Counted> all, Quantity quantity) {
    return ids(all.stream().filter(one -> !one.amounts().containsKey(quantity)).toList());
  }

  private static List<String> ids(List<Counted> some) {
    return some.stream().map(one -> one.unit().id()).toList();
  }

  private static Map<String, Number> values(List<Counted> some, Set<Quantity> wanted) {
    Map<String, Number> values = new LinkedHashMap<>();
    for (Quantity quantity : wanted) {
      List<BigDecimal> amounts =
          some.stream().map(one -> one.amounts().get(quantity)).filter(Objects::nonNull).toList();
      Arithmetic.combine(quantity.rule(), amounts)
          .ifPresent(all -> values.put(quantity.key(), Arithmetic.told(quantity, all)));
    }
    return values;
  }

  private static Map<String, Phase> phases(List<Counted> present) {
    Map<String, List<Counted>> byMode = new TreeMap<>();
    for (Counted one : present) {
      String mode = one.unit().outputMode();
      if (mode != null) {
        byMode.computeIfAbsent(mode, m -> new ArrayList<>()).add(one);
      }
    }
    Map<String, Phase> phases = new LinkedHashMap<>();
    if (byMode.size() > 1) {
      byMode.forEach(
          (mode, some) -> phases.put(mode, new Phase(ids(some), values(some, BY_PHASE))));
    }
    return phases;
  }
}
