/**
 * What the hub tells of the system, a battery or a unit, as plain values for JSON: the same over
 * HTTP, {@code /stream} and MQTT.
 */
@NullMarked
package io.sunherd.json;

import org.jspecify.annotations.NullMarked;
