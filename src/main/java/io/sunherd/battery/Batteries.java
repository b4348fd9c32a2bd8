package io.sunherd.battery;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.Voided;
import io.sunherd.heard.ConfiguredUnits;
import io.sunherd.herd.CountableUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every battery of the configured inverters, as these measure it. For one thread. */
final class Batteries {
  /** The key of the units that are in no parallel system. */
  private static final String NONE = "";

  private final ConfiguredUnits<String, CountableUnit> units =
      ConfiguredUnits.byId(CountableUnit::new);
  private final Map<String, String> systems = new HashMap<>();
  private Map<String, Measured> known = Map.of();

  /** The batteries of these inverters; messages of others are ignored. */
  Batteries(List<String> inverters) {
    configure(inverters);
  }

  /** Forgets all but these. */
  void configure(List<String> inverters) {
    units.configure(inverters);
  }

  /** Takes a reading; {@code nowMs} is monotonic. Returns whether it is news. */
  boolean accept(Reading reading, long nowMs) {
    CountableUnit unit = units.find(reading.inverter());
    return unit != null && unit.accept(reading, nowMs);
  }

  /** Forgets what is not known any more; returns whether it is of one of these inverters. */
  boolean accept(Voided voided) {
    CountableUnit unit = units.find(voided.inverter());
    if (unit != null) {
      unit.accept(voided);
    }
    return unit != null;
  }

  /** Takes a state; returns whether it is of one of these inverters. */
  boolean accept(InverterState state) {
    CountableUnit unit = units.find(state.inverter());
    if (unit != null) {
      unit.accept(state);
    }
    return unit != null;
  }

  /** Takes the inquiries that an inverter refuses; returns whether that is news. */
  boolean accept(Refused refused) {
    CountableUnit unit = units.find(refused.inverter());
    return unit != null && unit.accept(refused);
  }

  /** Takes a member of a parallel bus; returns whether its system has changed. */
  boolean accept(Member member) {
    String system = member.system();
    return system != null && !system.equals(systems.put(member.serial(), system));
  }

  /**
   * Each battery that was ever measured; one that no unit measures now is stale.
   *
   * @param nowMs the time on the monotonic clock of the readings
   */
  List<BatteryState> states(long nowMs) {
    return measured(nowMs).stream().map(Measured::state).toList();
  }

  /** The same, with what the units tell besides. */
  List<Measured> measured(long nowMs) {
    Map<String, List<BatteryUnit>> bySystem = new TreeMap<>();
    for (BatteryUnit one : everyUnitOnce(nowMs)) {
      bySystem
          .computeIfAbsent(systems.getOrDefault(one.identity(), NONE), key -> new ArrayList<>())
          .add(one);
    }
    Map<String, Measured> now = new LinkedHashMap<>();
    bySystem.forEach(
        (key, some) -> {
          String system = bySystem.size() == 1 ? NONE : key;
          Measured battery = battery(system, some);
          if (battery != null) {
            now.put(system, battery);
          }
        });
    known = now;
    return List.copyOf(now.values());
  }

  /** The battery of these units; those that have none are not on it. */
  private @Nullable Measured battery(String system, List<BatteryUnit> all) {
    List<BatteryUnit> some = all.stream().filter(one -> !one.hasNone()).toList();
    BatteryState state = BatteryUnit.together(system.equals(NONE) ? null : system, some);
    Measured before = known.get(system);
    BatteryState last = before == null ? null : before.state().gone();
    BatteryState now = state == null ? last : state;
    return now == null ? null : new Measured(now, some.stream().map(BatteryUnit::facts).toList());
  }

  /** A battery of all the inverters of which nothing is measured. */
  Measured unmeasured() {
    return new Measured(
        new BatteryState(
            null, units.ids(), null, null, null, null, units.ids(), BatteryUnit.SOURCE, 0, true),
        List.of());
  }

  /** Where several inverters are the same unit, the one with readings over its own cable. */
  private List<BatteryUnit> everyUnitOnce(long nowMs) {
    Map<String, BatteryUnit> once = new LinkedHashMap<>();
    for (CountableUnit unit : units.all()) {
      BatteryUnit one = BatteryUnit.of(unit, nowMs);
      once.merge(one.identity(), one, (first, other) -> other.isBetterThan(first) ? other : first);
    }
    return List.copyOf(once.values());
  }
}
