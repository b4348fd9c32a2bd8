package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.sunherd.LiveHub;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.PartHealth;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ProcessTests
@DisplayName("A hub at a broker that is not its alone")
class SharedBrokerTest {
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
  @DisplayName(
      "nothing of units that have left while it did not run, and leaves alone what others keep")
  void leftovers() throws Exception {
    String state =
        "{\"state\":\"online\",\"since\":\"x\",\"error\":null,\"via\":null,\"serial\":\"1\"}";
    ear.publish("sunherd/old-1/state", state, true);
    ear.publish("sunherd/old-1/settings/buzzer", "on", true);
    ear.publish("sunherd/old-1/energy", "{\"pv_kwh\":1.0}", true);
    ear.publish("sunherd/lamp/state", "{\"state\":\"ON\"}", true);
    ear.publish("sunherd/lamp/energy", "5", true);
    ear.publish("sunherd/roof-1/settings/unknown_now", "on", true);
    ear.await(0, "sunherd/roof-1/settings/unknown_now");
    int before = ear.now();
    try (LiveHub hub = hub(text("", unit("roof-1", "parallel-1")))) {
      hub.hub.await(0, "roof-1", Condition.ONLINE);
      ear.await(before, "sunherd/old-1/state", "");
      ear.await(before, "sunherd/old-1/settings/buzzer", "");
      ear.await(before, "sunherd/old-1/energy", "");
      ear.await(before, "sunherd/roof-1/settings/unknown_now", "");
      ear.await(before, "sunherd/roof-1/settings/buzzer");
    }
    assertEquals("5", ear.newest().get("sunherd/lamp/energy"));
    assertEquals("{\"state\":\"ON\"}", ear.newest().get("sunherd/lamp/state"));
  }

  @Test
  @DisplayName("where another hub is on its base already, and clears nothing there")
  void rivals() throws Exception {
    try (LiveHub one = hub(text("", unit("roof-1", "parallel-1")))) {
      ear.await(0, "sunherd/roof-1/state");
      try (LiveHub two =
          new LiveHub(
              Files.createDirectories(folder.resolve("second")),
              text("", unit("other-1", "parallel-2")),
              List::of)) {
        two.hub.await(0, PartHealth.class, SharedBrokerTest::tellsOfAnother);
        one.hub.await(0, PartHealth.class, SharedBrokerTest::tellsOfAnother);
        ear.await(0, "sunherd/other-1/state");
        HttpResponse<String> ready = one.hub.get("/health/ready");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // Who answers hears of it apart from this test.
        while ((ready.statusCode() != 200 || !ready.body().contains(" is online on the base"))
            && System.nanoTime() < end) {
          Respite.take();
          ready = one.hub.get("/health/ready");
        }
        assertEquals(200, ready.statusCode(), ready.body());
        assertTrue(ready.body().contains("is online on the base"), ready.body());
      }
      ear.await(0, "sunherd/hub/state", "offline");
      try (Subscriber later = new Subscriber(broker.port())) {
        later.await(0, "sunherd/hub/state", "online");
        later.await(0, "sunherd/roof-1/state");
      }
    }
  }

  @Test
  @DisplayName("takes no orders, clears nothing, and makes up for both once the other one has left")
  void made() throws Exception {
    String two = text(", writes: true", unit("roof-1", "parallel-1"), unit("old-1", "parallel-3"));
    try (LiveHub hub = hub(two)) {
      ear.await(0, "sunherd/old-1/settings/buzzer");
      ear.await(0, "sunherd/hub/writes", "online");
      int contested = ear.now();
      ear.publish("sunherd/hub/info", "{\"hub\":\"0123456789ab\"}", false);
      ear.await(contested, "sunherd/hub/writes", "offline");
      int before = hub.hub.now();
      hub.write("http: {port: 0}\n" + text(", writes: true", unit("roof-1", "parallel-1")));
      hub.await(before, state -> true);
      ear.publish("sunherd/roof-1/settings/buzzer/set", "on", false);
      ear.await(
          contested,
          heard ->
              heard.topic().equals("sunherd/roof-1/settings/buzzer/result")
                  && heard.json().getInteger("status") == 409);
      ear.publish("sunherd/system/energy", "{}", true);
      assertFalse(
          ear.since(contested).stream()
              .anyMatch(
                  heard -> heard.topic().startsWith("sunherd/old-1/") && heard.payload().isEmpty()),
          "nothing is cleared meanwhile");
      ear.publish("sunherd/roof-1/settings/buzzer", "nonsense", true);
      ear.await(contested, "sunherd/roof-1/settings/buzzer", "nonsense");
      int left = ear.now();
      ear.publish("sunherd/hub/state", "offline", false);
      ear.await(left, "sunherd/hub/writes", "online");
      ear.await(left, "sunherd/old-1/state", "");
      ear.await(left, "sunherd/old-1/settings/buzzer", "");
      assertTrue(
          ear.await(left, "sunherd/roof-1/settings/buzzer").payload().matches("on|off"),
          "what the other one has told there is made good");
    }
  }

  @Test
  @DisplayName("looks for what it left at Home Assistant only where it may, with discovery off")
  void denied() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      MqttServer strict =
          MqttServer.create(vertx)
              .endpointHandler(SharedBrokerTest::deny)
              .listen(0, "127.0.0.1")
              .await(20, TimeUnit.SECONDS);
      String url = "mqtt: {url: 'mqtt://127.0.0.1:" + strict.actualPort() + "'";
      try (LiveHub hub = hub(url + ", discovery: off}\ninverters: []\n")) {
        hub.hub.await(0, MqttState.class, now -> now.connected() && now.trouble() == null);
      }
      try (LiveHub hub = hub(url + "}\ninverters: []\n")) {
        hub.hub.await(
            0,
            MqttState.class,
            now -> String.valueOf(now.trouble()).contains("read homeassistant/device/+/config:"));
      }
    } finally {
      vertx.close().await();
    }
  }

  /** A broker that says whom it does not let read, and passes on what it is told. */
  private static void deny(MqttEndpoint client) {
    client.subscribeHandler(
        wish ->
            client.subscribeAcknowledge(
                wish.messageId(),
                wish.topicSubscriptions().stream()
                    .map(
                        one ->
                            one.topicName().startsWith("homeassistant/device/")
                                ? MqttQoS.FAILURE
                                : one.qualityOfService())
                    .toList()));
    client.publishHandler(
        message -> {
          if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            client.publishAcknowledge(message.messageId());
          }
          client.publish(
              message.topicName(), message.payload(), MqttQoS.AT_MOST_ONCE, false, false);
        });
    client.accept(false);
  }

  private static boolean tellsOfAnother(PartHealth part) {
    String trouble = part.trouble();
    return part.name().equals("mqtt") && trouble != null && trouble.contains("Another hub, ");
  }

  @Test
  @DisplayName("apart from another hub on a base of its own")
  void bases() throws Exception {
    try (LiveHub one = hub(text("", unit("roof-1", "parallel-1")));
        LiveHub two =
            new LiveHub(
                Files.createDirectories(folder.resolve("second")),
                text(", base: second", unit("roof-1", "parallel-2")),
                List::of)) {
      ear.await(0, "sunherd/roof-1/settings/buzzer");
      ear.await(0, "second/roof-1/settings/buzzer");
      for (LiveHub hub : List.of(one, two)) {
        hub.hub.await(
            0, PartHealth.class, part -> part.name().equals("mqtt") && part.trouble() == null);
        assertFalse(hub.hub.get("/health/ready").body().contains("Another hub"));
      }
    }
  }

  @Test
  @DisplayName("says where the broker takes what it publishes and passes it to nobody")
  void forbidden() throws Exception {
    Path rights = Files.writeString(folder.resolve("rights"), "topic readwrite other/#\n");
    try (Mosquitto strict =
            new Mosquitto(folder, "allow_anonymous true\nacl_file " + rights + "\n");
        LiveHub hub = hub("mqtt: {url: '" + strict.url() + "'}\ninverters: []\n")) {
      hub.hub.await(
          0,
          PartHealth.class,
          part ->
              String.valueOf(part.trouble())
                  .equals(
                      "What the hub publishes at sunherd/hub/info does not come back: let its user"
                          + " read and write sunherd/# at the broker."));
    }
  }
}
