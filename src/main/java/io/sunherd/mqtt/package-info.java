/**
 * Tells a broker of MQTT what is said on the bus: what is told, when, and under which topic. Passes
 * nothing on to the units by itself.
 */
@NullMarked
package io.sunherd.mqtt;

import org.jspecify.annotations.NullMarked;
