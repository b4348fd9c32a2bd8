package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of all units, from those with current readings; a unit is never counted twice.
 *
 * @param at when they were computed, epoch milliseconds
 * @param units how many units are configured
 * @param counted how many of them are included
 * @param missing the ids of the others
 * @param values the quantities by key, whole numbers or decimals; one that no unit reports is
 *     absent
 * @param calculated the keys of the quantities that were calculated, for at least one unit, from
 *     other values it reports
 * @param lacking the ids of the units missing from a quantity, by its key: for one that not all
 *     counted units report, and for a sum of which a part is unknown
 * @param phases the output by output mode, where the units have different ones; else empty
 * @param differences what should be the same on all units, but is not
 * @param shares the percentage of its system's active power that each unit carries, by id
 * @param unconfigured the serial numbers of units that were found on a parallel bus, but are not
 *     configured: they are not included in the totals
 * @param systems the totals of each parallel system, by its key, where the units belong to several;
 *     else empty
 */
public record SystemTotals(
    long at,
    int units,
    int counted,
    List<String> missing,
    Map<String, Number> values,
    List<String> calculated,
    Map<String, List<String>> lacking,
    Map<String, Phase> phases,
    List<Difference> differences,
    Map<String, Number> shares,
    List<String> unconfigured,
    Map<String, SystemTotals> systems) {

  public SystemTotals {
    missing = List.copyOf(missing);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    calculated = List.copyOf(calculated);
    lacking = Collections.unmodifiableMap(new LinkedHashMap<>(lacking));
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    differences = List.copyOf(differences);
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    unconfigured = List.copyOf(unconfigured);
    systems = Collections.unmodifiableMap(new LinkedHashMap<>(systems));
  }

  /**
   * The units of one output mode.
   *
   * @param inverters their ids
   * @param values their output by key
   */
  public record Phase(List<String> inverters, Map<String, Number> values) {
    public Phase {
      inverters = List.copyOf(inverters);
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Something that must be alike in a parallel system.
   *
   * @param key what it is, by its key in the settings, or "firmware"
   * @param title a short English label
   * @param values what each unit has, by id
   */
  public record Difference(String key, String title, Map<String, Object> values) {
    public Difference {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
