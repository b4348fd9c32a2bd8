package io.sunherd.mqtt.discovery;

/**
 * The templates by which Home Assistant takes a value from a message. There are no others: each
 * renders to {@code None}, which is shown as unknown, where the value is null or missing, and none
 * of them names a key that may be missing without saying what holds then.
 */
final class Templates {
  private Templates() {}

  private static String key(String key) {
    return "value_json." + key;
  }

  private static String orNone(String key) {
    return key(key) + " | default(none)";
  }

  private static String unlessNone(String key, String then) {
    return "{{ 'None' if (" + orNone(key) + ") is none else " + then + " }}";
  }

  /** A number, or a word of a list. */
  static String value(String key) {
    return "{{ " + orNone(key) + " }}";
  }

  /** A text; one of which only the place was sent is none. */
  static String text(String key) {
    return "{{ (" + key(key) + " | default('', true) | trim) or none }}";
  }

  /** A value that is the last known one where the message says that it is stale. */
  static String fresh(String key) {
    return "{{ 'None' if (value_json.stale | default(false)) else (" + orNone(key) + ") }}";
  }

  /** Names in one text. */
  static String words(String key) {
    return unlessNone(key, "(" + key(key) + " | join(', '))");
  }

  /** {@code ON} for true and for a list with something in it, else {@code OFF}. */
  static String flag(String key) {
    return unlessNone(key, "'ON' if " + key(key) + " else 'OFF'");
  }

  /** {@code ON} for at least this number, else {@code OFF}. */
  static String atLeast(String key, double least) {
    return unlessNone(key, "'ON' if " + key(key) + " >= " + least + " else 'OFF'");
  }

  /** One key as the attributes of an entity. */
  static String attribute(String key) {
    return "{{ {'" + key + "': " + orNone(key) + "} | tojson }}";
  }

  /** Whether a unit is there, from its state. */
  static String isThere() {
    return "{{ 'online' if value_json.state in ('online', 'degraded') else 'offline' }}";
  }
}
