/**
 * A broker of MQTT, and what is to reach it: connected again whenever it is there, with bounded
 * memory while it is slow or away. Knows nothing of inverters. For one event loop.
 */
@NullMarked
package io.sunherd.mqtt.broker;

import org.jspecify.annotations.NullMarked;
