package io.sunherd.mqtt.order;

import io.sunherd.bus.PartHealth;

/** Whether orders to settings are taken now, as {@code hub/writes} tells. For one thread. */
public final class TakenWrites {
  private final boolean writes;
  private boolean isWell;

  /**
   * Not taken until the settings have told that they are well.
   *
   * @param writes whether the configuration lets settings be changed by MQTT
   */
  public TakenWrites(boolean writes) {
    this.writes = writes;
  }

  /** Takes note of the health of a part; of the settings' own, it matters. */
  public void accept(PartHealth part) {
    if (part.name().equals(PartHealth.SETTINGS)) {
      isWell = part.trouble() == null;
    }
  }

  /** Whether they are taken. */
  public boolean areTaken() {
    return writes && isWell;
  }

  /** The same in the word of the topic. */
  public String word() {
    return areTaken() ? "online" : "offline";
  }
}
