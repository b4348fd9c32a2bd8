package io.sunherd.herd;

import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Field;
import io.sunherd.protocol.Inquiry;
import io.sunherd.protocol.Setting;
import io.sunherd.protocol.Setting.Proof;
import io.sunherd.protocol.Setting.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what paralleled units should have alike, but have not, before they trip on it: the settings
 * that the table calls those of the system, and the firmware.
 */
final class Guardian {
  private static final String SINGLE = "single";

  private Guardian() {}

  /** Each difference once; what a unit does not tell is none, and a single unit has none. */
  static List<Difference> differences(List<Unit> units) {
    List<Unit> paralleled =
        units.stream()
            .filter(unit -> !unit.isOffline())
            .filter(unit -> unit.outputMode() != null && !SINGLE.equals(unit.outputMode()))
            .toList();
    Map<Proof, Shared> shared = new LinkedHashMap<>();
    for (Unit unit : paralleled) {
      for (Setting setting : unit.dialect().settings()) {
        Proof proof = setting.proof();
        if (setting.scope() == Scope.SYSTEM && proof != null) {
          shared.putIfAbsent(proof, new Shared(unit.dialect(), setting));
        }
      }
    }
    List<Difference> differences = new ArrayList<>();
    shared.forEach(
        (proof, row) -> {
          Map<String, Object> values =
              valuesOf(paralleled, unit -> unit.setting(proof.inquiry(), proof.key()));
          if (differ(values)) {
            differences.add(new Difference(proof.key(), title(row, proof), values));
          }
        });
    Map<String, Object> firmware = valuesOf(paralleled, Unit::firmware);
    if (differ(firmware)) {
      differences.add(new Difference("firmware", "Main firmware", firmware));
    }
    return differences;
  }

  /** A setting of the system, in the first table that has it. */
  private record Shared(Dialect dialect, Setting setting) {}

  private static String title(Shared row, Proof proof) {
    return row.dialect().inquiry(proof.inquiry()).stream()
        .map(Inquiry::fields)
        .flatMap(List::stream)
        .filter(field -> field.key().equals(proof.key()))
        .map(Field::title)
        .findFirst()
        .orElse(row.setting().title());
  }

  /** What a unit has of something, or null where it does not tell. */
  private interface Aspect {
    @Nullable Object of(Unit unit);
  }

  private static Map<String, Object> valuesOf(List<Unit> units, Aspect aspect) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Unit unit : units) {
      Object value = aspect.of(unit);
      if (value != null) {
        values.put(unit.id(), value);
      }
    }
    return values;
  }

  private static boolean differ(Map<String, Object> values) {
    return new HashSet<>(values.values()).size() > 1;
  }
}
