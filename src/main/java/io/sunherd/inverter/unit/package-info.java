/**
 * A unit apart from its line: how it is configured, what it is, how it is, and which commands it
 * takes.
 */
@NullMarked
package io.sunherd.inverter.unit;

import org.jspecify.annotations.NullMarked;
