/**
 * Columns: how the tokens of a reply are read and written, its fields, and the conclusions from
 * several of them. All tables are written with the functions in {@link
 * io.sunherd.protocol.column.Columns}.
 */
@NullMarked
package io.sunherd.protocol.column;

import org.jspecify.annotations.NullMarked;
