package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Voided;
import io.sunherd.heard.HeardUnit;
import io.sunherd.heard.TimedReading;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One configured inverter as the herd counts it: its state, its readings, and the amounts from
 * them.
 */
public final class CountableUnit {
  private static final String NEIGHBOUR = "parallel";

  private final HeardUnit<CountedReading> heard;

  /** By the code of an inquiry, as it takes a while to find them. */
  private final Map<String, CountedFields> telling = new HashMap<>();

  /** What the parallel bus may tell of a unit of its dialect. */
  private @Nullable Set<Quantity> overTheBus;

  private Set<String> refused = Set.of();

  /** An inverter without a state or readings yet. */
  public CountableUnit(String id) {
    this.heard = new HeardUnit<>(id);
  }

  /** Its state and readings. */
  public HeardUnit<? extends TimedReading> heard() {
    return heard;
  }

  String id() {
    return heard.id();
  }

  /** What identifies the unit, whatever its ids: its serial number if known, else its id. */
  String identity() {
    return heard.identity();
  }

  boolean isOffline() {
    return heard.isOffline();
  }

  @Nullable String firmware() {
    InverterState state = heard.state();
    return state == null ? null : state.firmware();
  }

  Dialect dialect() {
    return heard.dialect();
  }

  /** Takes a state; forgets readings of another unit, or in another dialect. */
  public void accept(InverterState newer) {
    Dialect before = heard.dialect();
    heard.accept(newer);
    if (heard.dialect() != before) {
      telling.clear();
      overTheBus = null;
    }
  }

  /** Forgets what is not known any more. */
  public void accept(Voided voided) {
    heard.forget(voided.codes());
  }

  /** Takes the inquiries that it refuses; returns whether they have changed. */
  public boolean accept(Refused newer) {
    boolean news = !refused.equals(newer.codes());
    refused = newer.codes();
    return news;
  }

  /**
   * Takes a reading, and returns whether it changes anything. Ignores readings of other units on
   * the parallel bus that came over this unit's cable, and other readings with an argument, which
   * are of the past. An implausible reading is shown as it came, but not counted.
   */
  public boolean accept(Reading reading, long nowMs) {
    Inquiry inquiry = heard.inquiry(reading.code()).orElse(null);
    if (inquiry == null
        || (inquiry.argument() != null && !isSeen(reading, inquiry))
        || inquiry.isIncredible(reading.data())
        || heard.known(inquiry.code(), reading) != null) {
      return false;
    }
    heard.keep(inquiry.code(), new CountedReading(reading, nowMs, inquiry, telling(inquiry)));
    return true;
  }

  private CountedFields telling(Inquiry inquiry) {
    return telling.computeIfAbsent(inquiry.code(), code -> CountedFields.of(inquiry));
  }

  /**
   * Whether a reading from the parallel bus is about this unit: the hub, which has checked it,
   * published it under the bare name, or it has the unit's serial number.
   */
  private boolean isSeen(Reading reading, Inquiry inquiry) {
    return inquiry.name().startsWith(NEIGHBOUR)
        && (reading.command().equals(inquiry.name())
            || identity().equals(reading.data().get("serial_number")));
  }

  /**
   * The present amount of each quantity: from its own readings, else from those of the parallel
   * bus.
   */
  public Amounts amounts(long nowMs) {
    return amounts(Amounts.EVERY, nowMs);
  }

  /**
   * The same of these quantities only. Who asks for the grid power, or for that of the battery, has
   * to name what they follow from, too.
   */
  public Amounts amounts(Set<Quantity> wanted, long nowMs) {
    return isOffline() ? Amounts.NONE : completed(own(wanted, nowMs), wanted, nowMs);
  }

  /** The amounts from its own readings, completed by those of the parallel bus. */
  public Amounts completed(Amounts own, Set<Quantity> wanted, long nowMs) {
    for (Quantity quantity : wanted) {
      if (own.get(quantity) == null && overTheBus().contains(quantity)) {
        return own.or(seen(wanted, nowMs));
      }
    }
    return own;
  }

  private Set<Quantity> overTheBus() {
    Set<Quantity> known = overTheBus;
    if (known == null) {
      known = EnumSet.copyOf(Amounts.DERIVED);
      for (Quantity quantity : Quantity.values()) {
        if (!heard.dialect().busCarriers(quantity).isEmpty()) {
          known.add(quantity);
        }
      }
      overTheBus = known;
    }
    return known;
  }

  /** The amounts from readings over its own cable. */
  public Amounts own(long nowMs) {
    return own(Amounts.EVERY, nowMs);
  }

  /** The same of these quantities only. */
  public Amounts own(Set<Quantity> wanted, long nowMs) {
    return gathering(inquiry -> refused.contains(inquiry.code()), nowMs)
        .of(wanted, heard.dialect()::carriers, onGrid(wanted, false, nowMs));
  }

  /** The amounts from readings of the parallel bus. */
  public Amounts seen(long nowMs) {
    return seen(Amounts.EVERY, nowMs);
  }

  /** The same of these quantities only. */
  public Amounts seen(Set<Quantity> wanted, long nowMs) {
    for (CountedReading one : heard.readings()) {
      if (one.isOverTheBus() && one.tellsAmounts()) {
        return gathering(inquiry -> false, nowMs)
            .of(wanted, heard.dialect()::busCarriers, onGrid(wanted, true, nowMs));
      }
    }
    return Amounts.NONE;
  }

  private Amounts.Gathering gathering(Predicate<Inquiry> lacks, long nowMs) {
    return new Amounts.Gathering(inquiry -> heard.newest(inquiry.code()), lacks, nowMs);
  }

  /** The readings from one source: the parallel bus, or its own cable. */
  private Stream<CountedReading> told(boolean overTheBus) {
    return heard.readings().stream().filter(one -> one.isOverTheBus() == overTheBus);
  }

  private @Nullable Boolean onGrid(Set<Quantity> wanted, boolean overTheBus, long nowMs) {
    if (!wanted.contains(Quantity.GRID_WATTS)) {
      return null;
    }
    Boolean all = null;
    for (CountedReading one : heard.readings()) {
      Boolean onGrid = one.isOverTheBus() == overTheBus ? one.onGrid() : null;
      if (onGrid != null && one.isLive(nowMs)) {
        all = onGrid && (all == null || all);
      }
    }
    return all;
  }

  /**
   * The last known value of a setting; a setting does not change by itself. The parallel bus
   * reports some settings under the same names.
   */
  @Nullable Object setting(String inquiry, String key) {
    CountedReading own = heard.newest(inquiry);
    Object value = own == null ? null : own.reading().data().get(key);
    return value != null
        ? value
        : told(true)
            .map(seen -> seen.reading().data().get(key))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** Its last known output mode, or null. */
  @Nullable String outputMode() {
    Object mode =
        dialect()
            .inquiry("settings")
            .map(ratings -> setting(ratings.code(), "output_mode"))
            .orElse(null);
    return mode == null ? null : mode.toString();
  }
}
