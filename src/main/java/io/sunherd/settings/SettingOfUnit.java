package io.sunherd.settings;

import org.jspecify.annotations.Nullable;

/**
 * One setting of one unit, as it is remembered.
 *
 * @param unit what the unit is remembered under
 * @param setting the setting's name
 */
record SettingOfUnit(String unit, String setting) {
  static SettingOfUnit of(String inverter, @Nullable String serial, String setting) {
    return new SettingOfUnit(SettableUnit.identity(inverter, serial), setting);
  }
}
