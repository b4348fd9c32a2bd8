package io.sunherd.mqtt.discovery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Home Assistant demands of a document, stricter than it is itself: it passes over what it
 * does not know in silence. The rules are data in {@code homeassistant/rules.json}.
 */
final class DocumentRules {
  private static final JsonObject RULES = read();
  private static final String ID = "[a-zA-Z0-9_-]+";

  private final List<String> faults = new ArrayList<>();
  private final Set<String> uniqueIds = new HashSet<>();
  private final Set<String> entityIds = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private DocumentRules() {}

  private static JsonObject read() {
    try {
      return new JsonObject(
          Files.readString(Path.of("src/test/resources/homeassistant/rules.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a document; nothing where all is well. */
  static List<String> faults(JsonObject document) {
    DocumentRules rules = new DocumentRules();
    rules.root(document);
    return rules.faults;
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  private void keys(String where, JsonObject json, JsonObject rule) {
    for (Object key : rule.getJsonArray("required")) {
      require(json.getValue((String) key) != null, where + " lacks " + key);
    }
    known(where, json, rule.getJsonArray("allowed"));
  }

  private void known(String where, JsonObject json, JsonArray allowed) {
    for (String key : json.fieldNames()) {
      require(allowed.contains(key), where + " has unknown " + key);
      require(json.getValue(key) != null, where + " has null as " + key);
    }
  }

  private void root(JsonObject document) {
    keys("root", document, RULES.getJsonObject("root"));
    JsonObject device = document.getJsonObject("device", new JsonObject());
    keys("device", device, RULES.getJsonObject("device"));
    for (Object id : device.getJsonArray("identifiers", new JsonArray())) {
      require(id.toString().matches(ID), "identifier " + id);
    }
    String url = device.getString("configuration_url", "http://a/");
    require(url.matches("https?://[^/]+/.*"), "configuration_url " + url);
    keys(
        "origin",
        document.getJsonObject("origin", new JsonObject()),
        RULES.getJsonObject("origin"));
    availability("root", document);
    JsonObject components = document.getJsonObject("components", new JsonObject());
    require(!components.isEmpty(), "no components");
    for (Map.Entry<String, Object> one : components) {
      require(one.getKey().matches(ID), "key " + one.getKey());
      component(one.getKey(), (JsonObject) one.getValue());
    }
  }

  private void availability(String where, JsonObject json) {
    JsonArray list = json.getJsonArray("availability");
    require(
        list == null || !json.containsKey("availability_topic"),
        where + " has both availability and availability_topic");
    require(
        list == null || where.equals("root") == json.containsKey("availability_mode"),
        where + " does not say the mode of availability once");
    String mode = json.getString("availability_mode", "all");
    require(mode.equals("all"), where + " has availability_mode " + mode);
    for (Object one : list == null ? new JsonArray() : list) {
      keys(where + " availability", (JsonObject) one, RULES.getJsonObject("availability"));
      topic(where, ((JsonObject) one).getString("topic", ""));
    }
  }

  private void topic(String where, String topic) {
    require(
        !topic.isEmpty() && !topic.matches(".*[+#\\s].*") && !topic.startsWith("/"),
        where + " has topic " + topic);
  }

  private void component(String key, JsonObject json) {
    String platform = json.getString("platform", "");
    JsonObject rule = RULES.getJsonObject("platforms").getJsonObject(platform);
    require(rule != null, key + " has platform " + platform);
    if (rule == null || json.size() == 1) {
      return; // what has a platform only is removed
    }
    JsonArray allowed = RULES.getJsonArray("common").copy().addAll(rule.getJsonArray("own"));
    keys(
        key,
        json,
        new JsonObject().put("required", rule.getJsonArray("required")).put("allowed", allowed));
    ids(key, platform, json);
    availability(key, json);
    String category = json.getString("entity_category");
    require(
        category == null || rule.getJsonArray("categories").contains(category),
        key + " has entity_category " + category);
    for (String name : List.of("state_topic", "command_topic", "json_attributes_topic")) {
      if (json.containsKey(name)) {
        topic(key, json.getString(name));
      }
    }
    switch (platform) {
      case "sensor" -> sensor(key, json);
      case "binary_sensor" -> binary(key, json);
      case "number" -> number(key, json);
      default -> choices(key, json, platform.equals("select"));
    }
    change(key, json);
  }

  private void ids(String key, String platform, JsonObject json) {
    String unique = json.getString("unique_id", "");
    String entity = json.getString("default_entity_id", "");
    String name = json.getString("name");
    require(names.add(name), key + " has the name of another: " + name);
    require(unique.matches(ID), key + " has unique_id " + unique);
    require(uniqueIds.add(unique), key + " has the unique_id of another: " + unique);
    require(
        entity.matches(platform + "\\.[a-z0-9]+(_[a-z0-9]+)*"),
        key + " has default_entity_id " + entity);
    require(entityIds.add(entity), key + " has the entity id of another: " + entity);
  }

  private void sensor(String key, JsonObject json) {
    String kind = json.getString("device_class");
    String unit = json.getString("unit_of_measurement");
    String state = json.getString("state_class");
    if ("enum".equals(kind)) {
      require(unit == null && state == null, key + " is an enum with unit or state class");
      choices(key, json, true);
      expiry(key, json, false);
      return;
    }
    require(!json.containsKey("options"), key + " has options and is no enum");
    measured(key, kind, unit);
    if (state != null) {
      JsonArray states =
          kind == null
              ? new JsonArray(List.of("measurement", "total", "total_increasing"))
              : RULES
                  .getJsonObject("classes")
                  .getJsonObject(kind, new JsonObject())
                  .getJsonArray("states", new JsonArray());
      require(states.contains(state), key + " has state_class " + state + " as " + kind);
    }
    require(
        !"energy".equals(kind) || "total_increasing".equals(state),
        key + " is energy and does not grow");
    require(
        kind == null || state != null || json.getString("state_topic").contains("/settings/"),
        key + " has no state_class");
    expiry(key, json, "energy".equals(kind));
  }

  /** What is kept must not expire, and neither must a counter; all else must. */
  private void expiry(String key, JsonObject json, boolean isCounter) {
    String topic = json.getString("state_topic", "");
    boolean isKept = topic.matches(".*/(state|energy|settings/[^/]+)|.*/hub/.*");
    Long seconds = json.getLong("expire_after");
    require((isKept || isCounter) == (seconds == null), key + " has expire_after " + seconds);
    require(seconds == null || seconds >= 15, key + " expires within " + seconds + " s");
  }

  private void measured(String key, String kind, String unit) {
    if (kind == null) {
      require(
          unit == null || RULES.getJsonArray("unclassed_units").contains(unit),
          key + " has " + unit + " without a class");
      return;
    }
    JsonObject rule = RULES.getJsonObject("classes").getJsonObject(kind);
    require(rule != null, key + " has device_class " + kind);
    require(
        rule == null || rule.getJsonArray("units").contains(unit),
        key + " has " + unit + " as " + kind);
  }

  private void binary(String key, JsonObject json) {
    String kind = json.getString("device_class");
    require(
        kind == null || RULES.getJsonArray("binary_classes").contains(kind),
        key + " has device_class " + kind);
    expiry(key, json, false);
  }

  private void number(String key, JsonObject json) {
    Double min = json.getDouble("min");
    Double max = json.getDouble("max");
    Double step = json.getDouble("step");
    require(
        min != null && max != null && step != null && min < max && step >= 0.001,
        key + " goes from " + min + " to " + max + " by " + step);
    measured(key, json.getString("device_class"), json.getString("unit_of_measurement"));
    require(
        List.of("auto", "box", "slider").contains(json.getString("mode", "auto")),
        key + " has mode " + json.getString("mode"));
  }

  private void choices(String key, JsonObject json, boolean hasOptions) {
    JsonArray options = json.getJsonArray("options", new JsonArray());
    require(options.isEmpty() != hasOptions, key + " has options " + options);
    require(options.stream().distinct().count() == options.size(), key + " has an option twice");
    require(
        options.stream().allMatch(one -> one instanceof String text && !text.isBlank()),
        key + " has an option that is no text");
  }

  /** What changes something is sent once, surely, and never again by the broker. */
  private void change(String key, JsonObject json) {
    String topic = json.getString("command_topic");
    if (topic == null) {
      return;
    }
    require(topic.matches(".+/settings/[a-z0-9_]+/set"), key + " is set by " + topic);
    require(Integer.valueOf(1).equals(json.getInteger("qos")), key + " is set by another QoS");
    require(Boolean.FALSE.equals(json.getBoolean("retain")), key + " is set by what is kept");
    require(
        json.getJsonArray("availability", new JsonArray()).stream()
            .anyMatch(one -> ((JsonObject) one).getString("topic").endsWith("/hub/writes")),
        key + " is available without hub/writes");
  }
}
