package io.sunherd.settings;

import io.sunherd.bus.Change;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that carries the values of two settings, as somebody spelled it. */
record SpelledPair(Dialect.Assignment first, Dialect.Assignment second) {

  /** The pair that a change spells; null where it spells none. */
  static @Nullable SpelledPair of(Dialect dialect, Change change) {
    List<Dialect.Assignment> values =
        change.spelled() && change.value() instanceof String text
            ? dialect.assignments(change.setting() + text)
            : List.of();
    return values.size() == 2 ? new SpelledPair(values.get(0), values.get(1)) : null;
  }

  /** The value that is not this setting's. */
  Object beside(Setting setting) {
    return (first.setting().equals(setting) ? second : first).value();
  }

  /** That of the two which is another than the unit has: one at a time. */
  Dialect.Assignment changed(Facts known) {
    boolean isFirst = isChange(first, known);
    boolean isSecond = isChange(second, known);
    if (isFirst && isSecond) {
      throw Refusal.bad(
          first.setting().code()
              + " carries "
              + first.setting().name()
              + " and "
              + second.setting().name()
              + ", and this would change both: change one after the other.");
    }
    return isSecond ? second : first;
  }

  private static boolean isChange(Dialect.Assignment one, Facts known) {
    Object now = known.values().get(one.setting().name());
    if (now == null) {
      throw Refusal.unavailable(
          one.setting().name() + " of this unit was not read yet: ask again shortly.");
    }
    return !one.value().equals(now);
  }
}
