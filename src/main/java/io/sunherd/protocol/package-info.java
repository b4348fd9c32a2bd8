/**
 * Bytes to readings and back: framing, the declarative command tables, one decoder, one encoder.
 *
 * <p>Pure Java. Knows no Vert.x, no I/O, no clock, and no other package of this project.
 */
@NullMarked
package io.sunherd.protocol;

import org.jspecify.annotations.NullMarked;
