/**
 * Who else is on the parallel bus of an inverter, and how a unit is seen and asked through others.
 */
@NullMarked
package io.sunherd.inverter.parallel;

import org.jspecify.annotations.NullMarked;
