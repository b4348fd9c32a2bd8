package io.sunherd.settings;

import io.sunherd.bus.Actor;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.AuditEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A requested write, checked as far as possible without asking the unit.
 *
 * @param actor who requests it
 * @param unit the unit with the setting
 * @param setting the setting
 * @param value the natural value
 * @param serial the serial number that the unit must have, or null where the request names none
 * @param companions the values that other settings in its command should have, by name; one that is
 *     missing stays as it is
 * @param spelling the command text as the client spelled it, or null
 * @param dryRun whether to answer only what would be sent
 * @param undoes the entry that it undoes, or null
 * @param putsBack the number of the entry that it reverts after a failed group write, or null
 * @param group what it has in common with the other writes of one action, or null
 */
record Wish(
    Actor actor,
    SettableUnit unit,
    Setting setting,
    Object value,
    @Nullable String serial,
    Map<String, Object> companions,
    @Nullable String spelling,
    boolean dryRun,
    @Nullable AuditEntry undoes,
    @Nullable Long putsBack,
    @Nullable String group) {

  static Wish of(Actor actor, SettableUnit unit, Setting setting, Object value, boolean dryRun) {
    return new Wish(actor, unit, setting, value, null, Map.of(), null, dryRun, null, null, null);
  }

  /** The same write, for the unit of this serial number only. */
  Wish meant(@Nullable String number) {
    return new Wish(
        actor, unit, setting, value, number, companions, spelling, dryRun, undoes, putsBack, group);
  }

  /** The same write, to be sent as the client spelled it, if the unit accepts that. */
  Wish spelled(String text) {
    return new Wish(
        actor, unit, setting, value, serial, companions, text, dryRun, undoes, putsBack, group);
  }

  /** The same, with these values of other settings that its command carries. */
  Wish beside(Map<String, Object> others) {
    return new Wish(
        actor, unit, setting, value, serial, others, spelling, dryRun, undoes, putsBack, group);
  }

  /** The same write, as one of an action. */
  Wish inGroup(@Nullable String action) {
    return new Wish(
        actor,
        unit,
        setting,
        value,
        serial,
        companions,
        spelling,
        dryRun,
        undoes,
        putsBack,
        action);
  }

  Wish undoing(AuditEntry entry) {
    return new Wish(
        actor, unit, setting, value, serial, companions, null, dryRun, entry, putsBack, group);
  }

  Wish puttingBack(Object old, Long entry) {
    return new Wish(actor, unit, setting, old, serial, companions, null, false, null, entry, group);
  }
}
