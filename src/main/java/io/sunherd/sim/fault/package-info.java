/** What can be wrong with a simulated unit or its line, and the orders that switch it. */
@NullMarked
package io.sunherd.sim.fault;

import org.jspecify.annotations.NullMarked;
