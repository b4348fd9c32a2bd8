/**
 * What is counted: the meters, a quarter of an hour, the periods that quarters add up to, and the
 * inverters' own counters. Knows no database.
 */
@NullMarked
package io.sunherd.history.energy;

import org.jspecify.annotations.NullMarked;
