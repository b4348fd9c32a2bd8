/**
 * The history: readings stored in a database, and the queries on it.
 *
 * <p>{@link io.sunherd.history.HistoryVerticle} writes, with the only {@link
 * io.sunherd.history.store.Store} of a hub. A part that reads creates a {@link
 * io.sunherd.history.past.Reader} for the same URL: it opens a connection for each query, never
 * waits for the writer and never makes it wait. Its methods block, so a verticle calls them in
 * {@code executeBlocking} on a worker pool of its own; rows are handed over one by one, so that a
 * year of them takes no more memory than a day. Nothing of this goes over the event bus, but for
 * alarms: these the writer keeps as they are published, and tells again.
 *
 * <p>A query names the hub ({@code history.hub} of the configuration) and the inverter's id, or
 * {@link io.sunherd.history.rows.RowSource#SYSTEM} for the totals: {@code rows} returns every row,
 * {@code buckets} the minimum, mean and maximum of intervals, {@code energy} the energy by hour,
 * day, month or year. The allowed columns are in {@link io.sunherd.history.rows.HistoryColumns}; no
 * other name ever gets into SQL.
 */
@NullMarked
package io.sunherd.history;

import org.jspecify.annotations.NullMarked;
