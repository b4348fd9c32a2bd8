package io.sunherd.herd;

import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The totals of some units by the rule of each quantity, and the units missing from them. */
final class Sum {
  private static final Set<Quantity> BY_PHASE =
      EnumSet.of(Quantity.AC_VA, Quantity.AC_WATT, Quantity.LOAD_PERCENT, Quantity.AC_VOLT);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Sum() {}

  /**
   * The totals of units, each given once.
   *
   * @param at the time they are published with, epoch milliseconds
   * @param unconfigured serial numbers of units that are not included
   * @param differences what should be the same on all units, but is not
   */
  static SystemTotals of(
      Collection<Counted> all, long at, List<String> unconfigured, List<Difference> differences) {
    List<Counted> present = all.stream().filter(one -> !one.amounts().isEmpty()).toList();
    return new SystemTotals(
        at,
        all.size(),
        present.size(),
        ids(all.stream().filter(one -> one.amounts().isEmpty()).toList()),
        values(present, EnumSet.allOf(Quantity.class)),
        calculated(present),
        lacking(all, present),
        phases(present),
        differences,
        shares(present),
        unconfigured,
        Map.of());
  }

  private static List<String> calculated(List<Counted> present) {
    return Arrays.stream(Quantity.values())
        .filter(
            quantity ->
                present.stream().anyMatch(one -> one.amounts().calculated().contains(quantity)))
        .map(Quantity::key)
        .toList();
  }

  /**
   * The units that each quantity lacks, where these are more than the units missing altogether. A
   * sum of which a part is unknown lacks all units, even if none reports it; a calculated one
   * always names the units it lacks.
   */
  private static Map<String, List<String>> lacking(Collection<Counted> all, List<Counted> present) {
    Map<String, List<String>> lacking = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) {
      List<String> without = ids(all.stream().filter(one -> !one.knows(quantity)).toList());
      boolean told = present.stream().anyMatch(one -> one.knows(quantity));
      boolean open =
          quantity.rule() == Rule.SUM
              && present.stream().anyMatch(one -> one.amounts().open().contains(quantity));
      boolean calculated =
          present.stream().anyMatch(one -> one.amounts().calculated().contains(quantity));
      int missing = calculated ? 0 : all.size() - present.size();
      if ((told || open) && without.size() > missing) {
        lacking.put(quantity.key(), without);
      }
    }
    return lacking;
  }

  private static List<String> ids(List<Counted> some) {
    return some.stream().map(one -> one.unit().id()).toList();
  }

  private static Map<String, Number> values(List<Counted> some, Set<Quantity> wanted) {
    Map<String, Number> values = new LinkedHashMap<>();
    for (Quantity quantity : wanted) {
      Arithmetic.combine(quantity.rule(), amounts(some, quantity))
          .ifPresent(all -> values.put(quantity.key(), Arithmetic.told(quantity, all)));
    }
    return values;
  }

  private static List<BigDecimal> amounts(List<Counted> some, Quantity quantity) {
    return some.stream().map(one -> one.amounts().get(quantity)).filter(Objects::nonNull).toList();
  }

  /** Each unit's share of the active power in percent, to a tenth; none where there is no load. */
  private static Map<String, Number> shares(List<Counted> present) {
    Map<String, Number> shares = new LinkedHashMap<>();
    BigDecimal all =
        amounts(present, Quantity.AC_WATT).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    for (Counted one : present) {
      BigDecimal own = one.amounts().get(Quantity.AC_WATT);
      if (own != null && all.signum() > 0) {
        shares.put(
            one.unit().id(),
            own.multiply(HUNDRED).divide(all, 1, RoundingMode.HALF_UP).doubleValue());
      }
    }
    return shares;
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
