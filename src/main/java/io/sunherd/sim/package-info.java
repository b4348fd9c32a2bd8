/**
 * Simulated inverters at byte level: whole units with plausible days, served in this process, on
 * pseudo-terminals or over TCP. All their replies are made with the protocol tables. Here are the
 * models that there are, and the two ways to serve them.
 */
@NullMarked
package io.sunherd.sim;

import org.jspecify.annotations.NullMarked;
