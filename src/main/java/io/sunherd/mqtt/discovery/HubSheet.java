package io.sunherd.mqtt.discovery;

import org.jspecify.annotations.Nullable;

/**
 * What all documents of a hub have in common.
 *
 * @param base what the hub's topics begin with
 * @param hubId what this hub is called among hubs
 * @param version the version of the program
 * @param url where its page is for others than this machine, or null
 * @param everyMs the least time between two readings of a topic
 * @param writes whether settings are taken by MQTT
 */
public record HubSheet(
    String base, String hubId, String version, @Nullable String url, long everyMs, boolean writes) {

  /** The topic with this name below the base. */
  String topic(String name) {
    return base + "/" + name;
  }

  /** What the system is called among devices. */
  String device() {
    return "sunherd_hub_" + hubId;
  }

  /** How long a value of a topic may be shown as current, in seconds. */
  long expireAfter(long pollMs) {
    return Math.max(15, (3 * Math.max(pollMs, everyMs) + 999) / 1000);
  }
}
