package io.sunherd.mqtt.broker;

import io.vertx.core.buffer.Buffer;

/**
 * A message from the broker.
 *
 * @param isRetained whether the broker had kept it: it was published before the subscription
 * @param isRepeated whether the broker delivers it again, as it does not know whether it came
 * @param packet the number of its packet; 0 where it has none
 */
public record Arrival(
    String topic, Buffer payload, boolean isRetained, int qos, boolean isRepeated, int packet) {

  /** A message that is delivered once, as far as the broker knows. */
  public Arrival(String topic, Buffer payload, boolean isRetained, int qos) {
    this(topic, payload, isRetained, qos, false, 0);
  }
}
