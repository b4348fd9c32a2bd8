package io.sunherd.mqtt.broker;

import io.vertx.core.buffer.Buffer;

/** A message on its way to the broker. */
record Post(String topic, Buffer payload, Kind kind) {
  /** What a topic and the frame around it add to a payload, at most about. */
  private static final int FRAME = 8;

  /** How a message is published. */
  enum Kind {
    KEPT(1, true),
    SENT(1, false),
    READING(0, false);

    private final int qos;
    private final boolean isRetained;

    Kind(int qos, boolean isRetained) {
      this.qos = qos;
      this.isRetained = isRetained;
    }

    int qos() {
      return qos;
    }

    boolean isRetained() {
      return isRetained;
    }
  }

  int size() {
    return topic.length() + payload.length() + FRAME;
  }
}
