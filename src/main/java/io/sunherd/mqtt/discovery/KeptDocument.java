package io.sunherd.mqtt.discovery;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document as the broker keeps it, of this hub or of somebody else.
 *
 * @param isOwn whether it is a hub's on the base of this one, whatever that one was called
 * @param unit the id of the unit that it is about, or null where it is about none
 * @param entities its entities by their keys, those that were removed included
 */
record KeptDocument(boolean isOwn, @Nullable String unit, Map<String, Told> entities) {

  /**
   * An entity that whoever listens knows of.
   *
   * @param platform what it is
   * @param isSetting whether it shows a setting
   * @param isGone whether it was removed
   */
  record Told(String platform, boolean isSetting, boolean isGone) {
    static Told of(Map<String, Object> entity) {
      Object topic = entity.get(Entity.STATE_TOPIC);
      return new Told(
          String.valueOf(entity.get(Entity.PLATFORM)),
          topic != null && topic.toString().contains("/settings/"),
          entity.keySet().equals(Set.of(Entity.PLATFORM)));
    }
  }

  /** Reads a document; nothing where it is none. */
  static Optional<KeptDocument> read(String payload, HubSheet hub) {
    try {
      JsonObject json = new JsonObject(payload);
      Map<String, Told> entities = new LinkedHashMap<>();
      json.getJsonObject(Discovery.COMPONENTS, new JsonObject())
          .forEach(
              one -> {
                if (one.getValue() instanceof JsonObject entity) {
                  entities.put(one.getKey(), Told.of(entity.getMap()));
                }
              });
      return Optional.of(new KeptDocument(isOwn(json, hub), unit(json, hub), entities));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty(); // it is somebody else's, whatever it is
    }
  }

  private static boolean isOwn(JsonObject json, HubSheet hub) {
    JsonObject origin = json.getJsonObject(Discovery.ORIGIN, new JsonObject());
    return Discovery.NAME.equals(origin.getString("name"))
        && topics(json).anyMatch(hub.topic("hub/state")::equals);
  }

  private static @Nullable String unit(JsonObject json, HubSheet hub) {
    Pattern state = Pattern.compile(Pattern.quote(hub.base()) + "/([^/]+)/state");
    return topics(json)
        .map(state::matcher)
        .filter(Matcher::matches)
        .map(topic -> topic.group(1))
        .filter(id -> !id.equals("hub"))
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> topics(JsonObject json) {
    return json.getJsonArray(Discovery.AVAILABILITY, new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(one -> ((JsonObject) one).getString("topic", ""));
  }
}
