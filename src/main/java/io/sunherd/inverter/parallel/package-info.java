/** Finds the units on the parallel bus of an inverter, and polls a unit through others. */
@NullMarked
package io.sunherd.inverter.parallel;

import org.jspecify.annotations.NullMarked;
