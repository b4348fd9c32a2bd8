package io.sunherd.mqtt;

import io.sunherd.bus.energy.EnergyTotals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The energy that was told so far: never less is told, unless the books themselves are others; then
 * it begins at 0, whatever is in them already. Pure logic.
 */
final class EnergyFloor {
  private @Nullable Long began;
  private final Map<String, Map<String, Long>> told = new TreeMap<>();
  private final Map<String, Map<String, Long>> before = new TreeMap<>();

  /** What was told before the start. */
  EnergyFloor(ToldEnergy kept) {
    began = kept.began();
    kept.told().forEach((name, kinds) -> told.put(name, new LinkedHashMap<>(kinds)));
    before.putAll(kept.before());
  }

  /**
   * What the books say now.
   *
   * @return whether they are others: what was told before is of no use
   */
  boolean accept(EnergyTotals books) {
    Long last = began;
    Long now = books.began();
    boolean isNew = last != null && !told.isEmpty() && (now == null || now > last);
    if (isNew) {
      told.clear();
      before.clear();
      before.putAll(books.milliwattHours());
    }
    began = now;
    books
        .milliwattHours()
        .forEach(
            (name, kinds) -> {
              Map<String, Long> floor = told.computeIfAbsent(name, n -> new LinkedHashMap<>());
              Map<String, Long> hidden = before.getOrDefault(name, Map.of());
              kinds.forEach(
                  (kind, amount) ->
                      floor.merge(
                          kind, Math.max(0, amount - hidden.getOrDefault(kind, 0L)), Math::max));
            });
    return isNew;
  }

  /**
   * What an earlier version has told at this id belongs to this unit: it knew units by their ids
   * only.
   */
  void adopt(String id, String identity) {
    Map<String, Long> old = told.remove(id);
    if (old != null) {
      Map<String, Long> floor = told.computeIfAbsent(identity, n -> new LinkedHashMap<>());
      old.forEach((kind, amount) -> floor.merge(kind, amount, Math::max));
    }
  }

  /** Only units with these ids may still adopt what an earlier version has told. */
  void configure(List<String> ids) {
    told.keySet()
        .removeIf(
            name ->
                !name.contains(" ") && !name.equals(EnergyTotals.SYSTEM) && !ids.contains(name));
  }

  /** What is told of a unit, or of the system; empty where nothing is known. */
  Map<String, Long> of(String name) {
    return Map.copyOf(told.getOrDefault(name, Map.of()));
  }

  /** Whether nothing is known of anything. */
  boolean isEmpty() {
    return told.isEmpty();
  }

  /** The names of which something is known. */
  Set<String> names() {
    return Set.copyOf(told.keySet());
  }

  /** All of it, with the places where it was told. */
  ToldEnergy told(Map<String, String> places) {
    return new ToldEnergy(began, told, before, places);
  }
}
