package io.sunherd.bus.setup;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a backup to be taken back. Answered by a verdict once its files are there and the
 * configuration is written, which the hub then goes by.
 *
 * @param by the user who asks, or null while the hub is nobody's
 * @param from the network address of who asks
 * @param file path of the backup
 */
public record TakeBack(@Nullable String by, String from, String file) {}
