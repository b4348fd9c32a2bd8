package io.sunherd.heard;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object for each configured inverter, by its id, in the order of the configuration. For one
 * thread.
 *
 * @param <C> the configuration of an inverter; where it differs, the inverter counts as a new one
 * @param <U> the object kept for each
 */
public final class ConfiguredUnits<C, U> {
  private final Function<C, String> id;
  private final Function<C, U> maker;
  private final Map<C, U> made = new LinkedHashMap<>();
  private final Map<String, U> byId = new LinkedHashMap<>();

  /**
   * No inverters yet.
   *
   * @param id gives the id of a configured inverter
   * @param maker makes the object of a new inverter
   */
  public ConfiguredUnits(Function<C, String> id, Function<C, U> maker) {
    this.id = id;
    this.maker = maker;
  }

  /** No inverters yet; each is configured by its id alone. */
  public static <U> ConfiguredUnits<String, U> byId(Function<String, U> maker) {
    return new ConfiguredUnits<>(Function.identity(), maker);
  }

  /**
   * Keeps the objects of these inverters, makes missing ones and forgets the others; returns
   * whether that changed anything.
   */
  public boolean configure(List<C> configured) {
    if (List.copyOf(made.keySet()).equals(configured)) {
      return false;
    }
    Map<C, U> known = Map.copyOf(made);
    made.clear();
    byId.clear();
    for (C one : configured) {
      U before = known.get(one);
      U unit = before == null ? maker.apply(one) : before;
      made.put(one, unit);
      byId.put(id.apply(one), unit);
    }
    return true;
  }

  /** The object of the inverter of that id, or null where none is configured. */
  public @Nullable U find(String wanted) {
    return byId.get(wanted);
  }

  /** The objects of all inverters. */
  public Collection<U> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The ids of all inverters. */
  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }
}
