package io.sunherd.mqtt.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.Vectors;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of all dialects, all captures and all simulated units, held to all rules. */
@PureTests
@DisplayName("Documents for Home Assistant")
class DocumentsTest {
  private static final List<HubSheet> HUBS = List.of(Sheets.READING, Sheets.WRITING);

  static Stream<Dialect> dialects() {
    return Dialects.all().stream();
  }

  static Stream<String> profiles() {
    return Profiles.all().stream().map(Profile::name);
  }

  private static void requireSound(UnitSheet sheet, Map<String, Map<String, Object>> readings) {
    JsonObject document = Sheets.document(sheet);
    assertEquals(List.of(), DocumentRules.faults(document));
    for (Map.Entry<String, Object> one : document.getJsonObject("components")) {
      requireRendered(sheet, one.getKey(), (JsonObject) one.getValue(), readings);
    }
  }

  /** Each template renders what was read, and nothing else for null and for a missing key. */
  private static void requireRendered(
      UnitSheet sheet, String key, JsonObject entity, Map<String, Map<String, Object>> readings) {
    String template = entity.getString("value_template");
    if (template == null) {
      return;
    }
    assertEquals("None", TemplateReader.render(template, Map.of()), key);
    Map<String, Object> nothing = new HashMap<>();
    nothing.put(TemplateReader.key(template), null);
    assertEquals("None", TemplateReader.render(template, nothing), key);
    String command = entity.getString("state_topic").replaceAll(".*/", "");
    Optional<Inquiry> inquiry = sheet.dialect().inquiry(command);
    Map<String, Object> reading = inquiry.map(row -> readings.get(row.code())).orElse(null);
    if (reading != null && reading.get(TemplateReader.key(template)) != null) {
      requireValue(key, entity, TemplateReader.render(template, reading));
    }
  }

  private static void requireValue(String key, JsonObject entity, String value) {
    if (entity.containsKey("options")) {
      assertTrue(entity.getJsonArray("options").contains(value), key + " is " + value);
    } else if (entity.getString("platform").equals("binary_sensor")) {
      assertTrue(value.matches("ON|OFF"), key + " is " + value);
    } else if (entity.containsKey("unit_of_measurement")) {
      assertTrue(value.matches("-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?"), key + " is " + value);
    }
    assertTrue(!value.isBlank() && value.length() <= 255, key + " is \"" + value + "\"");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  @DisplayName("are sound for every simulated unit")
  void simulated(String profile) {
    Map<String, Map<String, Object>> readings = Sheets.readings(profile);
    for (HubSheet hub : HUBS) {
      requireSound(Sheets.simulated(hub, "roof-1", profile), readings);
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("are sound for every capture of a dialect")
  void captured(Dialect dialect) throws IOException, ProtocolException {
    int count = 0;
    for (JsonNode frame : Vectors.replies().toList()) {
      if (Vectors.dialect(frame).equals(dialect)) {
        Inquiry inquiry = Vectors.inquiry(frame);
        Map<String, Map<String, Object>> one =
            Map.of(inquiry.code(), inquiry.decode(Vectors.payload(frame)));
        requireSound(Sheets.unit(Sheets.WRITING, "a-9", dialect, one), one);
        count++;
      }
    }
    boolean hasCaptures = !dialect.id().matches("pi30(ks|gk|max|lv6548)");
    assertTrue(count > 0 || !hasCaptures, dialect + " has no captures");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  @DisplayName("are sound for a unit that tells all that its table has")
  void everything(Dialect dialect) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    for (Inquiry inquiry : dialect.inquiries()) {
      Map<String, Object> data = new LinkedHashMap<>();
      inquiry.fields().forEach(field -> data.put(field.key(), "told"));
      all.put(inquiry.code(), data);
    }
    for (HubSheet hub : HUBS) {
      JsonObject document = Sheets.document(Sheets.unit(hub, "roof-1", dialect, all));
      assertEquals(List.of(), DocumentRules.faults(document));
      requireComplete(dialect, document);
    }
  }

  /** Each field for people is an entity, of itself or of the setting that it shows. */
  private static void requireComplete(Dialect dialect, JsonObject document) {
    JsonObject components = document.getJsonObject("components");
    List<String> missing = new ArrayList<>();
    for (Inquiry inquiry : dialect.inquiries()) {
      for (Field field : inquiry.fields()) {
        boolean isSetting =
            dialect.settings().stream()
                .filter(setting -> setting.proof() != null && !setting.moves())
                .anyMatch(
                    setting ->
                        setting.proof().inquiry().equals(inquiry.code())
                            && setting.proof().key().equals(field.key()));
        boolean isThere = components.containsKey(ReadingEntities.key(inquiry, field));
        if (isThere == (field.isInternal() || isSetting)) {
          missing.add(inquiry.code() + " " + field.key());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  @DisplayName("have no key that Home Assistant's templates take for something else")
  void methods() {
    List<String> methods =
        List.of("clear", "copy", "get", "items", "keys", "pop", "popitem", "update", "values");
    for (Dialect dialect : Dialects.all()) {
      for (Inquiry inquiry : dialect.inquiries()) {
        for (Field field : inquiry.fields()) {
          assertFalse(
              !field.isInternal() && methods.contains(field.key()), dialect + " " + field.key());
        }
      }
    }
  }
}
