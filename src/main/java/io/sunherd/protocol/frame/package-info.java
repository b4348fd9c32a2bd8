/**
 * Frames: how requests and replies are wrapped, sealed, and found among the bytes of a line.
 * Nothing here knows what a payload means.
 */
@NullMarked
package io.sunherd.protocol.frame;

import org.jspecify.annotations.NullMarked;
