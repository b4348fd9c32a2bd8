package io.sunherd.mqtt.broker;

import io.vertx.core.buffer.Buffer;

/** Takes messages for the broker. */
public interface Outlet {
  /**
   * A message that is kept (retained, QoS 1): the newest of a topic is sent, and again after every
   * reconnect. An empty one clears the topic.
   */
  void keep(String topic, Buffer payload);

  /**
   * A reading (QoS 0, not retained): the newest of a topic wins while the broker is slow; dropped
   * while it is away.
   */
  void offer(String topic, Buffer payload);

  /**
   * QoS 1, not retained: each is delivered in its order as long as there is room, then the newest
   * of a topic.
   */
  void send(String topic, Buffer payload);
}
