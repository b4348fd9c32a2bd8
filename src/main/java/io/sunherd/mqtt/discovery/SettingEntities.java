package io.sunherd.mqtt.discovery;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Inquiry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a unit's settings: to be changed where that is allowed and safe, else to be read.
 */
final class SettingEntities {
  private static final String KIND = "kind";
  private static final String MOVES = "moves";

  /** What an entity is made of; a row has more, such as how old its value is. */
  private static final List<String> SHAPE =
      List.of("name", "title", "unit", KIND, "value", "allowed", "dangerous", MOVES, "read_back");

  private final UnitSheet sheet;
  private final String device;
  private final String slug;
  private final Set<String> taken;

  SettingEntities(UnitSheet sheet, String device, String slug) {
    this.sheet = sheet;
    this.device = device;
    this.slug = slug;
    taken = readingKeys(sheet);
  }

  /** The keys that entities of readings may have, told or not. */
  private static Set<String> readingKeys(UnitSheet sheet) {
    return sheet.dialect().inquiries().stream()
        .flatMap(inquiry -> inquiry.fields().stream().map(field -> key(inquiry, field)))
        .collect(Collectors.toSet());
  }

  private static String key(Inquiry inquiry, Field field) {
    return ReadingEntities.key(inquiry, field);
  }

  List<Entity> all() {
    List<Entity> entities = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows()) {
      Object value = row.get("value");
      if (value != null && isKept(row)) {
        Control control = sheet.hub().writes() ? control(row) : null;
        entities.add(control == null ? reading(row) : change(row, control));
      }
    }
    return entities;
  }

  /** The settings as they were answered. */
  List<Map<String, @Nullable Object>> rows() {
    List<Map<String, @Nullable Object>> rows = sheet.settings();
    return rows == null ? List.of() : rows;
  }

  static String name(Map<String, @Nullable Object> row) {
    return Objects.toString(row.get("name"));
  }

  /** What of a row makes a difference to its entity. */
  static Map<String, @Nullable Object> shape(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> shape = new HashMap<>();
    SHAPE.forEach(key -> shape.put(key, row.get(key)));
    return shape;
  }

  private static boolean is(Map<String, @Nullable Object> row, Form.Kind kind) {
    return kind.word().equals(row.get(KIND));
  }

  static String title(Map<String, @Nullable Object> row) {
    return Objects.toString(row.get("title"));
  }

  /**
   * Whether there is something to be kept of it: not of an order, nor of a clock or anything else
   * that moves by itself.
   */
  private static boolean isKept(Map<String, @Nullable Object> row) {
    return Boolean.TRUE.equals(row.get("read_back"))
        && !Boolean.TRUE.equals(row.get(MOVES))
        && !is(row, Form.Kind.ACTION)
        && !is(row, Form.Kind.CLOCK);
  }

  /** How a setting of a unit can be changed; null where it is not offered. */
  @Nullable Control control(Map<String, @Nullable Object> row) {
    boolean isOffered =
        isKept(row) && row.get("value") != null && Boolean.FALSE.equals(row.get("dangerous"));
    return isOffered ? Control.of(row, sheet.dialect().setting(name(row)).orElse(null)) : null;
  }

  private Entity change(Map<String, @Nullable Object> row, Control control) {
    String name = name(row);
    String key = taken.contains(name) ? "set_" + name : name;
    String topic = sheet.topic("settings/" + name);
    Entity entity =
        new Entity(control.platform(), device, slug, key, key, title(row))
            .with(Entity.STATE_TOPIC, topic)
            .with("command_topic", topic + "/set");
    return control.into(entity).with("availability", Availability.ofChanges(sheet));
  }

  private Entity reading(Map<String, @Nullable Object> row) {
    boolean isSwitch = is(row, Form.Kind.SWITCH);
    String platform = isSwitch ? "binary_sensor" : "sensor";
    String key = "setting_" + name(row);
    Entity entity =
        new Entity(platform, device, slug, key, key, title(row))
            .with(Entity.STATE_TOPIC, sheet.topic("settings/" + name(row)));
    if (isSwitch) {
      entity.with("payload_on", SettingText.ON).with("payload_off", SettingText.OFF);
    } else if (is(row, Form.Kind.CHOICE) && row.get("allowed") instanceof List<?> words) {
      entity.oneOf(words.stream().map(Object::toString).toList());
    } else if (row.get("value") instanceof Number) {
      entity.measuring(row.get("unit") instanceof String unit ? unit : null);
    }
    return entity.diagnostic();
  }
}
