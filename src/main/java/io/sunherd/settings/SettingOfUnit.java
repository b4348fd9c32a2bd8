package io.sunherd.settings;

import io.sunherd.heard.HeardUnit;
import org.jspecify.annotations.Nullable;

/**
 * One setting of one unit, as it is remembered.
 *
 * @param unit what the unit is remembered under
 * @param setting the setting's name
 */
record SettingOfUnit(String unit, String setting) {
  static SettingOfUnit of(String inverter, @Nullable String serial, String setting) {
    return new SettingOfUnit(HeardUnit.identity(inverter, serial), setting);
  }
}
