package io.sunherd.heard;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something of each configured inverter, by its id, in the order of the configuration. For one
 * thread.
 *
 * @param <C> how an inverter is configured; one that is configured otherwise is another one
 * @param <U> what there is of each
 */
public final class ConfiguredUnits<C, U> {
  private final Function<C, String> id;
  private final Function<C, U> maker;
  private final Map<C, U> made = new LinkedHashMap<>();
  private final Map<String, U> byId = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param id the id of an inverter that is configured so
   * @param maker makes what there is of one that was not there before
   */
  public ConfiguredUnits(Function<C, String> id, Function<C, U> maker) {
    this.id = id;
    this.maker = maker;
  }

  /** None yet; nothing but its id is to be known of an inverter. */
  public static <U> ConfiguredUnits<String, U> byId(Function<String, U> maker) {
    return new ConfiguredUnits<>(Function.identity(), maker);
  }

  /** Keeps what there is of these, forgets the others; tells whether that changes anything. */
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

  /** What there is of the inverter of that id, or null where none is configured. */
  public @Nullable U find(String wanted) {
    return byId.get(wanted);
  }

  /** All of them. */
  public Collection<U> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The ids of all of them. */
  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }
}
