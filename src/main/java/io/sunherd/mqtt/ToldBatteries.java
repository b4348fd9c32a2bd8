package io.sunherd.mqtt;

import io.sunherd.bus.BatteryState;
import io.sunherd.heard.LiveBatteries;
import io.sunherd.json.BatteryJson;
import io.sunherd.mqtt.discovery.Announcer;
import java.time.InstantSource;

/** Tells how the batteries are. */
final class ToldBatteries {
  private static final long EVERY_MS = 1_000;

  private final LiveBatteries batteries = new LiveBatteries();
  private final String topic;
  private final LiveTopics live;
  private final Announcer facts;
  private final InstantSource clock;

  ToldBatteries(String topic, LiveTopics live, Announcer facts, InstantSource clock) {
    this.topic = topic;
    this.live = live;
    this.facts = facts;
    this.clock = clock;
  }

  void accept(BatteryState state) {
    batteries.accept(state);
    facts.battery(BatteryJson.of(batteries.all(), clock.millis()));
    live.tell(
        topic, EVERY_MS, () -> Payloads.json(BatteryJson.of(batteries.all(), clock.millis())));
  }

  /** Forgets them, and what waits to be told of them: other units are configured. */
  void clear() {
    batteries.clear();
    live.forget(topic);
  }
}
