package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.Voided;
import io.sunherd.heard.ConfiguredUnits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts every unit once, and computes the totals of those with current readings. */
final class Census {
  /** The key for units whose system is unknown. */
  private static final String NONE = "";

  private final ConfiguredUnits<String, CountableUnit> units =
      ConfiguredUnits.byId(CountableUnit::new);
  private final Map<String, Member> present = new TreeMap<>();
  private final Map<String, String> systems = new HashMap<>();
  private Guardian guardian = new Guardian(List.of());

  /** Counts these inverters; messages of others are ignored. */
  Census(List<String> inverters) {
    configure(inverters);
  }

  /** Forgets all but these. */
  void configure(List<String> inverters) {
    units.configure(inverters);
  }

  /** Compares paralleled units in all but these settings from now on. */
  void ignore(Collection<String> settings) {
    guardian = new Guardian(settings);
  }

  /** Takes a reading; {@code nowMs} is monotonic. Returns whether it changes anything. */
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

  /** Takes the inquiries that an inverter refuses; returns whether that changes anything. */
  boolean accept(Refused refused) {
    CountableUnit unit = units.find(refused.inverter());
    return unit != null && unit.accept(refused);
  }

  /** Takes a member of a parallel bus; returns whether that changes anything. */
  boolean accept(Member member) {
    String serial = member.serial();
    Member old = member.present() ? present.put(serial, member) : present.remove(serial);
    String system = member.system();
    boolean moved = system != null && !system.equals(systems.put(serial, system));
    return moved || (old != null) != member.present();
  }

  /**
   * The totals.
   *
   * @param at the time they are published with, epoch milliseconds
   * @param nowMs the time on the monotonic clock of the readings
   */
  SystemTotals totals(long at, long nowMs) {
    Map<String, List<Counted>> bySystem = new TreeMap<>();
    Collection<Counted> all = everyUnitOnce(nowMs);
    all.forEach(
        one -> bySystem.computeIfAbsent(system(one.unit()), key -> new ArrayList<>()).add(one));
    Map<String, SystemTotals> each = new LinkedHashMap<>();
    bySystem.forEach((key, some) -> each.put(key, sum(key, some, at)));
    List<String> unconfigured = unconfigured(null);
    // Mostly all units form one system.
    SystemTotals whole =
        each.size() == 1
            ? each.values().iterator().next()
            : Sum.of(all, at, unconfigured, List.of());
    boolean several = each.keySet().stream().filter(key -> !key.equals(NONE)).count() > 1;
    Map<String, Number> shares = new LinkedHashMap<>();
    List<Difference> differences = new ArrayList<>();
    each.values().forEach(system -> shares.putAll(system.shares()));
    each.values().forEach(system -> differences.addAll(system.differences()));
    each.remove(NONE);
    return new SystemTotals(
        at,
        whole.units(),
        whole.counted(),
        whole.missing(),
        whole.values(),
        whole.calculated(),
        whole.lacking(),
        whole.phases(),
        differences,
        shares,
        unconfigured,
        several ? each : Map.of());
  }

  private SystemTotals sum(String key, List<Counted> some, long at) {
    List<CountableUnit> members = some.stream().map(Counted::unit).toList();
    boolean isSet = !key.equals(NONE);
    return Sum.of(some, at, unconfigured(key), guardian.differences(members, isSet));
  }

  private String system(CountableUnit unit) {
    return systems.getOrDefault(unit.identity(), NONE);
  }

  /**
   * The serial numbers of units that were found, in one system or in all, but are not configured.
   */
  private List<String> unconfigured(@Nullable String system) {
    Set<String> configured =
        units.all().stream().map(CountableUnit::identity).collect(Collectors.toSet());
    return present.values().stream()
        .filter(member -> system == null || system.equals(member.system()))
        .map(Member::serial)
        .filter(serial -> !configured.contains(serial))
        .toList();
  }

  /**
   * Of several inverters that are the same unit, the one with readings of its own cable, else the
   * first.
   */
  private Collection<Counted> everyUnitOnce(long nowMs) {
    Map<String, Counted> once = new LinkedHashMap<>();
    for (CountableUnit unit : units.all()) {
      once.merge(
          unit.identity(),
          new Counted(unit, unit.amounts(nowMs)),
          (first, other) -> rank(other, nowMs) > rank(first, nowMs) ? other : first);
    }
    return once.values();
  }

  private static int rank(Counted one, long nowMs) {
    if (one.amounts().isEmpty()) {
      return 0;
    }
    return one.unit().own(nowMs).isEmpty() ? 1 : 2;
  }
}
