package io.sunherd.web.metrics;

import static io.sunherd.web.metrics.Families.labels;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.bus.MqttState;

/** The metrics of the broker; none where no broker is configured. */
final class MqttMetrics {
  private static final double NANOS = 1e9;

  private MqttMetrics() {}

  static void add(Families into, MqttState mqtt) {
    if (!mqtt.configured()) {
      return;
    }
    into.gauge(
        "sunherd_mqtt_connected",
        "1 while the hub is connected to its broker, 0 while it is not.",
        mqtt.connected() ? 1 : 0,
        Labels.EMPTY);
    into.gauge(
        "sunherd_mqtt_waiting",
        "Messages that wait for the broker, or are not acknowledged yet.",
        mqtt.waiting(),
        Labels.EMPTY);
    published(into, "kept", mqtt.kept());
    published(into, "sent", mqtt.sent());
    published(into, "reading", mqtt.readings());
    counted(into, mqtt);
  }

  private static void counted(Families into, MqttState mqtt) {
    into.counter(
        "sunherd_mqtt_dropped",
        "Messages that were dropped as the broker was slow or away.",
        mqtt.dropped(),
        Labels.EMPTY);
    into.counter(
        "sunherd_mqtt_replaced",
        "Readings in whose place a newer one was published.",
        mqtt.replaced(),
        Labels.EMPTY);
    into.counter(
        "sunherd_mqtt_connections",
        "Connections to the broker that stood.",
        mqtt.connections(),
        Labels.EMPTY);
    into.counter(
        "sunherd_mqtt_acknowledged",
        "Messages that the broker has acknowledged.",
        mqtt.acknowledged(),
        Labels.EMPTY);
    into.counter(
        "sunherd_mqtt_acknowledging_seconds",
        "The time that all acknowledgements together took.",
        mqtt.acknowledgingNanos() / NANOS,
        Labels.EMPTY);
  }

  private static void published(Families into, String kind, long count) {
    into.counter(
        "sunherd_mqtt_published",
        "Messages that were published: kept by the broker, sent with an acknowledgement, or a"
            + " reading without one.",
        count,
        labels("kind", kind));
  }
}
