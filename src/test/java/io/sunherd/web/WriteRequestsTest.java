package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Failure;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.request.Problem;
import io.sunherd.request.Wishes;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What the settings are asked for")
@ProcessTests
class WriteRequestsTest extends YesHouse {
  private static final String PBFT = "/api/v1/inverters/roof-2/settings/battery_float_volt";

  private static Answer put(String uri, String body) {
    return house.rig.ask("PUT", uri, ann, body);
  }

  private static Answer post(String uri, String body) {
    return house.rig.ask("POST", uri, ann, body);
  }

  private static void heard(Object wish, Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    assertEquals(List.of(wish), house.heard());
  }

  @Test
  @DisplayName("a natural value for one inverter, or for the system")
  void change() {
    heard(
        new Change(ANN, "roof-2", "battery_float_volt", 53.0, false, false, false),
        put(PBFT, "{\"value\": 53.0}"));
    heard(
        new Change(ANN, "roof-2", "battery_float_volt", 10, false, true, true),
        put(PBFT, "{\"value\": 10, \"confirm\": true, \"dry_run\": true}"));
    heard(
        new Change(ANN, null, "battery_type", "user", false, false, false),
        put("/api/v1/system/settings/battery_type", "{\"value\": \"user\"}"));
    heard(
        new Change(ANN, "roof-2", "buzzer", true, false, false, false),
        put("/api/v1/inverters/roof-2/settings/buzzer", "{\"value\": true}"));
    heard(
        new Change(ANN, "roof-2", "factory_reset", null, false, true, false),
        put("/api/v1/inverters/roof-2/settings/factory_reset", "{\"confirm\": true}"));
  }

  @Test
  @DisplayName("the protocol's own form at /cmds, for the first inverter unless one is named")
  void cmds() {
    heard(
        new Change(ANN, "roof-1", "MCHGC", "010", true, false, false),
        post("/cmds", "{\"cmd\": \"MCHGC\", \"value\": \"010\"}"));
    heard(
        new Change(ANN, "roof-2", "PBFT", "53.0", true, true, true),
        post(
            "/cmds",
            "{\"cmd\": \"PBFT\", \"value\": \"53.0\", \"inverter\": \"roof-2\","
                + " \"confirm\": true, \"dry_run\": true}"));
    heard(
        new Change(ANN, "roof-1", "PEa", null, true, false, false),
        post("/cmds", "{\"cmd\": \"PEa\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"QPIGS", "status", "QPGS1", "QED20261124"})
  @DisplayName("an inquiry at POST /cmds is sent to GET")
  void inquiry(String cmd) {
    Answer answer = post("/cmds", "{\"cmd\": \"" + cmd + "\"}");
    assertEquals(400, answer.status());
    assertEquals(
        cmd + " asks and sets nothing: send GET /cmds?cmd=" + cmd + " for it.", answer.error());
    assertEquals(400, post("/cmds", "{\"cmd\": \"QPGS\", \"value\": \"1\"}").status());
    assertEquals(List.of(), house.heard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "null",
        "[]",
        "[{\"value\": 1}]",
        "53.0",
        "\"x\"",
        "{\"value\": 1} {\"value\": 2}",
        "{\"value\": 1}x",
        "{\"value\": 1, \"value\": 2}",
        "{\"value\": NaN}",
        "{\"value\": Infinity}",
        "{\"value\": 1e999}",
        "{\"value\": 99999999999999999999}",
        "{\"value\": 010}",
        "{\"value\": 0x10}",
        "{\"value\": .5}",
        "{\"value\": [53]}",
        "{\"value\": {\"value\": 1}}",
        "{\"value\": [[[[[[[[[[1]]]]]]]]]]}",
        "{value: 1}",
        "{'value': 1}",
        "{\"value\": 1,}",
        "{\"value\": 1} // why",
        "{\"value\": 1, \"confirm\": 1}",
        "{\"value\": 1, \"confirm\": \"true\"}",
        "{\"value\": 1, \"dry_run\": 0}",
        "{\"value\": 1, \"dryrun\": true}",
        "{\"value\": 1, \"inverter\": \"roof-1\"}",
        "{\"value\": \"\u0000\"}"
      })
  @DisplayName("a body that is not exactly what was asked for is a 400 in one sentence")
  void strict(String body) {
    Answer answer = put(PBFT, body);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.error().matches("[^\\n]{10,200}\\."), answer.error());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("long texts, long numbers and broken UTF-8 are a 400; long bodies a 413")
  void tooMuch() {
    assertEquals(400, put(PBFT, "{\"value\": \"" + "x".repeat(2_000) + "\"}").status());
    assertEquals(400, put(PBFT, "{\"value\": 1." + "0".repeat(2_000) + "}").status());
    assertEquals(400, put(PBFT, "{\"" + "x".repeat(2_000) + "\": 1}").status());
    assertEquals(400, put(PBFT, "[".repeat(60_000)).status());
    assertEquals(413, put(PBFT, " ".repeat(70_000)).status());
    assertEquals(400, post("/cmds", "{\"cmd\": \"" + "P".repeat(65) + "\"}").status());
    assertEquals(400, post("/cmds", "{\"value\": \"1\"}").status());
    assertEquals(400, post("/cmds", "{\"cmd\": \"PBFT\", \"value\": 53.0}").status());
    Answer bytes =
        Rig.wait(
            house.rig.send(
                io.vertx.core.http.HttpMethod.PUT,
                PBFT,
                ann,
                io.vertx.core.buffer.Buffer.buffer()
                    .appendString("{\"value\": \"")
                    .appendBytes(new byte[] {(byte) 0xc3, (byte) 0x28})
                    .appendString("\"}")));
    assertEquals(400, bytes.status(), bytes.body());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName(
      "a body of another type is a 415; one without a type, or with curl's, is taken for JSON")
  void types() {
    for (String type : List.of("multipart/form-data; boundary=x", "application/xml", "x", "")) {
      Map<String, String> headers = new HashMap<>(ann);
      headers.put("Content-Type", type);
      Answer answer = house.rig.ask("PUT", PBFT, headers, "{\"value\": 1}");
      assertEquals(415, answer.status(), type);
    }
    for (String type :
        List.of(
            "application/json",
            "Application/JSON; charset=UTF-8",
            "text/plain",
            "application/x-www-form-urlencoded")) {
      Map<String, String> headers = new HashMap<>(ann);
      headers.put("Content-Type", type);
      assertEquals(200, house.rig.ask("PUT", PBFT, headers, "{\"value\": 1}").status(), type);
    }
  }

  @Test
  @DisplayName("an unknown inverter is a 404 for each route")
  void unknownInverter() {
    for (Answer answer :
        List.of(
            put("/api/v1/inverters/barn/settings/battery_float_volt", "{\"value\": 1}"),
            put("/api/v1/inverters/all/settings/battery_float_volt", "{\"value\": 1}"),
            post("/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.0\", \"inverter\": \"barn\"}"),
            post("/api/v1/inverters/barn/settings/import", "battery_float_volt: 53.0"),
            house.rig.get("/api/v1/inverters/barn/settings"),
            house.rig.get("/api/v1/inverters/barn/settings/export"),
            house.rig.get("/api/v1/audit?inverter=barn"))) {
      assertEquals(404, answer.status());
      assertTrue(answer.error().startsWith("There is no inverter"), answer.error());
    }
    assertEquals(
        404, put("/api/v1/inverters/roof-1/settings/" + "x".repeat(65), "{\"value\": 1}").status());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("the audit log by inverter, page and length; an entry taken back")
  void audit() {
    heard(new ShowAudit(null, null, 100), house.rig.get("/api/v1/audit"));
    heard(
        new ShowAudit("roof-1", "2026-17", 5),
        house.rig.get("/api/v1/audit?limit=5&before=2026-17&inverter=roof-1"));
    for (String bad :
        List.of(
            "limit=0", "limit=1001", "limit=x", "limit=", "limit=-1", "before=", "before=%20")) {
      assertEquals(400, house.rig.get("/api/v1/audit?" + bad).status(), bad);
    }
    heard(new Undo(ANN, "17", false, false), post("/api/v1/audit/17/undo", ""));
    heard(
        new Undo(ANN, "17", true, true),
        post("/api/v1/audit/17/undo", "{\"confirm\": true, \"dry_run\": true}"));
    heard(
        new Undo(ANN, "17", false, false, null, "evening-1"),
        post("/api/v1/audit/17/undo", "{\"group\": \"evening-1\"}"));
    assertEquals(400, post("/api/v1/audit/17/undo", "{\"group\": \"\"}").status());
    assertEquals(400, post("/api/v1/audit/17/undo", "{\"force\": true}").status());
    assertEquals(404, post("/api/v1/audit/%20/undo", "").status());
  }

  @Test
  @DisplayName("what can be set, of one inverter and of all")
  void show() {
    heard(new ShowSettings("roof-1"), house.rig.get("/api/v1/inverters/roof-1/settings"));
    heard(new ShowSettings(null), house.rig.get("/api/v1/system/settings"));
  }

  @Test
  @DisplayName("the verdict is told as it is")
  void verdict() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "53 is too high.");
    body.put("allowed", List.of(1, 2.5, "x"));
    body.put("confirmed", null);
    house.settings = wish -> new Verdict(409, body);
    Answer answer = put(PBFT, "{\"value\": 53.0}");
    assertEquals(409, answer.status());
    assertEquals(new JsonObject(body), answer.json());
  }

  @Test
  @DisplayName("settings that are not there are a 503, silent ones a 504 that names the audit log")
  void noSettings() {
    try (Rig rig = Rig.plain()) {
      Answer answer = rig.get("/api/v1/inverters/roof-1/settings");
      assertEquals(503, answer.status());
      assertEquals("The settings have not started; ask again shortly.", answer.error());
      rig.vertx.eventBus().consumer(Addresses.CHANGE, message -> {});
      rig.vertx
          .eventBus()
          .<Undo>consumer(Addresses.UNDO, message -> Failure.BUG.reply(message, "It broke."));
      Duration soon = Duration.ofMillis(1);
      Wishes wishes = new Wishes(rig.vertx.eventBus(), soon, Duration.ofSeconds(30));
      Problem silent =
          assertThrows(
              Problem.class,
              () -> Rig.wait(wishes.ask(new Change(ANN, "roof-1", "x", 1, false, false, false))));
      assertEquals(504, silent.status());
      assertTrue(silent.sentence().contains("GET /api/v1/audit"), silent.sentence());
      Problem broken =
          assertThrows(Problem.class, () -> Rig.wait(wishes.ask(new Undo(ANN, "1", false, false))));
      assertEquals(500, broken.status());
      assertEquals("It broke.", broken.sentence());
    }
  }
}
