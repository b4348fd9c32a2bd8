package io.sunherd.bus;

/**
 * Asks for a write to be taken back, if the unit still has what it set. Answered by a {@link
 * Verdict}.
 *
 * @param actor who asks
 * @param entry the number of the write in the audit log
 * @param confirm whether the danger of a dangerous setting was accepted
 * @param dryRun whether to tell what would be sent, and send nothing
 */
public record Undo(Actor actor, String entry, boolean confirm, boolean dryRun) {}
