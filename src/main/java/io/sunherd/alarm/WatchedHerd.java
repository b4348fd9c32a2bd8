package io.sunherd.alarm;

import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.heard.ConfiguredUnits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the bus has told of everything that conditions judge. For one thread. */
final class WatchedHerd {
  private final ConfiguredUnits<Wiring, WatchedUnit> units =
      new ConfiguredUnits<>(Wiring::id, WatchedUnit::new);
  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, BatteryState> batteries = new TreeMap<>();
  private final Map<String, PartHealth> parts = new HashMap<>();
  private AlarmRules rules = AlarmRules.USUAL;
  private @Nullable SystemTotals totals;
  private @Nullable ConfigState config;

  /** What several conditions ask for, worked out once for each look. */
  private @Nullable List<WatchedUnit> alone;

  private @Nullable Collection<List<WatchedUnit>> systems;

  /** Knows these inverters, and goes by these rules. */
  void configure(List<Wiring> inverters, AlarmRules newer) {
    rules = newer;
    if (units.configure(inverters)) {
      totals = null; // it may tell of others
      batteries.clear();
    }
  }

  /** Takes a reading; returns whether it tells a trouble that its unit did not tell before. */
  boolean accept(Reading reading, long nowMs) {
    WatchedUnit unit = units.find(reading.inverter());
    return unit != null && unit.accept(reading, nowMs);
  }

  void accept(Voided voided) {
    WatchedUnit unit = units.find(voided.inverter());
    if (unit != null) {
      unit.accept(voided);
    }
  }

  void accept(InverterState state, long nowMs) {
    WatchedUnit unit = units.find(state.inverter());
    if (unit != null) {
      unit.accept(state, nowMs);
    }
  }

  void accept(Refused refused) {
    WatchedUnit unit = units.find(refused.inverter());
    if (unit != null) {
      unit.accept(refused);
    }
  }

  void accept(Member member) {
    members.put(member.serial(), member);
  }

  void accept(BatteryState battery) {
    String system = battery.system();
    batteries.values().removeIf(other -> !Collections.disjoint(other.units(), battery.units()));
    batteries.put(system == null ? "" : system, battery);
  }

  void accept(PartHealth part) {
    parts.put(part.name(), part);
  }

  void accept(SystemTotals newer) {
    totals = newer;
  }

  void accept(ConfigState newer) {
    config = newer;
  }

  /** Works out what the units have now; to be called before anything is judged. */
  void look(long nowMs, long at) {
    alone = null;
    systems = null;
    units.all().forEach(unit -> unit.look(nowMs, at));
  }

  /** Takes what units told before the hub's start. */
  void recall(List<LastSeen> seen, long at, long nowMs) {
    for (LastSeen one : seen) {
      WatchedUnit unit = units.find(one.inverter());
      if (unit != null) {
        unit.recall(one, at, nowMs);
      }
    }
  }

  AlarmRules rules() {
    return rules;
  }

  Collection<WatchedUnit> units() {
    return units.all();
  }

  /** The ids of all. */
  List<String> ids() {
    return units.all().stream().map(WatchedUnit::id).toList();
  }

  boolean has(String inverter) {
    return units.find(inverter) != null;
  }

  @Nullable WatchedUnit unit(@Nullable String id) {
    return id == null ? null : units.find(id);
  }

  /** A unit as its parallel bus reported it last, or null. */
  @Nullable Member member(WatchedUnit unit) {
    return members.get(unit.heard().identity());
  }

  /** The units that answer and are known to be on a parallel bus with no other configured unit. */
  List<WatchedUnit> alone() {
    List<WatchedUnit> known = alone;
    if (known == null) {
      known = findAlone();
      alone = known;
    }
    return known;
  }

  private List<WatchedUnit> findAlone() {
    Map<String, Set<String>> present = new HashMap<>();
    for (WatchedUnit unit : units.all()) {
      Member member = member(unit);
      String system = member == null || !member.present() ? null : member.system();
      if (member != null && system != null) {
        present.computeIfAbsent(system, key -> new HashSet<>()).add(member.serial());
      }
    }
    List<WatchedUnit> found = new ArrayList<>();
    for (WatchedUnit unit : units.all()) {
      Member own = member(unit);
      if (own != null && own.present() && unit.isOnline()) {
        String system = own.system();
        if (system == null || present.getOrDefault(system, Set.of()).size() < 2) {
          found.add(unit);
        }
      }
    }
    return found;
  }

  /** The present units of each parallel system of two and more. */
  Collection<List<WatchedUnit>> systems() {
    Collection<List<WatchedUnit>> known = systems;
    if (known == null) {
      known = findSystems();
      systems = known;
    }
    return known;
  }

  private Collection<List<WatchedUnit>> findSystems() {
    Map<String, Map<String, WatchedUnit>> systems = new TreeMap<>();
    for (WatchedUnit unit : units.all()) {
      Member member = member(unit);
      String system = member == null || !member.present() ? null : member.system();
      if (system != null && !unit.isOffline()) {
        systems
            .computeIfAbsent(system, key -> new TreeMap<>())
            .putIfAbsent(unit.heard().identity(), unit);
      }
    }
    return systems.values().stream()
        .filter(some -> some.size() > 1)
        .map(some -> List.copyOf(some.values()))
        .toList();
  }

  Collection<BatteryState> batteries() {
    return batteries.values();
  }

  @Nullable PartHealth part(String name) {
    return parts.get(name);
  }

  @Nullable SystemTotals totals() {
    return totals;
  }

  @Nullable ConfigState config() {
    return config;
  }
}
