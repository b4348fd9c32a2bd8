package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/api/v1/system")
@ProcessTests
class SystemTest {
  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("says so while there are no totals")
  void early() {
    Answer answer = rig.get("/api/v1/system");
    assertEquals(503, answer.status());
    assertEquals(
        "The totals of the system are not made up yet; ask again in a second.", answer.error());
  }

  @Test
  @DisplayName("tells the newest totals under the status keys, and whom they lack")
  void totals() {
    Map<String, Number> values = new LinkedHashMap<>();
    values.put("batt_volt", 53.2);
    values.put("pv_watts", 6_100L);
    Map<String, Object> floats = new LinkedHashMap<>();
    floats.put("roof-1", 54.0);
    floats.put("roof-2", 53.2);
    rig.publish(
        new SystemTotals(
            Rig.AT,
            3,
            2,
            List.of("roof-2"),
            values,
            List.of("pv_watts"),
            Map.of("pv_watts", List.of("roof-1", "roof-2")),
            Map.of("phase1_of_3", new Phase(List.of("roof-1"), Map.of("ac_watt", 900L))),
            List.of(new Difference("battery_float_voltage", "Battery float voltage", floats)),
            Map.of("roof-1", 100.0),
            List.of("92932004102446"),
            Map.of()));
    rig.get("/health/live");
    assertEquals(
        new JsonObject()
            .put("at", "2026-11-18T11:06:40Z")
            .put("units", 3)
            .put("counted", 2)
            .put("missing", new JsonArray().add("roof-2"))
            .put("unconfigured", new JsonArray().add("92932004102446"))
            .put("batt_volt", 53.2)
            .put("pv_watts", 6_100)
            .put("calculated", new JsonArray().add("pv_watts"))
            .put(
                "coverage",
                new JsonObject()
                    .put(
                        "pv_watts",
                        new JsonObject()
                            .put("counted", 1)
                            .put("missing", new JsonArray().add("roof-1").add("roof-2"))))
            .put(
                "phases",
                new JsonObject()
                    .put(
                        "phase1_of_3",
                        new JsonObject()
                            .put("inverters", new JsonArray().add("roof-1"))
                            .put("ac_watt", 900)))
            .put("load_share", new JsonObject().put("roof-1", 100.0))
            .put(
                "differences",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("key", "battery_float_voltage")
                            .put("title", "Battery float voltage")
                            .put(
                                "values",
                                new JsonObject().put("roof-1", 54.0).put("roof-2", 53.2)))),
        rig.get("/api/v1/system").json());
  }

  @Test
  @DisplayName("has its rules and labels in the protocol tables")
  void rules() {
    JsonObject tables = rig.get("/api/v1/protocol").json();
    JsonObject sun = row(tables.getJsonArray("system"), "pv_watts");
    assertEquals("sum", sun.getString("rule"));
    assertEquals("W", sun.getString("unit"));
    assertEquals("mean", row(tables.getJsonArray("system"), "batt_volt").getString("rule"));
    JsonArray inquiries =
        tables.getJsonArray("dialects").getJsonObject(0).getJsonArray("inquiries");
    JsonArray status = inquiries.getJsonObject(0).getJsonArray("fields");
    assertEquals("none", row(status, "bus_volt").getString("rule"));
    assertEquals("max", row(status, "temp").getString("rule"));
    JsonArray second = inquiries.getJsonObject(3).getJsonArray("fields");
    assertEquals("pv_watts", row(second, "pv2_charging_power").getString("counts_as"));
  }

  private static JsonObject row(JsonArray rows, String key) {
    return rows.stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("key").equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + rows));
  }
}
