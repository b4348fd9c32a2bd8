package io.sunherd.mqtt.order;

import io.vertx.core.buffer.Buffer;

/**
 * A message as the broker has delivered it.
 *
 * @param topic its topic
 * @param payload what it says
 * @param isKept whether the broker replays it at a subscription (its retained flag): it may be old
 * @param qos its quality of service
 * @param isRepeated whether the broker delivers it again, not knowing whether it came (its DUP
 *     flag)
 * @param packet the number of its packet; 0 where it has none
 */
public record Delivery(
    String topic, Buffer payload, boolean isKept, int qos, boolean isRepeated, int packet) {

  /** A message that is delivered once, as far as the broker says. */
  public Delivery(String topic, Buffer payload, boolean isKept, int qos) {
    this(topic, payload, isKept, qos, false, 0);
  }
}
