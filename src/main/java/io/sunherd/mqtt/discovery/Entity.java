package io.sunherd.mqtt.discovery;

import io.sunherd.protocol.field.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entity of a document, as it is put together. */
final class Entity {
  static final String PLATFORM = "platform";
  static final String STATE_TOPIC = "state_topic";
  static final String NAME = "name";
  private static final String ENABLED = "enabled_by_default";

  private final String key;
  private final Map<String, Object> json = new LinkedHashMap<>();

  /**
   * An entity.
   *
   * @param device what its device is called among devices
   * @param slug what its device is called in the ids of entities
   * @param name what distinguishes it there, also in its unique id
   */
  Entity(String platform, String device, String slug, String key, String name, String title) {
    this.key = key;
    json.put(PLATFORM, platform);
    json.put("unique_id", device + "_" + name);
    json.put("default_entity_id", platform + "." + slug + "_" + key);
    json.put(NAME, title);
  }

  /** What people call it. */
  String name() {
    return String.valueOf(json.get(NAME));
  }

  /** The topic of its value. */
  String stateTopic() {
    return String.valueOf(json.get(STATE_TOPIC));
  }

  /** Whether it is enabled at first. */
  boolean isEnabled() {
    return !Boolean.FALSE.equals(json.get(ENABLED));
  }

  /** Its key in the document. */
  String key() {
    return key;
  }

  /** The whole of it. */
  Map<String, Object> json() {
    return Collections.unmodifiableMap(json);
  }

  Entity with(String property, Object value) {
    json.put(property, value);
    return this;
  }

  /** The topic of its value, and the template that takes the value from a message. */
  Entity from(String topic, String template) {
    return with(STATE_TOPIC, topic).with("value_template", template);
  }

  /** Shown only to a user who looks for it. */
  Entity diagnostic() {
    return with("entity_category", "diagnostic").with(ENABLED, false);
  }

  /** Shown to everybody if it is a main one, else only to a user who looks for it. */
  Entity shown(boolean isMain) {
    return isMain ? this : diagnostic();
  }

  /** The class and the unit of measure of a number. */
  Entity measuring(@Nullable String unit) {
    DeviceClass kind = DeviceClass.of(unit);
    if (kind != null) {
      with("device_class", kind.word());
    }
    String spelled = DeviceClass.spelled(unit);
    return spelled == null ? this : with("unit_of_measurement", spelled);
  }

  /** The same for a number that is measured or counted again and again. */
  Entity measured(@Nullable String unit) {
    measuring(unit);
    return unit == null
        ? this
        : with("state_class", isCounter(unit) ? "total_increasing" : "measurement");
  }

  /** How full a battery is. */
  Entity charge() {
    return measured("%").with("device_class", "battery");
  }

  /** One of a few words. */
  Entity oneOf(List<String> words) {
    return with("device_class", "enum").with("options", words);
  }

  /** Whether numbers of this unit of measure are sums that only grow. */
  static boolean isCounter(@Nullable String unit) {
    return DeviceClass.of(unit) == DeviceClass.ENERGY;
  }

  /** Whether the values of a field are such sums: these do not expire. */
  static boolean isCounter(Field field) {
    return field.isNumber() && isCounter(field.unit());
  }
}
