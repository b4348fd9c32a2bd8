/**
 * The history: what the hub heard, kept in a database, and how to ask for it.
 *
 * <p>{@link io.sunherd.history.HistoryVerticle} writes, with the only {@link
 * io.sunherd.history.store.Store} of a hub. Whoever reads makes a {@link
 * io.sunherd.history.past.Reader} for the same URL: it opens a connection for each question, never
 * waits for the writer and never makes it wait. Its methods block, so a verticle calls them in
 * {@code executeBlocking} on a worker pool of its own; rows are handed over one by one, so that a
 * year of them takes no more memory than a day. Nothing of this goes over the event bus.
 *
 * <p>A question names the hub ({@code history.hub} of the configuration) and the inverter's id, or
 * {@link io.sunherd.history.rows.RowSource#SYSTEM} for the totals: {@code rows} tells every row,
 * {@code buckets} the lowest, mean and highest of intervals, {@code energy} the books by hour, day,
 * month or year. What may be asked for is in {@link io.sunherd.history.rows.HistoryColumns}; no
 * other name ever gets into SQL.
 */
@NullMarked
package io.sunherd.history;

import org.jspecify.annotations.NullMarked;
