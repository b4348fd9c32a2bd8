package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.LiveHub;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ProcessTests
@DisplayName("An order at a broker")
class MqttWritesTest {
  private static final String FLOAT = "sunherd/roof-1/settings/battery_float_volt";

  @TempDir Path folder;

  private Mosquitto broker;
  private Subscriber ear;

  @BeforeEach
  void start() throws Exception {
    broker = Mosquitto.open(folder);
    ear = new Subscriber(broker.port());
  }

  @AfterEach
  void stop() {
    ear.close();
    broker.close();
  }

  private LiveHub hub(String more) throws Exception {
    String text =
        "mqtt: {url: '"
            + broker.url()
            + "'"
            + more
            + "}\nbattery: {soc: pushed}\ninverters:\n"
            + "  - {id: roof-1, device: 'sim:parallel-1', protocol: pi30}\n";
    return new LiveHub(Files.createDirectories(folder.resolve("hub")), text, List::of);
  }

  /** The final answer to an order that is published from then on. */
  private JsonObject put(String topic, String payload) throws InterruptedException {
    int before = ear.now();
    ear.publish(topic + "/set", payload, false);
    return ear.await(
            before,
            heard ->
                heard.topic().equals(topic + "/result") && !heard.payload().contains("pending"))
        .json();
  }

  @Test
  @DisplayName("is written, read back, answered, and shown where the setting is")
  void written() throws Exception {
    try (LiveHub hub = hub(", writes: true")) {
      hub.hub.await(0, "roof-1", Condition.ONLINE);
      ear.await(0, "sunherd/hub/writes", "online");
      double now = Double.parseDouble(ear.await(0, FLOAT).payload());
      double wanted = now == 53.0 ? 53.5 : 53.0;
      int before = ear.now();
      JsonObject answer = put(FLOAT, "{\"value\":" + wanted + ",\"id\":\"a1\",\"by\":\"test\"}");
      assertEquals(200, answer.getInteger("status"), answer.encode());
      assertTrue(answer.getBoolean("ok"));
      assertTrue(answer.getBoolean("changed"));
      assertEquals(wanted, answer.getDouble("confirmed"));
      ear.await(before, FLOAT, Double.toString(wanted));
      ear.await(before, FLOAT + "/result", "{\"id\":\"a1\",\"pending\":true}");
      JsonObject again = put(FLOAT, "{\"value\":" + wanted + ",\"id\":\"a1\",\"by\":\"test\"}");
      assertFalse(again.getBoolean("changed"));
      JsonObject wrong = put(FLOAT, "99");
      assertEquals(400, wrong.getInteger("status"));
      assertTrue(wrong.containsKey("allowed"), wrong.encode());
      JsonObject group = put("sunherd/system/settings/buzzer", "off");
      assertEquals(200, group.getInteger("status"), group.encode());
      assertTrue(group.getJsonObject("units").containsKey("roof-1"));
      JsonObject pushed = put("sunherd/battery", "{\"soc\":57}");
      assertEquals(200, pushed.getInteger("status"), pushed.encode());
    }
    try (Subscriber later = new Subscriber(broker.port())) {
      assertEquals("offline", later.await(0, "sunherd/hub/writes").payload());
      assertEquals("offline", later.await(0, "sunherd/hub/state").payload());
    }
  }

  @Test
  @DisplayName("that the broker has kept is refused and cleared; without writes, every one is")
  void kept() throws Exception {
    ear.publish(FLOAT + "/set", "{\"value\":53.0,\"id\":\"old\"}", true);
    try (LiveHub hub = hub("")) {
      hub.hub.await(0, "roof-1", Condition.ONLINE);
      JsonObject answer = ear.await(0, FLOAT + "/result").json();
      assertEquals("old", answer.getString("id"));
      assertEquals(409, answer.getInteger("status"));
      ear.await(0, FLOAT + "/set", "");
      assertEquals(403, put(FLOAT, "53.0").getInteger("status"));
      assertEquals(200, put("sunherd/battery", "{\"soc\":57}").getInteger("status"));
      ear.await(0, "sunherd/hub/writes", "offline");
    }
    try (Subscriber later = new Subscriber(broker.port())) {
      later.await(0, "sunherd/hub/state", "offline");
      assertFalse(later.newest().containsKey(FLOAT + "/set"), later.newest().toString());
    }
  }
}
