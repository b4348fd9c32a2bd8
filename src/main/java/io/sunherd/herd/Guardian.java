package io.sunherd.herd;

import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import io.sunherd.protocol.table.Setting.Proof;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds where paralleled units differ but must not, before they trip on it: in the settings that
 * the tables mark so, and in the firmware.
 */
final class Guardian {
  private static final String SINGLE = "single";
  private static final String FIRMWARE = "firmware";

  private final Set<String> ignored;

  /**
   * @param ignored settings that are not compared: their names, or the keys of their values in
   *     readings
   */
  Guardian(Collection<String> ignored) {
    this.ignored = Set.copyOf(ignored);
  }

  /**
   * Each difference once. A value that a unit does not report is no difference, and single units
   * have none.
   *
   * @param isSet whether these were found on one parallel bus; otherwise a unit whose output mode
   *     is single is left out
   */
  List<Difference> differences(List<CountableUnit> units, boolean isSet) {
    List<CountableUnit> compared =
        units.stream()
            .filter(unit -> !unit.isOffline() && unit.outputMode() != null)
            .filter(unit -> isSet || !SINGLE.equals(unit.outputMode()))
            .toList();
    if (compared.stream().allMatch(unit -> SINGLE.equals(unit.outputMode()))) {
      return List.of();
    }
    List<Difference> differences = new ArrayList<>();
    shared(compared)
        .forEach(
            (proof, row) -> {
              Map<String, Object> values =
                  valuesOf(compared, unit -> unit.setting(proof.inquiry(), proof.key()));
              if (differ(values, row.setting()::kind)) {
                differences.add(new Difference(proof.key(), title(row, proof), values));
              }
            });
    Map<String, Object> firmware = valuesOf(compared, CountableUnit::firmware);
    if (!ignored.contains(FIRMWARE) && differ(firmware, value -> value)) {
      differences.add(new Difference(FIRMWARE, "Main firmware", firmware));
    }
    return differences;
  }

  /** A setting that is compared, and the first dialect that has it. */
  private record Shared(Dialect dialect, Setting setting) {}

  private Map<Proof, Shared> shared(List<CountableUnit> units) {
    Map<Proof, Shared> shared = new LinkedHashMap<>();
    for (CountableUnit unit : units) {
      for (Setting setting : unit.dialect().settings()) {
        Proof proof = setting.proof();
        if (proof != null && setting.isShared() && !isIgnored(setting, proof)) {
          shared.putIfAbsent(proof, new Shared(unit.dialect(), setting));
        }
      }
    }
    return shared;
  }

  private boolean isIgnored(Setting setting, Proof proof) {
    return ignored.contains(setting.name()) || ignored.contains(proof.key());
  }

  private static String title(Shared row, Proof proof) {
    return row.dialect().inquiry(proof.inquiry()).stream()
        .map(Inquiry::fields)
        .flatMap(List::stream)
        .filter(field -> field.key().equals(proof.key()))
        .map(Field::title)
        .findFirst()
        .orElse(row.setting().title());
  }

  /** A value of a unit that is compared, or null where the unit does not report it. */
  private interface Aspect {
    @Nullable Object of(CountableUnit unit);
  }

  private static Map<String, Object> valuesOf(List<CountableUnit> units, Aspect aspect) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (CountableUnit unit : units) {
      Object value = aspect.of(unit);
      if (value != null) {
        values.put(unit.id(), value);
      }
    }
    return values;
  }

  private static boolean differ(Map<String, Object> values, UnaryOperator<Object> kind) {
    return values.values().stream().map(kind).collect(Collectors.toSet()).size() > 1;
  }
}
