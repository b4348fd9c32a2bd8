package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Change;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Undo;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Which unit a write is meant for")
@ProcessTests
class MeantUnitRequestTest extends YesHouse {
  private static final String LONG = "\"12345678901234567890123456789012345678901\"";
  private static final String ONE = "/api/v1/inverters/roof-2/settings/buzzer";
  private static final String ALL = "/api/v1/system/settings/buzzer";
  private static final String IMPORT = "/api/v1/inverters/roof-1/settings/import";

  private static void heard(Object wish, String method, String uri, String body) {
    Answer answer = house.rig.ask(method, uri, ann, body);
    assertEquals(200, answer.status(), answer.body());
    assertEquals(List.of(wish), house.heard());
  }

  private static Change change(String inverter, Object value, Map<String, String> serials) {
    return new Change(ANN, inverter, "buzzer", value, false, false, false, serials, null);
  }

  @Test
  @DisplayName("is told by its serial number")
  void told() {
    heard(
        change("roof-2", true, Map.of("roof-2", "92932004102443")),
        "PUT",
        ONE,
        "{\"value\": true, \"serial\": \"92932004102443\"}");
    heard(change("roof-2", true, null), "PUT", ONE, "{\"value\": true, \"serial\": null}");
    heard(
        new Change(
            ANN,
            "roof-1",
            "PBFT",
            "53.0",
            true,
            false,
            false,
            Map.of("roof-1", "92932004102441"),
            null),
        "POST",
        "/cmds",
        "{\"cmd\": \"PBFT\", \"value\": \"53.0\", \"serial\": \"92932004102441\"}");
    heard(
        new Undo(ANN, "17", false, false, "9293", null),
        "POST",
        "/api/v1/audit/17/undo",
        "{\"serial\": \"9293\"}");
    heard(
        new Restore(ANN, "roof-1", Map.of("a", 1), false, true, "9293"),
        "POST",
        IMPORT + "?serial=9293",
        "a: 1");
  }

  @Test
  @DisplayName("is told for each inverter where all are written")
  void toldOfAll() {
    Map<String, String> serials = new LinkedHashMap<>();
    serials.put("roof-1", "9293");
    serials.put("roof-2", null);
    heard(
        change(null, true, serials),
        "PUT",
        ALL,
        "{\"value\": true, \"serials\": {\"roof-1\": \"9293\", \"roof-2\": null}}");
    heard(change(null, true, null), "PUT", ALL, "{\"value\": true}");
  }

  @Test
  @DisplayName("comes with what its writes have in common with those of other requests")
  void group() {
    heard(
        new Change(ANN, "roof-2", "buzzer", true, false, false, false, null, "evening-1"),
        "PUT",
        ONE,
        "{\"value\": true, \"group\": \"evening-1\"}");
    heard(
        new Change(ANN, null, "buzzer", true, false, false, false, null, "a.B_9"),
        "PUT",
        ALL,
        "{\"value\": true, \"group\": \"a.B_9\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a b\"", "\"<b>\"", "7", "[\"a\"]", "\"a\\n\"", LONG})
  @DisplayName("comes with a plain, short text for that")
  void strictGroup(String group) {
    String body = "{\"value\": true, \"group\": " + group + "}";
    assertEquals(400, house.rig.ask("PUT", ONE, ann, body).status());
    assertEquals(400, house.rig.ask("PUT", ALL, ann, body).status());
    assertEquals(List.of(), house.heard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": true, \"serial\": 92932004102443}",
        "{\"value\": true, \"serial\": \"\"}",
        "{\"value\": true, \"serial\": \"92 93\"}",
        "{\"value\": true, \"serial\": [\"9293\"]}",
        "{\"value\": true, \"serials\": {\"roof-2\": \"9293\"}}"
      })
  @DisplayName("is a text, and the right key")
  void strict(String body) {
    assertEquals(400, house.rig.ask("PUT", ONE, ann, body).status());
    assertEquals(List.of(), house.heard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\": true, \"serial\": \"9293\"}",
        "{\"value\": true, \"serials\": \"9293\"}",
        "{\"value\": true, \"serials\": [\"9293\"]}",
        "{\"value\": true, \"serials\": {\"roof-1\": 9293}}",
        "{\"value\": true, \"serials\": {\"roof-1\": {\"a\": \"b\"}}}"
      })
  @DisplayName("is an object of texts where all are written")
  void strictOfAll(String body) {
    assertEquals(400, house.rig.ask("PUT", ALL, ann, body).status());
    assertEquals(List.of(), house.heard());
  }
}
