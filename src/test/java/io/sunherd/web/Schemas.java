package io.sunherd.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The schemas of an OpenAPI document, those within others included. */
final class Schemas {
  private static final Set<String> WITH_ONE =
      Set.of("items", "additionalProperties", "unevaluatedProperties", "propertyNames", "not");
  private static final Set<String> WITH_SEVERAL = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> WITH_NAMED = Set.of("properties");
  private static final Set<String> PLAIN =
      Set.of(
          "$ref",
          "type",
          "description",
          "required",
          "enum",
          "const",
          "default",
          "format",
          "pattern",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "discriminator",
          "examples");

  private Schemas() {}

  /** All of them. */
  static List<JsonObject> of(JsonObject document) {
    List<JsonObject> found = new ArrayList<>();
    JsonObject components = document.getJsonObject("components");
    for (Map.Entry<String, Object> one : components.getJsonObject("schemas")) {
      add(found, (JsonObject) one.getValue());
    }
    for (String part : List.of("parameters", "headers", "responses")) {
      search(found, components.getJsonObject(part));
    }
    search(found, document.getJsonObject("paths"));
    return found;
  }

  /** Takes in what stands behind each {@code schema} outside of schemas. */
  private static void search(List<JsonObject> found, Object json) {
    if (json instanceof JsonArray several) {
      several.forEach(one -> search(found, one));
    }
    if (json instanceof JsonObject object) {
      for (Map.Entry<String, Object> one : object) {
        if (one.getKey().equals("schema")) {
          add(found, (JsonObject) one.getValue());
        } else if (!one.getKey().startsWith("example")) {
          search(found, one.getValue());
        }
      }
    }
  }

  private static void add(List<JsonObject> found, JsonObject schema) {
    found.add(schema);
    for (Map.Entry<String, Object> keyword : schema) {
      if (WITH_ONE.contains(keyword.getKey()) && keyword.getValue() instanceof JsonObject one) {
        add(found, one);
      } else if (WITH_SEVERAL.contains(keyword.getKey())) {
        ((JsonArray) keyword.getValue()).forEach(one -> add(found, (JsonObject) one));
      } else if (WITH_NAMED.contains(keyword.getKey())) {
        ((JsonObject) keyword.getValue()).forEach(one -> add(found, (JsonObject) one.getValue()));
      }
    }
  }

  /** What a schema says that no validator would heed: misspelled, as a rule. */
  static Set<String> unknownKeywords(JsonObject schema) {
    Set<String> unknown = new TreeSet<>(schema.fieldNames());
    List.of(WITH_ONE, WITH_SEVERAL, WITH_NAMED, PLAIN).forEach(unknown::removeAll);
    return unknown;
  }

  /** Whether it is of objects and says nothing of keys that it does not name. */
  static boolean isOpen(JsonObject schema) {
    Object type = schema.getValue("type");
    boolean isObject =
        "object".equals(type)
            || (type instanceof JsonArray several && several.contains("object"))
            || schema.containsKey("properties")
            || schema.containsKey("allOf");
    return isObject
        && !schema.containsKey("additionalProperties")
        && !schema.containsKey("unevaluatedProperties");
  }
}
