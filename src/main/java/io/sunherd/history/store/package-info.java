/**
 * The database: opened, brought to the tables of this version, written, pruned, and saved where it
 * is damaged; SQLite and PostgreSQL.
 */
@NullMarked
package io.sunherd.history.store;

import org.jspecify.annotations.NullMarked;
