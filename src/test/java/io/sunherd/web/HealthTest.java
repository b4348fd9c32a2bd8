package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.ShowHealth;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/health")
@ProcessTests
class HealthTest {
  private final Rig rig =
      new Rig(Rig.site(List.of(), List.of("inverter roof-1", "history"), Path.of("none")));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("is live from the start")
  void live() {
    assertEquals("{\"status\":\"live\"}", rig.get("/health/live").body());
  }

  @Test
  @DisplayName("is ready when every part reported well, and names the ill one otherwise")
  void ready() {
    rig.publish(new PartHealth("inverter roof-1", null));
    Answer before = rig.get("/health/ready");
    assertEquals(503, before.status());
    assertEquals(
        new JsonObject()
            .put("web", "ok")
            .put("users", "ok")
            .put("inverter roof-1", "ok")
            .put("history", "not started"),
        before.json().getJsonObject("parts"));
    rig.publish(new PartHealth("history", null));
    rig.publish(new PartHealth("nobody asked", "It is ill."));
    Answer ready = rig.get("/health/ready");
    assertEquals(200, ready.status());
    assertEquals(true, ready.json().getBoolean("ready"));
    rig.publish(new PartHealth("history", "The disk is full."));
    Answer ill = rig.get("/health/ready");
    assertEquals(503, ill.status());
    assertEquals(false, ill.json().getBoolean("ready"));
    assertEquals("The disk is full.", ill.json().getJsonObject("parts").getString("history"));
  }

  @Test
  @DisplayName("tells how it goes with those who are told of alarms, but does not judge by them")
  void targets() {
    rig.publish(new PartHealth("inverter roof-1", null));
    rig.publish(new PartHealth("history", null));
    rig.vertx
        .eventBus()
        .publish(
            Addresses.TARGETS,
            new TargetStates(
                List.of(
                    new TargetState("ntfy ntfy.example", null, 1, 0, 0, 0, 0),
                    new TargetState("mail mail.example", "It is gone.", 0, 9, 1, 0, 2))));
    Answer answer = rig.get("/health/ready");
    assertEquals(200, answer.status());
    assertEquals(
        new JsonObject().put("ntfy ntfy.example", "ok").put("mail mail.example", "It is gone."),
        answer.json().getJsonObject("notify"));
    Verdict told =
        rig.vertx
            .eventBus()
            .<Verdict>request(Addresses.SHOW_HEALTH, new ShowHealth())
            .await()
            .body();
    assertEquals(200, told.status());
  }

  @Test
  @DisplayName("tells the inverters' states, but does not judge by them")
  void states() {
    rig.publish(new PartHealth("inverter roof-1", null));
    rig.publish(new PartHealth("history", null));
    rig.publish(Rig.state("roof-1", Condition.OFFLINE, "It is night."));
    rig.publish(Rig.state("roof-2", Condition.DEGRADED, null));
    Answer answer = rig.get("/health/ready");
    assertEquals(200, answer.status());
    assertEquals(
        new JsonObject().put("roof-1", "offline").put("roof-2", "degraded"),
        answer.json().getJsonObject("inverters"));
  }
}
