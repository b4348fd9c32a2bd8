/**
 * What the history consists of: its columns, whose rows there are, a row as it is kept, and what
 * may be asked of them. Knows no database.
 */
@NullMarked
package io.sunherd.history.rows;

import org.jspecify.annotations.NullMarked;
