package io.sunherd.mqtt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The energy that was told, as it is kept over restarts. Amounts are in milliwatt-hours by what
 * identifies a unit, or the name of the system, and by kind.
 *
 * @param began when the books began, epoch seconds; null where there is nothing in them
 * @param told what was told
 * @param before what was in the books already when they took the place of others: it is not told
 * @param places what identifies the unit whose energy was told last, by the id it was told at
 */
record ToldEnergy(
    @Nullable Long began,
    Map<String, Map<String, Long>> told,
    Map<String, Map<String, Long>> before,
    Map<String, String> places) {
  /** Nothing was told. */
  static final ToldEnergy NOTHING = new ToldEnergy(null, Map.of(), Map.of(), Map.of());

  ToldEnergy {
    told = copy(told);
    before = copy(before);
    places = Map.copyOf(places);
  }

  private static Map<String, Map<String, Long>> copy(Map<String, Map<String, Long>> amounts) {
    Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
    amounts.forEach((name, kinds) -> copy.put(name, Map.copyOf(kinds)));
    return Collections.unmodifiableMap(copy);
  }
}
