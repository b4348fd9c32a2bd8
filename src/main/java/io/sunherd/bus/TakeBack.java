package io.sunherd.bus;

/**
 * Asks for a backup to be taken back. Answered by a {@link Verdict} once its files are there and
 * the configuration is written, which the hub then goes by.
 *
 * @param actor who asks
 * @param file path of the backup
 */
public record TakeBack(Actor actor, String file) {}
