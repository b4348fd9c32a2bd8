package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.PartHealth;
import io.sunherd.config.MqttConfig;
import io.sunherd.mqtt.broker.Counts;
import io.sunherd.mqtt.order.OrderCounts;
import io.vertx.core.eventbus.EventBus;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Publishes how it goes with the broker, where that has changed. */
final class Reports {
  private static final MqttState NONE =
      new MqttState(false, null, false, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());

  private final EventBus bus;
  private final MqttConfig config;
  private final InstantSource clock;
  private @Nullable MqttState told;
  private @Nullable Long since;

  Reports(EventBus bus, MqttConfig config, InstantSource clock) {
    this.bus = bus;
    this.config = config;
    this.clock = clock;
  }

  /** What is told next is told whether it has changed or not: for parts that have just started. */
  void renew() {
    told = null;
  }

  /** There is no broker. */
  void none() {
    tell(NONE);
  }

  void tell(@Nullable String trouble, Counts counts, OrderCounts orders) {
    if (!counts.isConnected()) {
      since = null;
    } else if (since == null) {
      since = clock.millis();
    }
    tell(
        new MqttState(
            true,
            config.host() + ":" + config.port(),
            counts.isConnected(),
            since,
            trouble,
            counts.kept(),
            counts.sent(),
            counts.readings(),
            counts.dropped(),
            counts.replaced(),
            counts.waiting(),
            counts.connections(),
            counts.acknowledged(),
            counts.acknowledgingNanos(),
            Map.of(
                "done", orders.done(),
                "refused", orders.refused(),
                "repeated", orders.repeated(),
                "ignored", orders.ignored())));
  }

  private void tell(MqttState now) {
    MqttState before = told;
    if (before == null || !Objects.equals(before.trouble(), now.trouble())) {
      bus.publish(Addresses.PARTS, new PartHealth(PartHealth.BROKER, now.trouble()));
    }
    if (!now.equals(before)) {
      bus.publish(Addresses.MQTT, now);
    }
    told = now;
  }
}
