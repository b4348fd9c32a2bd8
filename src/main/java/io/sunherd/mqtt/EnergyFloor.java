package io.sunherd.mqtt;

import io.sunherd.bus.energy.EnergyTotals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The energy that was told so far: never less is told, unless the books themselves are others. Pure
 * logic.
 */
final class EnergyFloor {
  private @Nullable Long began;
  private final Map<String, Map<String, Long>> told = new TreeMap<>();

  /** What was told before the start. */
  EnergyFloor(EnergyTotals before) {
    began = before.began();
    before.milliwattHours().forEach((name, kinds) -> told.put(name, new LinkedHashMap<>(kinds)));
  }

  /**
   * What the books say now.
   *
   * @return whether they have begun anew: what was told before is of no use
   */
  boolean accept(EnergyTotals books) {
    Long before = began;
    Long now = books.began();
    boolean isNew = before != null && !told.isEmpty() && (now == null || now > before);
    if (isNew) {
      told.clear();
    }
    began = now;
    books
        .milliwattHours()
        .forEach(
            (name, kinds) -> {
              Map<String, Long> floor = told.computeIfAbsent(name, n -> new LinkedHashMap<>());
              kinds.forEach((kind, amount) -> floor.merge(kind, amount, Math::max));
            });
    return isNew;
  }

  /** What is told. */
  EnergyTotals told() {
    return new EnergyTotals(began, told);
  }
}
