package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.discovery.UnitSheet.Told;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One configured unit, as far as it has told of itself. For one thread. */
final class ToldUnit {
  private final Map<String, Told> told = new HashMap<>();
  private @Nullable InverterState state;
  private @Nullable Dialect dialect;
  private Set<Meter> energies = Set.of();
  private @Nullable List<Map<String, @Nullable Object>> settings;
  private List<Map<String, @Nullable Object>> shape = List.of();

  /**
   * Takes a state. One of a unit that is away and has no number says nothing of who it is: the hub
   * has not found it yet.
   *
   * @return whether a document has something else to say now
   */
  boolean accept(InverterState newer, HubSheet hub) {
    InverterState last = state;
    if (newer.serial() == null && newer.condition() == Condition.OFFLINE) {
      return false;
    }
    Dialect spoken = Optional.ofNullable(newer.protocol()).flatMap(Dialects::find).orElse(dialect);
    boolean isOther =
        last != null && !UnitSheet.identity(hub, last).equals(UnitSheet.identity(hub, newer));
    if (isOther || (dialect != null && spoken != dialect)) {
      told.clear();
      settings = null;
    }
    if (isOther) {
      energies = Set.of();
    }
    boolean isNew = last == null || isOther || spoken != dialect || !isSameOnPaper(last, newer);
    state = newer;
    dialect = spoken;
    return isNew;
  }

  private static boolean isSameOnPaper(InverterState one, InverterState other) {
    return Objects.equals(one.serial(), other.serial())
        && Objects.equals(one.model(), other.model())
        && Objects.equals(one.firmware(), other.firmware());
  }

  /** Takes a reading; whether it tells something for the first time. */
  boolean accept(Reading reading) {
    if (reading.everyMs() <= 0) {
      return false;
    }
    Told before = told.get(reading.command());
    if (before != null && before.everyMs() == reading.everyMs() && isKnown(before, reading)) {
      return false;
    }
    Set<String> keys = new HashSet<>(before == null ? Set.of() : before.keys());
    reading
        .data()
        .forEach(
            (key, value) -> {
              if (isValue(value)) {
                keys.add(key);
              }
            });
    told.put(reading.command(), new Told(reading.everyMs(), keys));
    return true;
  }

  private static boolean isKnown(Told before, Reading reading) {
    return reading.data().entrySet().stream()
        .allMatch(one -> !isValue(one.getValue()) || before.keys().contains(one.getKey()));
  }

  private static boolean isValue(@Nullable Object read) {
    return read != null && !(read instanceof String text && text.isBlank());
  }

  /** Takes the energies of which something is known; whether one of them is new. */
  boolean energies(Set<Meter> known) {
    Set<Meter> all = new HashSet<>(energies);
    boolean isNew = all.addAll(known);
    energies = Set.copyOf(all);
    return isNew;
  }

  /**
   * Takes its settings; none of them having a value means that they are not known.
   *
   * @return whether a document has something else to say now
   */
  boolean settings(List<Map<String, @Nullable Object>> rows) {
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.get("value") == null)) {
      return false;
    }
    List<Map<String, @Nullable Object>> newer = rows.stream().map(SettingEntities::shape).toList();
    boolean isNew = settings == null || !newer.equals(shape);
    settings = List.copyOf(rows);
    shape = newer;
    return isNew;
  }

  boolean knowsSettings() {
    return settings != null;
  }

  /** Whether it is known which unit it is, or that it will not tell. */
  boolean isIdentified() {
    return state != null && dialect != null;
  }

  /** How often it tells its live values, in ms. */
  long pollMs() {
    Told status = told.get("status");
    Told parallel = told.get("parallel");
    return status != null ? status.everyMs() : parallel != null ? parallel.everyMs() : 0;
  }

  /** All of it, with what a document had before. */
  UnitSheet sheet(HubSheet hub, Set<String> before) {
    return new UnitSheet(
        hub,
        Objects.requireNonNull(state),
        Objects.requireNonNull(dialect),
        told,
        energies,
        settings,
        before);
  }

  /** What it is called among devices. */
  String device(HubSheet hub) {
    return Discovery.device(UnitSheet.identity(hub, Objects.requireNonNull(state)));
  }
}
