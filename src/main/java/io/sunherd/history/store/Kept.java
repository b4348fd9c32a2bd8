package io.sunherd.history.store;

import io.sunherd.history.rows.Row;
import java.util.List;
import java.util.Map;

/**
 * What could not be kept as it was wanted, because others are kept at those times.
 *
 * @param taken the rows that are not kept
 * @param stuck those that were not moved, as {@link Shift} has them
 */
public record Kept(List<Row> taken, Map<Long, RowSpans> stuck) {}
