package io.sunherd.mqtt.broker;

import io.vertx.core.buffer.Buffer;

/**
 * A message from the broker.
 *
 * @param isRetained whether the broker had kept it: it was published before the subscription
 */
public record Arrival(String topic, Buffer payload, boolean isRetained, int qos) {}
