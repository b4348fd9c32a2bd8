package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.LiveHub;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Voided;
import io.sunherd.suite.OtherJava;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("A hub tells a broker")
class MqttHubTest {
  @TempDir Path folder;

  private Mosquitto broker;
  private Subscriber ear;

  @BeforeEach
  void start() throws Exception {
    broker = Mosquitto.open(folder);
    ear = new Subscriber(broker.port());
  }

  @AfterEach
  void stop() throws Exception {
    ear.close();
    broker.close();
  }

  private String text(String more, String... units) {
    StringBuilder text = new StringBuilder("mqtt: {url: '" + broker.url() + "'" + more + "}\n");
    text.append(units.length == 0 ? "inverters: []\n" : "inverters:\n");
    for (String unit : units) {
      text.append("  - {id: ").append(unit).append("}\n");
    }
    return text.toString();
  }

  private static String unit(String id, String profile) {
    return id + ", device: 'sim:" + profile + "', protocol: pi30";
  }

  private LiveHub hub(String text) throws Exception {
    return new LiveHub(Files.createDirectories(folder.resolve("hub")), text, List::of);
  }

  @Test
  @DisplayName("what it is and how its units are, and says when it goes")
  void whole() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1"), unit("roof-2", "parallel-2")))) {
      hub.hub.await(0, "roof-2", Condition.ONLINE);
      JsonObject info = ear.await(0, "sunherd/hub/info").json();
      assertTrue(info.getString("hub").matches("[0-9a-f]{12}"), info.encode());
      assertNotNull(info.getString("since"));
      ear.await(0, "sunherd/hub/state", "online");
      ear.await(0, "sunherd/hub/writes", "offline");
      Subscriber.Heard state =
          ear.await(
              0,
              message ->
                  message.topic().equals("sunherd/roof-1/state")
                      && message.payload().contains("online"));
      assertEquals(
          List.of("state", "since", "error", "via", "serial"),
          List.copyOf(state.json().fieldNames()));
      Subscriber.Heard status = ear.await(0, "sunherd/roof-2/status");
      assertNotNull(status.json().getInteger("pv_watts"), status.payload());
      assertNotNull(status.json().getInstant("at"), status.payload());
      ear.await(0, "sunherd/roof-1/operation_mode");
      assertEquals(2, ear.await(0, "sunherd/system/totals").json().getInteger("units"));
      assertNotNull(ear.await(0, "sunherd/battery").json().getString("source"));
      ear.await(0, message -> message.topic().equals("sunherd/roof-1/settings/battery_float_volt"));
      assertTrue(ear.await(0, "sunherd/roof-1/settings/buzzer").payload().matches("on|off"));
      JsonObject ready = new JsonObject(hub.hub.get("/health/ready").body());
      assertEquals("ok", ready.getString("mqtt"), ready.encode());
      assertEquals("127.0.0.1:" + broker.port(), ready.getJsonObject("broker").getString("at"));
      assertNotNull(ready.getJsonObject("broker").getInstant("since"), ready.encode());
      try (Subscriber later = new Subscriber(broker.port())) {
        for (String topic :
            List.of(
                "hub/state",
                "hub/info",
                "hub/writes",
                "roof-1/state",
                "roof-2/state",
                "roof-1/settings/buzzer")) {
          assertTrue(later.await(0, "sunherd/" + topic).isRetained(), topic);
        }
      }
    }
    ear.await(0, "sunherd/hub/state", "offline");
    ear.publish("end", "", false);
    ear.await(0, "end");
    assertEquals(
        1,
        ear.since(0).stream()
            .filter(heard -> heard.topic().equals("sunherd/hub/state"))
            .filter(heard -> heard.payload().equals("offline"))
            .count(),
        "its own word is not answered");
  }

  @Test
  @DisplayName("everything anew that it keeps, when the broker has lost it")
  void emptied() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      ear.await(0, "sunherd/roof-1/settings/buzzer");
      int before = hub.hub.now();
      broker.kill();
      hub.hub.await(
          before, PartHealth.class, part -> part.name().equals("mqtt") && part.trouble() != null);
      ear.close();
      broker.start();
      ear = new Subscriber(broker.port());
      for (String topic :
          List.of(
              "hub/state", "hub/info", "hub/writes", "roof-1/state", "roof-1/settings/buzzer")) {
        ear.await(0, "sunherd/" + topic);
      }
      ear.await(0, "sunherd/roof-1/status");
      hub.hub.await(
          before, PartHealth.class, part -> part.name().equals("mqtt") && part.trouble() == null);
    }
  }

  @Test
  @DisplayName("no setting that is not known any more, until it is read again")
  void voided() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      String volts = "sunherd/roof-1/settings/battery_float_volt";
      ear.await(0, volts);
      ear.await(0, "sunherd/roof-1/settings/buzzer");
      int before = ear.now();
      hub.hub.publish(new Voided("roof-1", Set.of("QPIRI")));
      ear.await(before, volts, "");
      assertEquals("", ear.newest().get(volts));
      assertTrue(ear.newest().get("sunherd/roof-1/settings/buzzer").matches("on|off"));
      int after = ear.now();
      hub.hub.get("/cmds?cmd=settings&inverter=roof-1&max_age=0");
      assertTrue(ear.await(after, volts).payload().matches("5\\d\\.\\d"));
    }
  }

  @Test
  @DisplayName("nothing of a unit any more that has gone")
  void gone() throws Exception {
    String both = text("", unit("roof-1", "parallel-1"), unit("roof-2", "parallel-2"));
    try (LiveHub hub = hub(both)) {
      ear.await(0, "sunherd/roof-2/settings/buzzer");
      int before = ear.now();
      hub.write(text("", unit("roof-1", "parallel-1")));
      ear.await(before, "sunherd/roof-2/state", "");
      ear.await(before, "sunherd/roof-2/settings/buzzer", "");
    }
    try (Subscriber later = new Subscriber(broker.port())) {
      later.await(0, "sunherd/hub/state", "offline");
      assertFalse(
          later.newest().keySet().stream().anyMatch(topic -> topic.contains("roof-2")),
          later.newest().toString());
    }
  }

  @Test
  @DisplayName("how much energy there was")
  void energy() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      hub.hub.await(0, "roof-1", Condition.ONLINE);
      JsonObject system =
          ear.await(0, heard -> heard.topic().equals("sunherd/system/energy")).json();
      assertTrue(system.containsKey("load_kwh"), system.encode());
      ear.await(0, "sunherd/roof-1/energy");
    }
    Subscriber.Heard last = ear.await(0, "sunherd/roof-1/energy");
    assertFalse(last.payload().contains("null"), last.payload());
    assertTrue(Files.exists(folder.resolve("hub/mqtt-energy.json")));
  }

  @Test
  @DisplayName("that it was ended at once, by its last will")
  void killed() throws Exception {
    Path config = Files.writeString(folder.resolve("killed.yaml"), standing());
    Process hub =
        OtherJava.process("io.sunherd.Main", "serve", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    try {
      ear.await(0, "sunherd/hub/state", "online");
      ear.await(0, "sunherd/roof-1/status");
    } finally {
      hub.destroyForcibly().waitFor();
    }
    ear.await(0, "sunherd/hub/state", "offline");
  }

  private String standing() {
    return text("", unit("roof-1", "parallel-1"))
        + "http: {port: 0}\nhistory: {url: 'jdbc:sqlite:"
        + folder.resolve("killed.db")
        + "'}\nsettings: {audit: '"
        + folder.resolve("killed-audit.jsonl")
        + "'}\n";
  }

  @Test
  @DisplayName("what it is to tell now, when that changes while it runs")
  void change() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      ear.await(0, "sunherd/roof-1/state");
      int before = hub.hub.now();
      hub.write(text(", base: home/solar, every: 0, writes: true", unit("roof-1", "parallel-1")));
      hub.await(before, state -> state.mistakes().isEmpty());
      ear.await(0, "sunherd/hub/state", "offline");
      ear.await(0, "home/solar/hub/state", "online");
      ear.await(0, "home/solar/hub/writes", "online");
      ear.await(0, "home/solar/roof-1/state");
      ear.await(0, "home/solar/roof-1/status");
      before = hub.hub.now();
      hub.write("inverters:\n  - {id: " + unit("roof-1", "parallel-1") + "}\n");
      hub.await(before, state -> state.mistakes().isEmpty());
      ear.await(0, "home/solar/hub/state", "offline");
    }
  }

  @Test
  @DisplayName(
      "Home Assistant what devices there are, again at a birth, and what was read behind it")
  void birth() throws Exception {
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      Subscriber.Heard system =
          ear.await(
              0,
              heard -> heard.topic().matches("homeassistant/device/sunherd_hub_[0-9a-f]+/config"));
      Subscriber.Heard device =
          ear.await(
              0,
              heard ->
                  heard.topic().matches("homeassistant/device/sunherd_[0-9]+/config")
                      && heard.payload().contains("pv_watts"));
      assertTrue(device.json().getJsonObject("components").size() > 5, device.payload());
      ear.await(0, "sunherd/roof-1/firmware");
      int before = ear.now();
      ear.publish("homeassistant/status", "online", false);
      ear.await(before, system.topic());
      ear.await(before, device.topic());
      List<String> order = ear.since(before).stream().map(Subscriber.Heard::topic).toList();
      int documents = before + order.indexOf(device.topic());
      ear.await(documents, "sunherd/roof-1/firmware");
      ear.await(ear.now(), "sunherd/roof-1/firmware"); // by then it has subscribed
      int then = hub.hub.now();
      hub.write(text(", discovery: off", unit("roof-1", "parallel-1")));
      hub.await(then, state -> state.mistakes().isEmpty());
      ear.await(0, device.topic(), "");
      ear.await(0, system.topic(), "");
    }
  }

  @Test
  @DisplayName("Home Assistant under one prefix, and leaves nothing under those before")
  void prefixes() throws Exception {
    String device = "/device/sunherd_[0-9]+/config";
    String first;
    try (LiveHub hub = hub(text(", discovery: myha", unit("roof-1", "parallel-1")))) {
      hub.hub.await(0, "roof-1", Condition.ONLINE);
      first = ear.await(0, heard -> heard.topic().matches("myha" + device)).topic();
    }
    int before = ear.now();
    try (LiveHub hub = hub(text(", discovery: other", unit("roof-1", "parallel-1")))) {
      ear.await(before, first, "");
      String second = ear.await(before, heard -> heard.topic().matches("other" + device)).topic();
      int then = hub.hub.now();
      hub.write(text(", discovery: off", unit("roof-1", "parallel-1")));
      hub.await(then, state -> state.mistakes().isEmpty());
      ear.await(before, second, "");
    }
  }
}
