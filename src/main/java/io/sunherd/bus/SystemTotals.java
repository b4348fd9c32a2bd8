package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all units come to, made of those that tell it now; a unit is never counted twice.
 *
 * @param at when it was made up, epoch milliseconds
 * @param units how many units are configured
 * @param counted how many of them are in it
 * @param missing the ids of the others
 * @param values the quantities by key, whole numbers or decimals; one that no unit tells is absent
 * @param calculated the keys of those quantities that were worked out, for some unit at least, from
 *     what it tells
 * @param lacking for a quantity that fewer units tell, and for a sum of which a part is not known:
 *     the ids of all that it lacks
 * @param phases the output by output mode, where not all units have the same; else empty
 * @param differences what the units should have alike, but have not
 * @param shares how many percent of the active power of its system each unit carries, by id
 * @param unconfigured the serial numbers of units that were found on a parallel bus, but are not
 *     configured: nothing of them is in it
 * @param systems the same of each parallel system, by its key, where the units do not all belong to
 *     one; else empty
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
