package io.sunherd.settings;

import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Pairing;
import io.sunherd.protocol.table.Setting;

/** The setting whose value a command carries beside the one that is changed. */
final class Partner {
  private Partner() {}

  /** Refuses where the unit tells a value of it that cannot be: it would be sent along. */
  static void requireCredible(Setting setting, SettableUnit cable, Facts read) {
    Pairing pairing = setting.pairing();
    Setting other =
        pairing == null ? null : cable.dialect().setting(pairing.setting()).orElse(null);
    Object now = other == null ? null : read.values().get(other.name());
    if (other == null || now == null || other.isCredible(now, read)) {
      return;
    }
    throw Refusal.bad(
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
