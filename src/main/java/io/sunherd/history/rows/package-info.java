/**
 * The data of the history: its columns, the sources of rows, a row as it is stored, and queries.
 * Knows no database.
 */
@NullMarked
package io.sunherd.history.rows;

import org.jspecify.annotations.NullMarked;
