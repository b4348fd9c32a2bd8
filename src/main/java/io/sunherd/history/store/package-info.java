/**
 * The database: opening, migration to the tables of this version, writing, pruning, and recovery of
 * a damaged file; SQLite and PostgreSQL.
 */
@NullMarked
package io.sunherd.history.store;

import org.jspecify.annotations.NullMarked;
