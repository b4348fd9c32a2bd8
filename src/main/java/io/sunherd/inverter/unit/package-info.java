/** A unit apart from its line: its configuration, identity, state, and the commands it supports. */
@NullMarked
package io.sunherd.inverter.unit;

import org.jspecify.annotations.NullMarked;
