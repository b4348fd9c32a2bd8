package io.sunherd.settings;

import io.sunherd.bus.Actor;
import io.sunherd.protocol.table.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A write that somebody wants, as far as it can be judged without asking the unit.
 *
 * @param actor who wants it
 * @param unit whose setting it is
 * @param setting which one
 * @param value the natural value
 * @param serial the serial number that the unit must have, or null where that is not said
 * @param companion the value of the other setting that its command carries: what the unit must have
 *     already or, where a write is taken back, what it is to have again; null for whatever it has
 * @param spelling the text that the asker spelled it with, or null
 * @param dryRun whether to tell what would be sent only
 * @param undoes the entry that it takes back, or null
 * @param putsBack the number of the entry that a failed group write takes back, or null
 */
record Wish(
    Actor actor,
    SettableUnit unit,
    Setting setting,
    Object value,
    @Nullable String serial,
    @Nullable Object companion,
    @Nullable String spelling,
    boolean dryRun,
    @Nullable AuditEntry undoes,
    @Nullable Long putsBack) {

  static Wish of(Actor actor, SettableUnit unit, Setting setting, Object value, boolean dryRun) {
    return new Wish(actor, unit, setting, value, null, null, null, dryRun, null, null);
  }

  /** The same, for the unit of this serial number only. */
  Wish meant(@Nullable String number) {
    return new Wish(
        actor, unit, setting, value, number, companion, spelling, dryRun, undoes, putsBack);
  }

  /** The same, to be sent as the asker spelled it, if the unit takes it so. */
  Wish spelled(String text) {
    return new Wish(actor, unit, setting, value, serial, companion, text, dryRun, undoes, putsBack);
  }

  /** The same, with that value of the other setting that its command carries. */
  Wish beside(@Nullable Object other) {
    return new Wish(actor, unit, setting, value, serial, other, spelling, dryRun, undoes, putsBack);
  }

  Wish undoing(AuditEntry entry) {
    return new Wish(actor, unit, setting, value, serial, companion, null, dryRun, entry, putsBack);
  }

  Wish puttingBack(Object old, Long entry) {
    return new Wish(actor, unit, setting, old, serial, companion, null, false, null, entry);
  }
}
