package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;

/** The settings whose values a command carries beside the one that is changed. */
final class Partner {
  private Partner() {}

  /**
   * Refuses where the unit tells a value of one that cannot be, as it would be sent along, or one
   * that cannot be read: only what a unit does not have is left out.
   */
  static void requireCredible(Setting setting, SettableUnit cable, Facts read) {
    for (String companion : setting.companions()) {
      Object now = read.values().get(companion);
      Setting other = cable.dialect().setting(companion).orElse(null);
      if (other != null && now == null && isThere(other, cable)) {
        throw Refusal.bad(
            setting.name()
                + " is sent together with "
                + companion
                + ", which is not known of this unit.");
      }
      if (other != null && now != null && !other.isCredible(now, read)) {
        throw incredible(setting, other, cable, now, read);
      }
    }
  }

  /** Whether a unit tells something of a setting, be it nothing that can be read. */
  private static boolean isThere(Setting setting, SettableUnit cable) {
    Setting.Proof proof = setting.proof();
    Reading reading = proof == null ? null : cable.reading(proof.inquiry());
    return proof != null && reading != null && reading.data().containsKey(proof.key());
  }

  private static Refusal incredible(
      Setting setting, Setting other, SettableUnit cable, Object now, Facts read) {
    return Refusal.bad(
        setting.name()
            + " is sent together with "
            + other.name()
            + ", which is "
            + now
            + " as "
            + cable.id()
            + " tells it, and takes "
            + other.takes(read)
            + ": nothing was sent. Set "
            + other.name()
            + " first.");
  }
}
