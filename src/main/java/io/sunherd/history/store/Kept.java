package io.sunherd.history.store;

import io.sunherd.history.rows.Row;
import java.util.List;
import java.util.Map;

/**
 * What could not be stored as requested, because other rows have those times.
 *
 * @param taken the rows that were not stored
 * @param stuck the rows that were not moved, as {@link Shift} has them
 */
public record Kept(List<Row> taken, Map<Long, RowSpans> stuck) {}
