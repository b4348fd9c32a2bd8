/**
 * Columns: how the tokens of a reply are read and written, what each of its fields is, and what
 * follows from them together. The words of all tables are in {@link
 * io.sunherd.protocol.column.Columns}.
 */
@NullMarked
package io.sunherd.protocol.column;

import org.jspecify.annotations.NullMarked;
