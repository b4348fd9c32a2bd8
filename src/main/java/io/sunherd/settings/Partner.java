package io.sunherd.settings;

import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;

/** The settings whose values a command carries beside the one that is changed. */
final class Partner {
  private Partner() {}

  /** Refuses where the unit tells a value of one that cannot be: it would be sent along. */
  static void requireCredible(Setting setting, SettableUnit cable, Facts read) {
    for (String companion : setting.companions()) {
      Object now = read.values().get(companion);
      Setting other = cable.dialect().setting(companion).orElse(null);
      if (other != null && now != null && !other.isCredible(now, read)) {
        throw incredible(setting, other, cable, now, read);
      }
    }
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
