package io.sunherd.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one key of a reading is. Everything that shows, stores or publishes a reading takes its
 * label, unit and meanings from here.
 *
 * @param key the public name, snake_case, never reworded once released
 * @param title a short English label
 * @param type the JSON type of the value; any value may also be null: not sent or not readable
 * @param unit the unit of measure as it is written (V, A, W, VA, Hz, %, °C, Wh, min, ...), or null
 * @param meanings for a {@link Type#CHOICE}, the wire code and the word it stands for
 */
public record Field(
    String key, String title, Type type, @Nullable String unit, Map<String, String> meanings) {

  /** The JSON type of a field's value. */
  public enum Type {
    DECIMAL,
    WHOLE,
    TEXT,
    SWITCH,
    CHOICE,
    LIST
  }

  public Field {
    meanings = Map.copyOf(meanings);
  }

  static Field of(String key, String title, Type type) {
    return new Field(key, title, type, null, Map.of());
  }

  static Field measured(String key, String title, Type type, @Nullable String unit) {
    return new Field(key, title, type, unit, Map.of());
  }
}
