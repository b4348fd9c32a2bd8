/**
 * Energy: the meters, the quarters of an hour, the periods they add up to, and the inverters' own
 * counters. Knows no database.
 */
@NullMarked
package io.sunherd.history.energy;

import org.jspecify.annotations.NullMarked;
