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
 * @param meanings for a {@link Type#CHOICE}, the wire code and the word it stands for; for names or
 *     codes of warnings and faults, what each means in a few English words
 * @param countsAs what it is a part of in a system of several units, or null for nothing
 */
public record Field(
    String key,
    String title,
    Type type,
    @Nullable String unit,
    Map<String, String> meanings,
    @Nullable Quantity countsAs) {

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
    return measured(key, title, type, null);
  }

  static Field measured(String key, String title, Type type, @Nullable String unit) {
    return new Field(key, title, type, unit, Map.of(), null);
  }

  static Field choice(String key, String title, Map<String, String> meanings) {
    return new Field(key, title, Type.CHOICE, null, meanings, null);
  }

  /** The same field, whose names or codes mean this. */
  Field meaning(Map<String, String> words) {
    return new Field(key, title, type, unit, words, countsAs);
  }

  Field countedAs(Quantity quantity) {
    return new Field(key, title, type, unit, meanings, quantity);
  }

  /** What a system of several units makes of its values. */
  public Rule rule() {
    return countsAs == null ? Rule.NONE : countsAs.rule();
  }
}
