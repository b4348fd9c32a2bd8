/**
 * A unit as its messages on the event bus show it: the one rule for when it is another unit, and
 * the newest readings of each. Pure Java above {@code bus} and {@code protocol}, shared by all
 * listeners; what each derives from it stays in its own package.
 */
@NullMarked
package io.sunherd.heard;

import org.jspecify.annotations.NullMarked;
