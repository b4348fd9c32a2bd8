package io.sunherd.mqtt.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing that is wrong with a document is found, whatever it is. */
@PureTests
@DisplayName("The rules for documents")
class DocumentRulesTest {
  private static final JsonObject SOUND =
      Sheets.document(Sheets.simulated(Sheets.WRITING, "roof-1", "axpert-5000"));

  private static final Map<String, Consumer<JsonObject>> WRONG = new LinkedHashMap<>();

  static {
    WRONG.put("unknown root key", json -> json.put("objectid", "a"));
    WRONG.put("no device", json -> json.remove("device"));
    WRONG.put("no origin", json -> json.remove("origin"));
    WRONG.put("no components", json -> json.remove("components"));
    WRONG.put("empty components", json -> json.put("components", new JsonObject()));
    WRONG.put("both availabilities", json -> json.put("availability_topic", "a/b"));
    WRONG.put("no mode", json -> json.remove("availability_mode"));
    WRONG.put("mode any", json -> json.put("availability_mode", "any"));
    WRONG.put(
        "availability key",
        json -> json.getJsonArray("availability").getJsonObject(0).put("template", "a"));
    WRONG.put(
        "availability without topic",
        json -> json.getJsonArray("availability").getJsonObject(0).remove("topic"));
    WRONG.put("device key", json -> json.getJsonObject("device").put("serial", "1"));
    WRONG.put("no identifiers", json -> json.getJsonObject("device").remove("identifiers"));
    WRONG.put(
        "identifier with a blank",
        json -> json.getJsonObject("device").put("identifiers", new JsonArray().add("a b")));
    WRONG.put("url", json -> json.getJsonObject("device").put("configuration_url", "roof:1"));
    WRONG.put("origin key", json -> json.getJsonObject("origin").put("url", "http://a/"));
    WRONG.put("no origin name", json -> json.getJsonObject("origin").remove("name"));
    WRONG.put(
        "component id",
        json -> json.getJsonObject("components").put("pv watts", entity(json, "pv_watts")));
    wrong("platform", "pv_watts", one -> one.put("platform", "gauge"));
    wrong("object_id", "pv_watts", one -> one.put("object_id", "a"));
    wrong("null", "pv_watts", one -> one.putNull("icon"));
    wrong("no unique_id", "pv_watts", one -> one.remove("unique_id"));
    wrong("unique_id with a dot", "pv_watts", one -> one.put("unique_id", "a.b"));
    wrong("entity id of another domain", "pv_watts", one -> one.put("default_entity_id", "a.b"));
    wrong(
        "unique_id of another",
        "pv_watts",
        one -> one.put("unique_id", "sunherd_" + Sheets.SERIAL + "_ac_watt"));
    wrong(
        "entity id of another",
        "pv_watts",
        one -> one.put("default_entity_id", "sensor.roof_1_ac_watt"));
    wrong("unit", "pv_watts", one -> one.put("unit_of_measurement", "VA"));
    wrong("no unit", "pv_watts", one -> one.remove("unit_of_measurement"));
    wrong("class", "pv_watts", one -> one.put("device_class", "watts"));
    wrong("unit without class", "pv_watts", one -> one.remove("device_class"));
    wrong("state class", "pv_watts", one -> one.put("state_class", "total_increasing"));
    wrong("no state class", "pv_watts", one -> one.remove("state_class"));
    wrong("options", "pv_watts", one -> one.put("options", new JsonArray().add("a")));
    wrong("category", "pv_watts", one -> one.put("entity_category", "config"));
    wrong("no expiry", "pv_watts", one -> one.remove("expire_after"));
    wrong("short expiry", "pv_watts", one -> one.put("expire_after", 5));
    wrong("wildcard", "pv_watts", one -> one.put("state_topic", "sunherd/+/status"));
    wrong("no state topic", "pv_watts", one -> one.remove("state_topic"));
    wrong("energy that expires", "pv_energy", one -> one.put("expire_after", 60));
    wrong("energy that is measured", "pv_energy", one -> one.put("state_class", "measurement"));
    wrong("energy that may fall", "pv_energy", one -> one.put("state_class", "total"));
    wrong("kept that expires", "connection", one -> one.put("expire_after", 60));
    wrong("enum with unit", "mode", one -> one.put("unit_of_measurement", "A"));
    wrong("enum with state class", "mode", one -> one.put("state_class", "measurement"));
    wrong("enum without options", "mode", one -> one.remove("options"));
    wrong("option twice", "mode", one -> one.put("options", new JsonArray().add("a").add("a")));
    wrong("option that is a number", "mode", one -> one.put("options", new JsonArray().add(1)));
    wrong("binary with unit", "grid_present", one -> one.put("unit_of_measurement", "W"));
    wrong("binary with state class", "grid_present", one -> one.put("state_class", "total"));
    wrong("binary class", "faults", one -> one.put("device_class", "fault"));
    wrong("number without max", "battery_float_volt", one -> one.remove("max"));
    wrong("number without range", "battery_float_volt", one -> one.put("max", 1));
    wrong("number with step 0", "battery_float_volt", one -> one.put("step", 0));
    wrong("number mode", "battery_float_volt", one -> one.put("mode", "dial"));
    wrong("number state class", "battery_float_volt", one -> one.put("state_class", "total"));
    wrong("order of QoS 0", "battery_float_volt", one -> one.put("qos", 0));
    wrong("order that is kept", "battery_float_volt", one -> one.put("retain", true));
    wrong("order elsewhere", "battery_float_volt", one -> one.put("command_topic", "a/b"));
    wrong("order without writes", "battery_float_volt", one -> one.remove("availability"));
    wrong("no order", "battery_float_volt", one -> one.remove("command_topic"));
    wrong("select without options", "output_source_priority", one -> one.remove("options"));
    wrong("switch with options", "buzzer", one -> one.put("options", new JsonArray().add("a")));
    wrong("switch without on", "buzzer", one -> one.remove("payload_on"));
  }

  private static void wrong(String what, String key, Consumer<JsonObject> change) {
    WRONG.put(what, json -> change.accept(entity(json, key)));
  }

  private static JsonObject entity(JsonObject document, String key) {
    return document.getJsonObject("components").getJsonObject(key);
  }

  static Stream<String> wrong() {
    return WRONG.keySet().stream();
  }

  @Test
  @DisplayName("find nothing wrong with a sound one, nor with what is removed")
  void sound() {
    assertEquals(List.of(), DocumentRules.faults(SOUND));
    JsonObject removed = SOUND.copy();
    removed.getJsonObject("components").put("gone", new JsonObject().put("platform", "sensor"));
    assertEquals(List.of(), DocumentRules.faults(removed));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  @DisplayName("find")
  void bites(String what) {
    JsonObject document = SOUND.copy();
    WRONG.get(what).accept(document);
    assertFalse(DocumentRules.faults(document).isEmpty(), "nothing found: " + what);
  }
}
