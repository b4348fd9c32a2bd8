/**
 * Simulated inverters at byte level: whole PI30 units with plausible days, served in this process,
 * on pseudo-terminals or over TCP. All their replies are made with the protocol tables.
 */
@NullMarked
package io.sunherd.sim;

import org.jspecify.annotations.NullMarked;
