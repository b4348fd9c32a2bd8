/** The line of a unit: its port and its speed, and the pseudo-terminal or TCP port it is on. */
@NullMarked
package io.sunherd.sim.line;

import org.jspecify.annotations.NullMarked;
