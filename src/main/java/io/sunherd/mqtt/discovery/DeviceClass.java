package io.sunherd.mqtt.discovery;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Home Assistant calls the quantities, by the units of measure of the tables. */
enum DeviceClass {
  VOLTAGE("V", "mV"),
  CURRENT("A"),
  POWER("W"),
  APPARENT_POWER("VA"),
  FREQUENCY("Hz"),
  TEMPERATURE("°C"),
  ENERGY("Wh", "kWh"),
  DURATION("s", "min", "h", "d");

  /** Units of measure that it spells in another way. */
  private static final Map<String, String> SPELLED = Map.of("day", "d");

  private final String units;

  DeviceClass(String... units) {
    this.units = " " + String.join(" ", units) + " ";
  }

  /** The class of what has this unit of measure; null where there is none for it. */
  static @Nullable DeviceClass of(@Nullable String unit) {
    String spelled = spelled(unit);
    for (DeviceClass one : values()) {
      if (spelled != null && one.units.contains(" " + spelled + " ")) {
        return one;
      }
    }
    return null;
  }

  /** The unit of measure as Home Assistant spells it. */
  static @Nullable String spelled(@Nullable String unit) {
    return unit == null ? null : SPELLED.getOrDefault(unit, unit);
  }

  /** Its name there. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
