package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a write to be undone, if the unit still has the value it set. Answered by a {@link
 * Verdict}.
 *
 * @param actor who asks
 * @param entry the number of the write in the audit log
 * @param confirm whether the danger of a dangerous setting was accepted
 * @param dryRun whether to answer what would be sent, and send nothing
 * @param serial the serial number that the unit must have, or null where the request names none
 * @param group what it has in common with other requests that are one action, or null
 */
public record Undo(
    Actor actor,
    String entry,
    boolean confirm,
    boolean dryRun,
    @Nullable String serial,
    @Nullable String group) {

  /** An undo by itself that does not check the serial number. */
  public Undo(Actor actor, String entry, boolean confirm, boolean dryRun) {
    this(actor, entry, confirm, dryRun, null, null);
  }
}
