package io.sunherd.settings;

import org.jspecify.annotations.Nullable;

/**
 * One setting of one unit, as it is remembered.
 *
 * @param unit the unit's serial number, or "id " and its id where that is not known
 * @param setting the setting's name
 */
record Subject(String unit, String setting) {
  static Subject of(String inverter, @Nullable String serial, String setting) {
    return new Subject(serial == null ? "id " + inverter : serial, setting);
  }
}
