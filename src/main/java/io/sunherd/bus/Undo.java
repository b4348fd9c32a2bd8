package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a write to be taken back, if the unit still has what it set. Answered by a {@link
 * Verdict}.
 *
 * @param actor who asks
 * @param entry the number of the write in the audit log
 * @param confirm whether the danger of a dangerous setting was accepted
 * @param dryRun whether to tell what would be sent, and send nothing
 * @param serial the serial number that the unit must have, or null where that is not said
 */
public record Undo(
    Actor actor, String entry, boolean confirm, boolean dryRun, @Nullable String serial) {

  /** An undo at whichever unit the entry is about. */
  public Undo(Actor actor, String entry, boolean confirm, boolean dryRun) {
    this(actor, entry, confirm, dryRun, null);
  }
}
