package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyPeriod.Energy;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.rows.RowSource;
import io.sunherd.protocol.SerialNumber;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The energy of one period, by unit. */
final class Account {
  private final Map<Meter, Sum> sums = new EnumMap<>(Meter.class);
  private final Set<String> names = new HashSet<>();
  private final Set<String> identities = new HashSet<>();

  /** The amounts of one meter. */
  private static final class Sum {
    private long milliwattHours;
    private long millis;
    private boolean isCalculated;

    Energy energy() {
      return new Energy(milliwattHours / 1_000.0, millis / 1_000.0, isCalculated);
    }
  }

  /** A unit's energy on one meter in a quarter of an hour, and the id it had. */
  record Line(String name, long milliwattHours, long millis, boolean isCalculated) {
    Line longer(Line other) {
      return other.millis > millis ? other : this;
    }
  }

  /** What identifies a unit, whatever its id: its serial number, unless that is a placeholder. */
  static String identity(int unit, RowSource source) {
    return source.isOfKnownUnit() ? SerialNumber.of(source.serial()) : "unit " + unit;
  }

  /** Adds a quarter of an hour of one meter, by identity. */
  void add(Meter meter, Map<String, Line> quarter) {
    Sum sum = sums.computeIfAbsent(meter, m -> new Sum());
    quarter.forEach(
        (identity, line) -> {
          sum.milliwattHours += line.milliwattHours;
          sum.millis += line.millis;
          sum.isCalculated |= line.isCalculated;
          names.add(line.name);
          identities.add(identity);
        });
  }

  /** The identities of the units with data. */
  Set<String> identities() {
    return identities;
  }

  /**
   * How many units they are: a unit that was replaced by another of the same id, and a unit that
   * got another id, count once.
   */
  private int units() {
    return Math.min(names.size(), identities.size());
  }

  EnergyPeriod period(long from, long to, Map<Meter, Long> counters) {
    Map<Meter, Energy> energy = new HashMap<>();
    sums.forEach((meter, sum) -> energy.put(meter, sum.energy()));
    return new EnergyPeriod(from, to, energy, counters, units());
  }
}
