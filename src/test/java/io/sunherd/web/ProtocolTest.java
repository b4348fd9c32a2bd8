package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.Dialects;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/api/v1/protocol")
@ProcessTests
class ProtocolTest {
  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  private static JsonObject row(JsonArray rows, String key, String value) {
    return rows.stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString(key).equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value + " in " + rows));
  }

  @Test
  @DisplayName("tells every dialect's inquiries, fields and settings")
  void tables() {
    JsonArray dialects = rig.get("/api/v1/protocol").json().getJsonArray("dialects");
    assertEquals(Dialects.all().size(), dialects.size());
    JsonObject common = row(dialects, "id", Dialects.common().id());
    assertEquals(Dialects.common().settings().size(), common.getJsonArray("settings").size());
    JsonObject status = row(common.getJsonArray("inquiries"), "code", "QPIGS");
    assertEquals("status", status.getString("name"));
    assertTrue(status.getLong("every_ms") > 0);
    JsonObject volts = row(status.getJsonArray("fields"), "key", "batt_volt");
    assertEquals("decimal", volts.getString("type"));
    assertEquals("V", volts.getString("unit"));
    assertFalse(volts.getString("title").isEmpty());
    assertEquals("battery", volts.getString("group"));
    assertNull(volts.getString("twin_of"));
    JsonObject twin = row(status.getJsonArray("fields"), "key", "pv1_input_current");
    assertEquals("pv_amps", twin.getString("twin_of"));
    assertEquals("solar", twin.getString("group"));
    JsonObject day = row(common.getJsonArray("inquiries"), "code", "QED");
    assertFalse(day.getJsonObject("argument").getString("example").isEmpty());
  }

  @Test
  @DisplayName("tells what a setting takes")
  void settings() {
    JsonArray settings =
        row(rig.get("/api/v1/protocol").json().getJsonArray("dialects"), "id", "pi30")
            .getJsonArray("settings");
    JsonObject floating = row(settings, "code", "PBFT");
    assertEquals("number", floating.getString("kind"));
    assertEquals("V", floating.getString("unit"));
    assertFalse(floating.getJsonObject("allowed").isEmpty());
    assertEquals("amperes", row(settings, "code", "MCHGC").getString("kind"));
    JsonObject total = row(settings, "name", "max_charging_current");
    assertEquals(new JsonArray().add("MCHGC").add("MNCHGC"), total.getJsonArray("codes"));
    assertEquals("MCHGC mnn", total.getJsonArray("spellings").getString(0));
    assertEquals("QMCHGCR", total.getString("listed_by"));
    assertFalse(total.getBoolean("dangerous"));
    JsonObject limit = floating.getJsonArray("bounds").getJsonObject(0);
    assertEquals("at_most", limit.getString("side"));
    assertEquals("battery_bulk_volt", limit.getString("setting"));
    JsonObject bulk = row(settings, "code", "PCVV").getJsonArray("bounds").getJsonObject(0);
    assertEquals("at_least", bulk.getString("side"));
    assertEquals("battery_float_volt", bulk.getString("setting"));
    assertTrue(floating.getJsonObject("needs").containsKey("battery_type"));
    assertEquals("QPIRI", floating.getJsonObject("shown_by").getString("code"));
    assertEquals("choice", row(settings, "code", "POP").getString("kind"));
    settings.forEach(row -> assertFalse(((JsonObject) row).getString("kind").isEmpty()));
  }

  @Test
  @DisplayName("tells one dialect alone, and what its warnings and fault codes mean")
  void oneDialect() {
    JsonObject tables = rig.get("/api/v1/protocol?dialect=pi30max").json();
    assertEquals(1, tables.getJsonArray("dialects").size());
    JsonObject warnings =
        row(
            tables.getJsonArray("dialects").getJsonObject(0).getJsonArray("inquiries"),
            "code",
            "QPIWS");
    JsonArray fields = warnings.getJsonArray("fields");
    assertEquals(
        "Grid failed",
        row(fields, "key", "warnings").getJsonObject("meanings").getString("line_fail"));
    assertFalse(row(fields, "key", "fault_code").getJsonObject("meanings").isEmpty());
    assertEquals(404, rig.get("/api/v1/protocol?dialect=pi31").status());
  }

  @Test
  @DisplayName("tells the number on the display of an Axpert, and of no other unit")
  void programs() {
    Map<String, Map<String, String>> programs = new TreeMap<>();
    for (Object dialect : rig.get("/api/v1/protocol").json().getJsonArray("dialects")) {
      for (Object row : ((JsonObject) dialect).getJsonArray("settings")) {
        String program = ((JsonObject) row).getString("program");
        if (program != null) {
          programs
              .computeIfAbsent(((JsonObject) dialect).getString("id"), id -> new TreeMap<>())
              .put(program, ((JsonObject) row).getString("name"));
        }
      }
    }
    assertEquals(Set.of("pi30", "pi30ks", "pi30gk", "pi30max"), programs.keySet());
    assertEquals(
        Set.of("01", "02", "05", "11", "12", "13", "16"), programs.get("pi30max").keySet());
    assertEquals("max_ac_charging_current", programs.get("pi30ks").get("11"));
  }
}
