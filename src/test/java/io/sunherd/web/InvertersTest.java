package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/api/v1/inverters")
@ProcessTests
class InvertersTest {
  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("tells of each inverter in the order of the configuration, heard of or not")
  void all() {
    rig.publish(Rig.state("roof-2", Condition.DEGRADED, "QPIGS: no answer within 1.5 s."));
    rig.publish(Rig.status("roof-2", 52.0));
    rig.publish(Rig.status("stranger", 1.0));
    rig.advanceMs(250);
    Answer answer = rig.get("/api/v1/inverters");
    assertEquals(200, answer.status());
    assertEquals(2, answer.json().getJsonArray("inverters").size());
    JsonObject unheard = answer.json().getJsonArray("inverters").getJsonObject(0);
    assertEquals("roof-1", unheard.getString("id"));
    assertEquals("offline", unheard.getString("state"));
    assertNull(unheard.getString("since"));
    assertEquals("roof-1 has not started.", unheard.getString("last_error"));
    assertEquals(
        new JsonObject()
            .put("id", "roof-2")
            .put("state", "degraded")
            .put("since", "2026-11-18T11:06:40Z")
            .put("device", "serial:/dev/ttyUSB0")
            .put("protocol", "pi30max")
            .put("model", "MAX 8K")
            .put("serial", "9293")
            .put("firmware", "00041.17")
            .putNull("via")
            .putNull("system")
            .putNull("role")
            .putNull("output_mode")
            .putNull("phase")
            .putNull("battery_type")
            .putNull("load_share")
            .put("last_error", "QPIGS: no answer within 1.5 s.")
            .put("notes", new JsonArray())
            .putNull("line")
            .put("ages_ms", new JsonObject().put("status", 250)),
        answer.json().getJsonArray("inverters").getJsonObject(1));
  }

  @Test
  @DisplayName("tells of one with its readings under their names")
  void one() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-1", 52.0));
    rig.advanceMs(1_250);
    JsonObject one = rig.get("/api/v1/inverters/roof-1").json();
    assertEquals("online", one.getString("state"));
    JsonObject status = one.getJsonObject("status");
    assertEquals(Set.of("at", "age_ms", "code", "every_ms", "raw", "data"), status.fieldNames());
    assertEquals("2026-11-18T11:06:40Z", status.getString("at"));
    assertEquals(1_250, status.getInteger("age_ms"));
    assertEquals("QPIGS", status.getString("code"));
    assertEquals(1_000, status.getInteger("every_ms"));
    assertEquals("(230.0 52.0", status.getString("raw"));
    assertEquals(52.0, status.getJsonObject("data").getDouble("batt_volt"));
    assertTrue(status.getJsonObject("data").containsKey("temp"));
  }

  @Test
  @DisplayName("a reading called like one of the inverter's own keys is told under its code")
  void sameName() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(
        new Reading(
            "roof-1", "firmware", "QVFW", Rig.AT, 0, "(VERFW:1.0", Map.of("version", "1.0")));
    JsonObject one = rig.get("/api/v1/inverters/roof-1").json();
    assertEquals("00041.17", one.getString("firmware"));
    assertEquals("1.0", one.getJsonObject("QVFW").getJsonObject("data").getString("version"));
  }

  @Test
  @DisplayName("does not know an inverter that is not configured")
  void unknown() {
    Answer answer = rig.get("/api/v1/inverters/barn%22%3Cb%3E");
    assertEquals(404, answer.status());
    assertEquals("There is no inverter barn\"<b>; configured are roof-1, roof-2.", answer.error());
  }

  @Test
  @DisplayName("holds no more than 256 readings of one inverter, and lets the oldest go")
  void bounded() {
    for (int i = 0; i < 300; i++) {
      String code = "QED" + (20260000 + i);
      rig.vertx
          .eventBus()
          .publish(
              Addresses.READINGS, new Reading("roof-1", code, code, Rig.AT, 0, "(1", Map.of()));
    }
    rig.publish(Rig.status("roof-1", 52.0));
    Set<String> held =
        rig.get("/api/v1/inverters/roof-1").json().getJsonObject("ages_ms").fieldNames();
    assertEquals(256, held.size());
    assertTrue(held.contains("status") && held.contains("QED20260299"));
  }

  private static Member member(String serial, boolean present) {
    return new Member(serial, "9293", 2, "roof-1", present, Rig.AT, "battery", "phase2_of_3");
  }

  @Test
  @DisplayName("tells of units that are on a parallel bus, but not configured")
  void found() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(member("9293", true));
    rig.publish(member("92932004102449", true));
    assertEquals(
        new JsonArray()
            .add(
                new JsonObject()
                    .put("serial", "92932004102449")
                    .put("system", "9293")
                    .put("via", "roof-1")
                    .put("unit", 2)
                    .putNull("role")
                    .put("output_mode", "phase2_of_3")
                    .put("phase", 2)
                    .put("mode", "battery")
                    .put("since", "2026-11-18T11:06:40Z")
                    .put("at", "2026-11-18T11:06:40Z")),
        rig.get("/api/v1/inverters").json().getJsonArray("found"));
    rig.publish(member("92932004102449", false));
    assertEquals(new JsonArray(), rig.get("/api/v1/inverters").json().getJsonArray("found"));
  }

  @Test
  @DisplayName("tells each unit's place in its system")
  void map() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(member("9293", true));
    JsonObject bare = rig.get("/api/v1/inverters/roof-1").json();
    assertEquals("9293", bare.getString("system"));
    assertEquals("phase2_of_3", bare.getString("output_mode"));
    assertEquals(2, bare.getInteger("phase"));
    rig.publish(
        new Reading(
            "roof-1", "internals", "Q1", Rig.AT, 0, "(0", Map.of("parallel_role", "master")));
    rig.publish(
        new Reading(
            "roof-1",
            "settings",
            "QPIRI",
            Rig.AT,
            0,
            "(2",
            Map.of("output_mode", "phase1_of_3", "battery_type", "user")));
    rig.publish(
        new SystemTotals(
            Rig.AT,
            2,
            2,
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of("roof-1", 33.3),
            List.of(),
            Map.of()));
    JsonObject full = rig.get("/api/v1/inverters/roof-1").json();
    assertEquals("master", full.getString("role"));
    assertEquals("phase1_of_3", full.getString("output_mode"));
    assertEquals(1, full.getInteger("phase"));
    assertEquals("user", full.getString("battery_type"));
    assertEquals(33.3, full.getDouble("load_share"));
    rig.advanceMs(16 * 60_000);
    assertNull(rig.get("/api/v1/inverters/roof-1").json().getString("role"));
  }

  @Test
  @DisplayName("serves what a neighbour tells of a unit as its own parallel reading")
  void throughANeighbour() {
    InverterState own = Rig.state("roof-2", Condition.DEGRADED, "gone");
    rig.publish(
        new InverterState(
            own.inverter(),
            own.condition(),
            own.since(),
            own.device(),
            own.protocol(),
            own.model(),
            own.serial(),
            own.firmware(),
            "roof-1",
            own.error(),
            List.of()));
    rig.publish(
        new Reading(
            "roof-2", "parallel", "QPGS1", Rig.AT, 5_000, "(1", Map.of("load_percent", 12)));
    JsonObject one = rig.get("/api/v1/inverters/roof-2").json();
    assertEquals("roof-1", one.getString("via"));
    assertEquals("degraded", one.getString("state"));
    assertEquals("gone", one.getString("last_error"));
    assertEquals("QPGS1", one.getJsonObject("parallel").getString("code"));
    assertEquals(
        12, rig.get("/cmds?cmd=parallel&inverter=roof-2").json().getInteger("load_percent"));
  }

  @Test
  @DisplayName("lets go what was read of another unit that was behind the name")
  void anotherUnit() {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-1", 52.0));
    InverterState own = Rig.state("roof-1", Condition.ONLINE, null);
    rig.publish(
        new InverterState(
            own.inverter(),
            own.condition(),
            own.since(),
            own.device(),
            own.protocol(),
            own.model(),
            "9294",
            null,
            null,
            null,
            List.of()));
    assertNull(rig.get("/api/v1/inverters/roof-1").json().getJsonObject("status"));
  }
}
