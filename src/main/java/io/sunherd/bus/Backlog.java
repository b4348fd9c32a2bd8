package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * How far the history is behind.
 *
 * @param rows how many wait to be written
 * @param lagMs how old the oldest of them is, milliseconds; 0 where none waits
 * @param newestMs how old the newest row is that was written, milliseconds; null where none was yet
 * @param lost how many rows were given up since the hub began
 */
public record Backlog(int rows, long lagMs, @Nullable Long newestMs, long lost) {}
