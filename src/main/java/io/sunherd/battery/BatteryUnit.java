package io.sunherd.battery;

import io.sunherd.bus.BatteryState;
import io.sunherd.heard.HeardReading;
import io.sunherd.heard.HeardUnit;
import io.sunherd.herd.Amounts;
import io.sunherd.herd.CountableUnit;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one unit tells of its battery now.
 *
 * @param id the id of the inverter
 * @param identity what identifies the unit, whatever its ids
 * @param isOwn whether it is told over the unit's own cable, not by the parallel bus
 * @param hasNone whether it is known to have no battery
 * @param at when the unit told it, epoch milliseconds; 0 where it tells nothing
 * @param facts what it tells besides what it measures
 */
record BatteryUnit(
    String id,
    String identity,
    boolean isOwn,
    boolean hasNone,
    long at,
    @Nullable BigDecimal volts,
    @Nullable BigDecimal soc,
    @Nullable BigDecimal amps,
    @Nullable BigDecimal watts,
    UnitFacts facts) {

  /** The source that this is. */
  static final String SOURCE = "inverter";

  /** What it tells, and what that follows from. */
  private static final Set<Quantity> TOLD =
      Collections.unmodifiableSet(
          EnumSet.of(
              Quantity.BATT_VOLT,
              Quantity.BATT_CAPACITY,
              Quantity.BATT_CHARGE_AMPS,
              Quantity.BATT_DISCHARGE_AMPS,
              Quantity.BATTERY_AMPS,
              Quantity.BATTERY_WATTS));

  /** With less at its terminals, a unit has no battery. */
  private static final BigDecimal LEAST_VOLTS = BigDecimal.valueOf(5);

  /**
   * The voltage that is nearest to the battery's own comes first: measured over the unit's own
   * cable, where the finest digits are, and with the smallest current, which drops least on the
   * way.
   */
  private static final Comparator<BatteryUnit> NEAREST =
      Comparator.comparing((BatteryUnit one) -> !one.isOwn)
          .thenComparing(
              one -> one.amps == null ? null : one.amps.abs(),
              Comparator.nullsLast(Comparator.naturalOrder()));

  static BatteryUnit of(CountableUnit unit, long nowMs) {
    HeardUnit<?> heard = unit.heard();
    Amounts own = heard.isOffline() ? Amounts.NONE : unit.own(TOLD, nowMs);
    Amounts all = heard.isOffline() ? own : unit.completed(own, TOLD, nowMs);
    BigDecimal volts = all.get(Quantity.BATT_VOLT);
    boolean isThere = volts != null && volts.compareTo(LEAST_VOLTS) >= 0;
    return new BatteryUnit(
        heard.id(),
        heard.identity(),
        own.get(Quantity.BATT_VOLT) != null,
        !isThere && !heard.isOffline() && hasNone(all),
        isThere ? newest(heard) : 0,
        isThere ? volts : null,
        isThere ? all.get(Quantity.BATT_CAPACITY) : null,
        isThere ? all.get(Quantity.BATTERY_AMPS) : null,
        isThere ? all.get(Quantity.BATTERY_WATTS) : null,
        UnitFacts.of(unit, nowMs));
  }

  /** Whether a unit that measures no battery has none: it shows so, or has no voltage to show. */
  private static boolean hasNone(Amounts all) {
    return all.get(Quantity.BATT_VOLT) != null
        || (!all.known().isEmpty() && !all.open().contains(Quantity.BATT_VOLT));
  }

  private static long newest(HeardUnit<?> heard) {
    return Math.max(
        newest(heard, heard.dialect().carriers(Quantity.BATT_VOLT)),
        newest(heard, heard.dialect().busCarriers(Quantity.BATT_VOLT)));
  }

  private static long newest(HeardUnit<?> heard, List<Inquiry> carriers) {
    long newest = 0;
    for (Inquiry carrier : carriers) {
      HeardReading told = heard.newest(carrier.code());
      newest = told == null ? newest : Math.max(newest, told.reading().at());
    }
    return newest;
  }

  /** Whether this is the better of two that are the same unit. */
  boolean isBetterThan(BatteryUnit other) {
    return rank() > other.rank();
  }

  private int rank() {
    return volts == null ? 0 : isOwn ? 2 : 1;
  }

  /** The battery of these units; null where none of them measures one. */
  static @Nullable BatteryState together(@Nullable String system, List<BatteryUnit> all) {
    List<BatteryUnit> there = all.stream().filter(one -> one.volts != null).toList();
    Optional<BatteryUnit> nearest = there.stream().min(NEAREST);
    if (nearest.isEmpty()) {
      return null;
    }
    return new BatteryState(
        system,
        all.stream().map(BatteryUnit::id).toList(),
        mean(there.stream().map(BatteryUnit::soc).filter(Objects::nonNull).toList()),
        number(nearest.get().volts),
        sum(there.stream().map(BatteryUnit::amps).filter(Objects::nonNull).toList()),
        sum(there.stream().map(BatteryUnit::watts).filter(Objects::nonNull).toList()),
        all.stream().filter(one -> one.amps == null).map(BatteryUnit::id).toList(),
        SOURCE,
        there.stream().mapToLong(BatteryUnit::at).max().orElse(0),
        false);
  }

  private static @Nullable Double sum(List<BigDecimal> values) {
    return number(values.stream().reduce(BigDecimal::add).orElse(null));
  }

  private static @Nullable Double mean(List<BigDecimal> values) {
    return values.isEmpty()
        ? null
        : Math.round(
                10 * values.stream().mapToDouble(BigDecimal::doubleValue).sum() / values.size())
            / 10.0;
  }

  private static @Nullable Double number(@Nullable BigDecimal value) {
    return value == null ? null : value.doubleValue();
  }
}
