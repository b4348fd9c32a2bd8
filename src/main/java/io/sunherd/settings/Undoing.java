package io.sunherd.settings;

import io.sunherd.bus.Undo;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.Along;
import io.sunherd.settings.audit.AuditEntry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the write that would undo an entry. */
final class Undoing {
  private final SettableUnits units;
  private final Lookup lookup;

  Undoing(SettableUnits units, Lookup lookup) {
    this.units = units;
    this.lookup = lookup;
  }

  /** The write that undoes an entry, or a refusal. */
  Future<Wish> wish(Undo undo) {
    String number = undo.entry();
    return lookup
        .find(number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1)
        .map(
            found ->
                wish(
                    undo,
                    found.orElseThrow(
                        () ->
                            Refusal.unknown("The audit log has no entry " + shown(number) + "."))));
  }

  private Wish wish(Undo undo, AuditEntry entry) {
    Object old = entry.old();
    Object now = entry.confirmed();
    List<Along> moved = Along.changed(entry.along());
    if (entry.outcome() == null) {
      throw Refusal.unavailable(
          "What became of entry "
              + entry.id()
              + " is not known yet: it is read as soon as its unit answers; try again then.");
    }
    // A unit may have changed though it refused: what was read afterwards tells.
    if (old == null || now == null || (now.equals(old) && moved.isEmpty())) {
      throw new Refusal(
          Refusal.CONFLICT,
          "Entry "
              + entry.id()
              + " has nothing to undo: its outcome is "
              + entry.outcome().word()
              + (old == null ? ", and what was set before is not known." : "."));
    }
    SettableUnit unit = unit(entry);
    Setting setting = ChangeJudge.setting(units.cable(unit).dialect(), unit, entry.setting());
    if (!undo.dryRun()) {
      ChangeJudge.requireConfirmation(setting, undo.confirm());
    }
    unit.requireMeant(undo.serial());
    return Wish.of(undo.actor(), unit, setting, old, undo.dryRun())
        .meant(undo.serial() != null ? undo.serial() : entry.serial())
        .beside(Along.before(moved))
        .inGroup(undo.group())
        .undoing(entry);
  }

  private SettableUnit unit(AuditEntry entry) {
    return units
        .of(entry)
        .orElseThrow(
            () ->
                Refusal.unavailable(
                    "The unit of entry "
                        + entry.id()
                        + " (serial number "
                        + entry.serial()
                        + ") is not here now. Nothing was sent."));
  }

  private static String shown(String number) {
    return number.length() <= 20 ? number : number.substring(0, 20) + "...";
  }

  /** Refuses where the unit no longer has the value that an entry has set. */
  static void requireHeld(
      Setting setting, AuditEntry undone, SettableUnit unit, @Nullable Object now) {
    Object set = Objects.requireNonNull(undone.confirmed());
    if (now == null || !setting.isKept(set, now)) {
      throw changedSince(setting.name(), undone, unit, now, set).with("confirmed", now);
    }
  }

  /** The same of a value that the entry's write sent along. */
  static void requireHeld(String companion, AuditEntry undone, SettableUnit unit, Object now) {
    Object left =
        undone.along().stream()
            .filter(along -> along.setting().equals(companion))
            .map(Along::confirmed)
            .findFirst()
            .orElse(null);
    if (!now.equals(left)) {
      throw changedSince(companion, undone, unit, now, left);
    }
  }

  private static Refusal changedSince(
      String setting,
      AuditEntry undone,
      SettableUnit unit,
      @Nullable Object now,
      @Nullable Object left) {
    return new Refusal(
        Refusal.CONFLICT,
        setting
            + " of "
            + unit.id()
            + " is "
            + now
            + " now, not "
            + left
            + " as entry "
            + undone.id()
            + " left it: it was changed since, and is left alone.");
  }
}
