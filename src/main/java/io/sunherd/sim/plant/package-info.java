/**
 * One house: sun, bank, grid and load, the memory of the units between them, and the values they
 * measure. The state at a moment follows from the seed and the settings alone.
 */
@NullMarked
package io.sunherd.sim.plant;

import org.jspecify.annotations.NullMarked;
