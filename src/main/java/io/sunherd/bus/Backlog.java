package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * How far the history is behind.
 *
 * @param rows how many wait to be written
 * @param lagMs how old the oldest of them is, milliseconds; 0 where none waits
 * @param newestMs the age of the newest row that was written, milliseconds; null before the first
 * @param lost how many rows were dropped since the hub started
 */
public record Backlog(int rows, long lagMs, @Nullable Long newestMs, long lost) {}
