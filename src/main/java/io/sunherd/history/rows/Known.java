package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * A source that the history has.
 *
 * @param unit its number in this database
 * @param source what it is
 * @param newest the time of its newest row, epoch seconds, or null where it has none
 */
public record Known(int unit, RowSource source, @Nullable Long newest) {}
