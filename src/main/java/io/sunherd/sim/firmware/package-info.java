/**
 * What a unit answers: the frame of a request in, the frame of its reply out, and the values of
 * each dialect from the plant and the memory.
 */
@NullMarked
package io.sunherd.sim.firmware;

import org.jspecify.annotations.NullMarked;
