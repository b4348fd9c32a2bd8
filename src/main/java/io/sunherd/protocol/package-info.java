/**
 * Bytes to readings and back: the known dialects, and the identity that a unit reports.
 *
 * <p>The rooms below go one way: {@code frame} (bytes to payloads), {@code column} (payloads to
 * values), {@code table} (what a dialect is, one decoder, one encoder), then a room for each
 * family, which holds its facts. Other packages use those only through {@link
 * io.sunherd.protocol.Dialects} and {@link io.sunherd.protocol.Variants}.
 *
 * <p>Pure Java. Knows no Vert.x, no I/O, no clock, and no other package of this project.
 */
@NullMarked
package io.sunherd.protocol;

import org.jspecify.annotations.NullMarked;
