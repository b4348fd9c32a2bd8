package io.sunherd.settings.audit;

import io.sunherd.heard.HeardUnit;
import org.jspecify.annotations.Nullable;

/**
 * One setting of one unit, as a key.
 *
 * @param unit the key under which the unit is remembered
 * @param setting the setting's name
 */
public record SettingOfUnit(String unit, String setting) {
  /** The key of a unit's setting, by its serial number where it has one. */
  public static SettingOfUnit of(String inverter, @Nullable String serial, String setting) {
    return new SettingOfUnit(HeardUnit.identity(inverter, serial), setting);
  }
}
