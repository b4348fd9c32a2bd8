package io.sunherd.web.past;

import io.sunherd.extract.Archive;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import io.sunherd.request.Problem;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inverters whose history is requested.
 *
 * @param inverters their ids, or that of the totals
 * @param several whether the answer is grouped by inverter
 * @param unknown the problem where the history does not know the id either; null for configured ids
 */
record Wanted(List<String> inverters, boolean several, @Nullable Problem unknown) {

  /** Parses a parameter: an id, {@code all}, {@code system}, or null for the first inverter. */
  static Wanted of(@Nullable String inverter, Newest newest) {
    if ("all".equals(inverter)) {
      return new Wanted(newest.units().stream().map(LiveUnit::id).toList(), true, null);
    }
    return one(inverter, newest);
  }

  /** The same without {@code all}. */
  static Wanted one(@Nullable String inverter, Newest newest) {
    if (RowSource.SYSTEM.equals(inverter)) {
      return new Wanted(List.of(inverter), false, null);
    }
    try {
      return new Wanted(List.of(newest.unit(inverter).id()), false, null);
    } catch (Problem unknown) {
      if (inverter == null) {
        throw unknown;
      }
      return new Wanted(List.of(inverter), false, unknown);
    }
  }

  /** The id, where there is only one. */
  String only() {
    return inverters.get(0);
  }

  /** Refuses an id that neither the configuration nor the history has; blocks. */
  void check(Archive archive) {
    if (unknown != null && !has(archive)) {
      throw unknown;
    }
  }

  private boolean has(Archive archive) {
    try {
      return archive.inverters().containsAll(inverters);
    } catch (StoreException ill) {
      return false; // without a readable history there is none
    }
  }
}
