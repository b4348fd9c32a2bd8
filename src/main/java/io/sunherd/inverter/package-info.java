/**
 * Joins protocol and link: the owner of one device, its session, its schedule. Everything that
 * blocks runs on the inverter's own worker.
 */
@NullMarked
package io.sunherd.inverter;

import org.jspecify.annotations.NullMarked;
