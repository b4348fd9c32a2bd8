/**
 * The batteries: what the units on each one tell of it, as one state. {@code Batteries} is pure and
 * knows no clock of its own; the verticle publishes.
 */
@NullMarked
package io.sunherd.battery;

import org.jspecify.annotations.NullMarked;
