package io.sunherd.history.rows;

import org.jspecify.annotations.Nullable;

/**
 * A source in the history.
 *
 * @param unit its number in this database
 * @param source the source
 * @param newest the time of its newest row, epoch seconds, or null where it has none
 */
public record Known(int unit, RowSource source, @Nullable Long newest) {}
