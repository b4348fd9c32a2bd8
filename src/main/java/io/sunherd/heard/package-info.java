/**
 * A unit as it is heard on the event bus: the one rule of who is another unit, and the newest of
 * what each has told. Pure Java above {@code bus} and {@code protocol}, which every listener has;
 * what one of them makes of it is its own.
 */
@NullMarked
package io.sunherd.heard;

import org.jspecify.annotations.NullMarked;
