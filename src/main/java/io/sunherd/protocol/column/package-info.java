/**
 * Columns: how the tokens of a reply are read and written, and the layouts made of them. All tables
 * are written with the functions in {@link io.sunherd.protocol.column.Columns}.
 */
@NullMarked
package io.sunherd.protocol.column;

import org.jspecify.annotations.NullMarked;
