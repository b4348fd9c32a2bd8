package io.sunherd.alarm;

import io.sunherd.bus.alarm.Alarm;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm tells of its findings.
 *
 * @param text sentences
 * @param matters what each finding is about
 */
record AlarmText(String text, Map<String, @Nullable Object> evidence, List<String> matters) {

  static AlarmText of(Collection<Finding> findings) {
    Finding first = findings.iterator().next();
    String text =
        first.lead()
            + findings.stream().map(Finding::what).distinct().collect(Collectors.joining(", "))
            + ". "
            + first.clears();
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    for (Finding finding : findings) {
      add(finding.evidence(), evidence);
    }
    return new AlarmText(
        text, evidence, findings.stream().map(finding -> finding.subject().what()).toList());
  }

  /** The same behind what an alarm tells that was found before the hub's start only. */
  AlarmText after(Alarm alarm) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(alarm.evidence());
    add(evidence, all);
    return new AlarmText(
        alarm.text() + " " + text,
        all,
        Stream.concat(alarm.matters().stream(), matters.stream()).distinct().toList());
  }

  private static void add(
      Map<String, @Nullable Object> more, Map<String, @Nullable Object> evidence) {
    more.forEach((key, value) -> evidence.put(key, both(evidence.get(key), value)));
  }

  /** Lists and maps are joined; of anything else the newer one counts. */
  private static @Nullable Object both(@Nullable Object before, @Nullable Object now) {
    if (before instanceof Collection<?> some && now instanceof Collection<?> more) {
      Set<Object> all = new LinkedHashSet<>(some);
      all.addAll(more);
      return List.copyOf(all);
    }
    if (before instanceof Map<?, ?> some && now instanceof Map<?, ?> more) {
      Map<Object, @Nullable Object> all = new LinkedHashMap<>(some);
      all.putAll(more);
      return all;
    }
    return now == null ? before : now;
  }
}
