package io.sunherd.battery;

import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.BatteryState.Charge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One battery with its state of charge from the one configured source: where that source falls
 * silent, this is told, and nothing takes its place. For one thread.
 */
final class BatteryAccount {
  /** With less power, nobody can tell how long it lasts. */
  private static final double LEAST_WATTS = 100;

  private final Recent recent = new Recent();
  private @Nullable AhCount count;
  private AhCount.@Nullable Kept kept;
  private @Nullable Pushed pushed;
  private @Nullable Double lastBms;
  private long lastBmsAt;

  /** A moment on both clocks. */
  record Moment(long nowMs, long epochMs) {}

  /** A battery whose count goes on from what was kept of it, if anything was. */
  BatteryAccount(AhCount.@Nullable Kept kept) {
    this.kept = kept;
  }

  /**
   * Takes what was sent of it.
   *
   * @throws Pushed.Wrong where something newer is known
   */
  void accept(Pushed newer) {
    Pushed older = pushed;
    if (older != null && newer.isOlderThan(older)) {
      throw new Pushed.Wrong(409, "Something newer than that is known of the battery already.");
    }
    pushed = newer;
  }

  /** The count, to be kept; null where nothing is counted. */
  AhCount.@Nullable Kept kept() {
    return count == null ? kept : count.kept();
  }

  /** The battery as it is now. */
  BatteryState state(Measured measured, BatteryRules rules, Moment moment) {
    BatteryState from =
        switch (rules.source()) {
          case INVERTER -> measured.state();
          case BMS -> byBms(measured);
          case AH -> byCount(measured, rules, moment);
          case PUSHED -> byPush(measured.state(), moment);
        };
    if (!from.stale()) {
      recent.add(moment.nowMs(), from.amps(), from.watts());
    }
    return lasting(from, rules);
  }

  private BatteryState byBms(Measured measured) {
    BatteryState state = measured.state().from(BatteryRules.Source.BMS.word());
    UnitFacts.Bms bms = measured.bms();
    if (bms != null) {
      lastBms = bms.soc();
      lastBmsAt = bms.at();
    }
    if (bms != null && bms.isLive()) {
      return state.with(bms.soc(), bms.at(), Charge.UNKNOWN);
    }
    return state.silent(
        lastBms,
        lastBms == null ? state.at() : lastBmsAt,
        lastBms == null
            ? "No unit of this battery tells of a battery management that speaks to it."
            : "The battery management tells nothing now; this is the last it told.");
  }

  private BatteryState byCount(Measured measured, BatteryRules rules, Moment moment) {
    BatteryState state = measured.state().from(BatteryRules.Source.AH.word());
    Double capacity = rules.capacityAh();
    if (capacity == null) {
      return state.silent(null, state.at(), "Nothing is counted without battery.capacity_ah.");
    }
    AhCount counted = counted(state, moment);
    boolean isGone = state.stale();
    counted.see(
        new AhCount.Seen(
            isGone ? null : state.amps(),
            !isGone && state.missing().isEmpty(),
            state.units().size() - state.missing().size(),
            isGone ? null : state.volts()),
        ends(measured, rules, capacity),
        moment.nowMs(),
        moment.epochMs());
    return state.with(
        rounded(counted.soc(), 10),
        isGone ? state.at() : moment.epochMs(),
        new Charge(
            null,
            rounded(counted.error(), 10),
            null,
            null,
            counted.by(),
            counted.correctedAt(),
            null));
  }

  private AhCount counted(BatteryState state, Moment moment) {
    AhCount known = count;
    if (known == null) {
      AhCount.Kept before = kept;
      known =
          before != null
              ? AhCount.goOn(before)
              : AhCount.begin(Objects.requireNonNullElse(state.soc(), 50.0), moment.epochMs());
      count = known;
    }
    return known;
  }

  /**
   * A full battery is told by the units' own float voltage, an empty one by the owner's limit,
   * which leaves soc-min in it; without that by the voltage at which the units switch off, with
   * nothing left.
   */
  private static AhCount.Ends ends(Measured measured, BatteryRules rules, double capacity) {
    BatteryRules.Limit most = rules.floatAtMost();
    BatteryRules.Limit least = rules.dischargeTo();
    Double floating = measured.floatVolts();
    return new AhCount.Ends(
        capacity,
        least == null ? 0 : rules.emptySoc(),
        floating == null && most != null ? (Double) most.volts() : floating,
        least == null ? measured.cutOffVolts() : (Double) least.volts());
  }

  private BatteryState byPush(BatteryState measured, Moment moment) {
    BatteryState state = measured.from(BatteryRules.Source.PUSHED.word());
    Pushed last = pushed;
    if (last == null || !last.isLive(moment.nowMs())) {
      return state.silent(
          last == null ? null : last.soc(),
          last == null ? state.at() : last.at(),
          last == null
              ? "Nothing was pushed yet: PUT /api/v1/battery."
              : "Nothing was pushed for a minute; this is the last that was.");
    }
    return state.measuring(last.volts(), last.amps()).with(last.soc(), last.at(), Charge.UNKNOWN);
  }

  private BatteryState lasting(BatteryState state, BatteryRules rules) {
    Double capacity = rules.capacityAh();
    Double soc = state.soc();
    double amps = recent.amps();
    double watts = recent.watts();
    if (state.stale() || capacity == null || soc == null || !(Math.abs(watts) >= LEAST_WATTS)) {
      return state;
    }
    if (watts > 0) {
      return state.lasting(null, hours(100 - soc, capacity, amps));
    }
    BatteryRules.Limit least = rules.dischargeTo();
    Double volts = state.volts();
    boolean isEmpty = least != null && volts != null && volts <= least.volts();
    return state.lasting(
        isEmpty ? (Double) 0.0 : hours(soc - rules.emptySoc(), capacity, amps), null);
  }

  private static @Nullable Double hours(double percent, double capacity, double amps) {
    double hours = Math.max(0, percent) / 100 * capacity / Math.abs(amps);
    return Double.isFinite(hours) ? rounded(hours, 100) : null;
  }

  private static Double rounded(double value, int parts) {
    return Math.round(value * parts) / (double) parts;
  }
}
