/**
 * Queries on the history: rows, intervals, and the energy of periods, each read on a read-only
 * connection.
 */
@NullMarked
package io.sunherd.history.past;

import org.jspecify.annotations.NullMarked;
