package io.sunherd.settings;

import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore under way: what is still to be done, what was done, and the answer for the client.
 *
 * @param serial the serial number of the unit when it began
 * @param group what its writes have in common in the audit log
 * @param pending what is still to be written, in order
 * @param reached what is as it should be
 * @param types the battery type that was written, once it was
 * @param numbers by setting, the number by which its command is to name the unit
 * @param unknown the names that cannot be written, or that the unit does not show
 * @param differences what was found to differ
 * @param written what was written, and how that ended
 */
record Course(
    Restore asked,
    SettableUnit unit,
    @Nullable String serial,
    String group,
    List<Wish> pending,
    List<Wish> reached,
    List<Wish> types,
    Map<String, Integer> numbers,
    Set<String> unknown,
    List<Map<String, @Nullable Object>> differences,
    List<Map<String, @Nullable Object>> written) {

  /** The beginning of a restore. */
  static Course of(Restore asked, SettableUnit unit) {
    return new Course(
        asked,
        unit,
        unit.serial(),
        UUID.randomUUID().toString(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new HashMap<>(),
        new TreeSet<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Whether a setting was found to differ already. */
  boolean differs(Setting setting) {
    return differences.stream().anyMatch(one -> setting.name().equals(one.get("setting")));
  }

  /** The answer as of now; no error where all went well. */
  Verdict verdict(int status, @Nullable Object error) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (error != null) {
      body.put("error", error);
    }
    if (asked.dryRun()) {
      body.put("dry_run", true);
    }
    body.put("inverter", unit.id());
    body.put("serial", serial);
    body.put("differences", differences);
    body.put("unknown", List.copyOf(unknown));
    body.put("written", written);
    body.put("not_sent", pending.stream().map(wish -> wish.setting().name()).toList());
    body.put("changed", isChanged());
    return new Verdict(status, body);
  }

  /** Whether the unit has another value now than before; null where nobody knows. */
  private @Nullable Boolean isChanged() {
    boolean isOpen =
        written.stream().anyMatch(one -> one.containsKey("changed") && one.get("changed") == null);
    boolean isTrue = written.stream().anyMatch(one -> Boolean.TRUE.equals(one.get("changed")));
    return (isTrue || !isOpen) ? (Boolean) isTrue : null;
  }
}
