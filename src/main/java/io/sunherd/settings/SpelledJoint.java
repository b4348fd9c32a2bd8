package io.sunherd.settings;

import io.sunherd.bus.Change;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command that carries the values of several settings, as somebody spelled it. */
record SpelledJoint(List<Assignment> values) {

  /** The values that a change spells together; null where it spells none, or one alone. */
  static @Nullable SpelledJoint of(Dialect dialect, Change change) {
    List<Assignment> values =
        change.spelled() && change.value() instanceof String text
            ? dialect.assignments(change.setting() + text).stream()
                .filter(one -> one.setting().joint() != null)
                .toList()
            : List.of();
    return values.isEmpty() ? null : new SpelledJoint(values);
  }

  /** The values that are not this setting's, by name. */
  Map<String, Object> beside(Setting setting) {
    return values.stream()
        .filter(one -> !one.setting().equals(setting))
        .collect(Collectors.toMap(one -> one.setting().name(), Assignment::value));
  }

  /** The one value that differs from what the unit has; refuses where several do. */
  Assignment changed(Facts known) {
    List<Assignment> changes = values.stream().filter(one -> isChange(one, known)).toList();
    if (changes.size() > 1) {
      throw Refusal.bad(
          changes.get(0).setting().code()
              + " carries "
              + names(values)
              + ", and this would change "
              + names(changes)
              + ": change one after the other.");
    }
    return changes.isEmpty() ? values.get(0) : changes.get(0);
  }

  private static String names(List<Assignment> some) {
    return some.stream().map(one -> one.setting().name()).collect(Collectors.joining(" and "));
  }

  private static boolean isChange(Assignment one, Facts known) {
    Object now = known.values().get(one.setting().name());
    if (now == null) {
      throw Refusal.unavailable(
          one.setting().name() + " of this unit was not read yet: ask again shortly.");
    }
    return !one.value().equals(now);
  }
}
