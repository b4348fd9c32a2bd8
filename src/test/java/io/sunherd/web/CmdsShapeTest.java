package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Failure;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/cmds: the shape of its answers")
@ProcessTests
class CmdsShapeTest {
  private final Rig rig = Rig.plain();

  @BeforeEach
  void publish() {
    rig.publish(Rig.status("roof-1", 52.0));
    rig.publish(Rig.mode("roof-1"));
    rig.publish(Rig.status("roof-2", 48.5));
    rig.inverter("roof-1", ask -> Failure.GARBLED.reply(ask, "roof-1 said NAK."));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("one cmd gives that object, with the types as they were read")
  void one() {
    Answer answer = rig.get("/cmds?cmd=status");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.headers().get("content-type"));
    assertEquals("nosniff", answer.headers().get("x-content-type-options"));
    assertEquals(
        "{\"grid_volt\":230.0,\"batt_volt\":52.0,\"pv_watts\":844,\"temp\":null,"
            + "\"load_status\":true,\"charge_source\":[\"solar_charging\"]}",
        answer.body());
    assertEquals(answer.body(), rig.get("/cmds?cmd=QPIGS").body());
    assertEquals(answer.body(), rig.get("/cmds?cmd=status&merge=1").body());
    assertEquals(answer.body(), rig.get("/cmds?cmd=status&cmd=").body());
  }

  @Test
  @DisplayName("several are keyed as they were asked; the same one twice is one key")
  void several() {
    JsonObject both = rig.get("/cmds?cmd=status&cmd=QMOD").json();
    assertEquals(Set.of("status", "QMOD"), both.fieldNames());
    assertEquals("BT", both.getJsonObject("QMOD").getString("mode"));
    assertEquals(
        "{\"operation_mode\":{\"mode\":\"BT\"}}",
        rig.get("/cmds?cmd=operation_mode&cmd=operation_mode").body());
    assertEquals(
        both, rig.get("/cmds?cmd=status&cmd=QMOD&merge=true").json(), "only merge=1 merges");
  }

  @Test
  @DisplayName("a cmd of several that fails stands as an error under its key")
  void someFail() {
    Answer answer = rig.get("/cmds?cmd=status&cmd=bogus&cmd=settings");
    assertEquals(200, answer.status());
    assertEquals(52.0, answer.json().getJsonObject("status").getDouble("batt_volt"));
    assertTrue(
        answer.json().getJsonObject("bogus").getString("error").contains("no cmd bogus"),
        answer.body());
    assertEquals("roof-1 said NAK.", answer.json().getJsonObject("settings").getString("error"));
    assertNull(answer.error());
  }

  @Test
  @DisplayName("merge=1 makes one flat object and names what failed")
  void merged() {
    JsonObject flat = rig.get("/cmds?cmd=status&cmd=operation_mode&merge=1").json();
    assertEquals("BT", flat.getString("mode"));
    assertEquals(52.0, flat.getDouble("batt_volt"));
    assertFalse(flat.containsKey("errors"));
    Answer partly = rig.get("/cmds?cmd=status&cmd=settings&merge=1");
    assertEquals(200, partly.status());
    assertEquals(
        new JsonObject().put("settings", "roof-1 said NAK."),
        partly.json().getJsonObject("errors"));
    assertEquals(844, partly.json().getInteger("pv_watts"));
  }

  @Test
  @DisplayName("where all fail, the status is the highest of theirs and the sentence is told")
  void allFail() {
    Answer answer = rig.get("/cmds?cmd=bogus&cmd=settings");
    assertEquals(502, answer.status());
    assertEquals("roof-1 said NAK.", answer.error());
    assertEquals(Set.of("error", "bogus", "settings"), answer.json().fieldNames());
    Answer merged = rig.get("/cmds?cmd=bogus&cmd=settings&merge=1");
    assertEquals(502, merged.status());
    assertEquals(Set.of("bogus", "settings"), merged.json().getJsonObject("errors").fieldNames());
    assertNull(answer.headers().get("age"));
  }

  @Test
  @DisplayName("inverter=all is keyed by id, with an error for one that cannot answer")
  void everyInverter() {
    Answer all = rig.get("/cmds?cmd=status&inverter=all");
    assertEquals(200, all.status());
    assertEquals(52.0, all.json().getJsonObject("roof-1").getDouble("batt_volt"));
    assertEquals(48.5, all.json().getJsonObject("roof-2").getDouble("batt_volt"));
    JsonObject deep = rig.get("/cmds?cmd=status&cmd=operation_mode&inverter=all").json();
    assertEquals(48.5, deep.getJsonObject("roof-2").getJsonObject("status").getDouble("batt_volt"));
    assertEquals(
        "roof-2 has not started; ask again shortly.",
        deep.getJsonObject("roof-2").getJsonObject("operation_mode").getString("error"));
    Answer one = rig.get("/cmds?cmd=operation_mode&inverter=all");
    assertEquals(200, one.status());
    assertEquals(Set.of("error"), one.json().getJsonObject("roof-2").fieldNames());
    assertEquals(48.5, rig.get("/cmds?cmd=status&inverter=roof-2").json().getDouble("batt_volt"));
  }

  @Test
  @DisplayName("raw=1 gives the reply's text, of one cmd and one inverter only")
  void raw() {
    Answer answer = rig.get("/cmds?cmd=operation_mode&raw=1");
    assertEquals("(B", answer.body());
    assertEquals("text/plain;charset=utf-8", answer.headers().get("content-type"));
    assertEquals(400, rig.get("/cmds?cmd=status&cmd=operation_mode&raw=1").status());
    assertEquals(400, rig.get("/cmds?cmd=status&inverter=all&raw=1").status());
    assertEquals("roof-1 said NAK.", rig.get("/cmds?cmd=settings&raw=1").error());
  }

  @Test
  @DisplayName("HEAD gives the headers of GET and no body")
  void head() {
    Answer get = rig.get("/cmds?cmd=status");
    Answer head = Rig.wait(rig.send(HttpMethod.HEAD, "/cmds?cmd=status", Map.of()));
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(get.headers().get("content-length"), head.headers().get("content-length"));
    assertEquals("0", head.headers().get("age"));
  }
}
