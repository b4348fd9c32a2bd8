package io.sunherd.herd;

import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The amount of each quantity of one unit. It is known completely or not at all: a sum without one
 * tracker or one leg is no sum.
 *
 * @param known the known amounts
 * @param calculated those of them that the unit does not report, but that follow from values it
 *     reports
 * @param open the quantities that the unit has, but whose amount is unknown
 */
public record Amounts(
    Map<Quantity, BigDecimal> known, Set<Quantity> calculated, Set<Quantity> open) {

  public Amounts {
    known = Collections.unmodifiableMap(known);
    calculated = Collections.unmodifiableSet(calculated);
    open = Collections.unmodifiableSet(open);
  }

  /** Every quantity that there is. */
  static final Set<Quantity> EVERY = Collections.unmodifiableSet(EnumSet.allOf(Quantity.class));

  /** The quantities that are calculated from others where no reading tells them. */
  static final Set<Quantity> DERIVED =
      Set.of(Quantity.BATTERY_AMPS, Quantity.BATTERY_WATTS, Quantity.GRID_WATTS);

  /** No amount is known. */
  public static final Amounts NONE = new Amounts(Map.of(), Set.of(), Set.of());

  /** Whether no amount is known. */
  boolean isEmpty() {
    return known.isEmpty();
  }

  /** An amount, or null where it is not known. */
  public @Nullable BigDecimal get(Quantity quantity) {
    return known.get(quantity);
  }

  /**
   * An amount as it is published, rounded to the digits of its quantity; null where it is not
   * known.
   */
  public @Nullable Number told(Quantity quantity) {
    BigDecimal amount = known.get(quantity);
    return amount == null ? null : Arithmetic.told(quantity, amount);
  }

  /** These amounts, completed by those from another source on the same unit. */
  public Amounts or(Amounts other) {
    if (other.known.isEmpty() && other.open.isEmpty()) {
      return this;
    }
    Map<Quantity, BigDecimal> both = new EnumMap<>(Quantity.class);
    both.putAll(other.known);
    both.putAll(known);
    Set<Quantity> derived = EnumSet.noneOf(Quantity.class);
    derived.addAll(other.calculated);
    derived.removeAll(known.keySet());
    derived.addAll(calculated);
    Set<Quantity> left = EnumSet.noneOf(Quantity.class);
    left.addAll(open);
    left.addAll(other.open);
    left.removeAll(both.keySet());
    return new Amounts(both, derived, left);
  }

  /**
   * Collects the amounts from the inquiries of one source: the unit's own cable, or the parallel
   * bus.
   */
  static final class Gathering {
    private final Function<Inquiry, @Nullable CountedReading> heard;
    private final Predicate<Inquiry> refused;
    private final long nowMs;
    private final Map<Quantity, BigDecimal> known = new EnumMap<>(Quantity.class);
    private final Set<Quantity> calculated = EnumSet.noneOf(Quantity.class);
    private final Set<Quantity> open = EnumSet.noneOf(Quantity.class);

    /**
     * @param heard the newest reading of an inquiry, or null
     * @param refused whether the unit refuses an inquiry, and so lacks the quantities that it
     *     reports
     */
    Gathering(
        Function<Inquiry, @Nullable CountedReading> heard, Predicate<Inquiry> refused, long nowMs) {
      this.heard = heard;
      this.refused = refused;
      this.nowMs = nowMs;
    }

    /**
     * The amounts of these quantities, each from the inquiries that carry it, and what follows from
     * them. Of the others it tells any only where none of these is known.
     */
    Amounts of(
        Set<Quantity> wanted,
        Function<Quantity, List<Inquiry>> carriers,
        @Nullable Boolean onGrid) {
      gather(wanted, carriers);
      if (known.isEmpty()) {
        gather(EVERY, carriers);
      }
      if (!known.isEmpty()) { // a unit of which only the mode is known cannot be counted
        Battery.derive(known, open);
        if (wanted.contains(Quantity.GRID_WATTS)) {
          GridPower.derive(known, calculated, open, onGrid);
        }
      }
      return new Amounts(known, calculated, open);
    }

    private void gather(Set<Quantity> wanted, Function<Quantity, List<Inquiry>> carriers) {
      for (Quantity quantity : wanted) {
        List<Inquiry> telling = carriers.apply(quantity);
        if (!telling.isEmpty()) {
          gather(quantity, telling);
        }
      }
    }

    private void gather(Quantity quantity, List<Inquiry> carriers) {
      List<BigDecimal> parts = new ArrayList<>(carriers.size());
      boolean derived = false;
      for (Inquiry carrier : carriers) {
        CountedReading newest = heard.apply(carrier);
        if (newest == null && refused.test(carrier)) {
          continue;
        }
        ReadingAmounts.Share share = newest == null ? null : newest.share(quantity);
        long olderMs = share == null ? 0 : share.olderMs();
        boolean isLive = newest != null && newest.isLive(nowMs + olderMs);
        if (isLive && share == null) {
          continue;
        }
        BigDecimal part = isLive && share != null ? share.amount() : null;
        if (share == null || part == null) {
          open.add(quantity);
          return;
        }
        parts.add(part);
        derived |= share.isCalculated();
      }
      Arithmetic.combine(quantity.rule(), parts).ifPresent(all -> known.put(quantity, all));
      if (derived) {
        calculated.add(quantity);
      }
    }
  }
}
