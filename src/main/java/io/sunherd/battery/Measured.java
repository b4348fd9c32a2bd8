package io.sunherd.battery;

import io.sunherd.bus.BatteryState;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One battery as its units measure it.
 *
 * @param state what they measure; its state of charge is what the inverters tell
 * @param facts what each of them tells besides
 */
record Measured(BatteryState state, List<UnitFacts> facts) {
  Measured {
    facts = List.copyOf(facts);
  }

  /** What identifies the battery: the key of its parallel system, or nothing. */
  String key() {
    return state.system() == null ? "" : state.system();
  }

  /** The lowest float voltage of the units: the first that stops charging. */
  @Nullable Double floatVolts() {
    return least(UnitFacts::floatVolts);
  }

  /** The lowest voltage at which a unit stops discharging. */
  @Nullable Double cutOffVolts() {
    return least(UnitFacts::cutOffVolts);
  }

  private @Nullable Double least(Function<UnitFacts, @Nullable Double> what) {
    return facts.stream()
        .<@Nullable Double>map(what)
        .filter(Objects::nonNull)
        .reduce(null, (one, other) -> one == null || other < one ? other : one);
  }

  /** The newest that a battery management tells, or null. */
  UnitFacts.@Nullable Bms bms() {
    return facts.stream()
        .map(UnitFacts::bms)
        .filter(Objects::nonNull)
        .reduce((one, other) -> other.at() > one.at() ? other : one)
        .orElse(null);
  }
}
