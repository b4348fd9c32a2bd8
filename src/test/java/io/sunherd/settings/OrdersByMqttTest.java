package io.sunherd.settings;

import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.map;
import static io.sunherd.settings.Claims.rows;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Verdict;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Outlet;
import io.sunherd.mqtt.order.MqttOrders;
import io.sunherd.mqtt.order.OrderDoors;
import io.sunherd.mqtt.order.OrderRules;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders by MQTT to the settings themselves, and to inverters on the bus. */
@Timeout(60)
@ProcessTests
class OrdersByMqttTest {
  private static final String BASE = "home/solar";

  @TempDir private Path folder;

  /** A hub's settings, and who publishes to them. */
  private static final class Sender implements Outlet, AutoCloseable {
    final BusHerd herd;
    final Context context;
    final MqttOrders orders;
    final BlockingQueue<JsonObject> results = new LinkedBlockingQueue<>();

    Sender(Path folder, int count) throws Exception {
      herd = new BusHerd(folder, count);
      context = herd.vertx.getOrCreateContext();
      orders =
          new MqttOrders(
              new OrderRules(BASE, "mqtt://broker:1883", true),
              OrderDoors.of(herd.vertx.eventBus()),
              this,
              () -> false,
              System::nanoTime);
      awaitSettable();
    }

    /** The settings hear alone that the units are there. */
    private void awaitSettable() throws Exception {
      for (String id : herd.inverters.keySet()) {
        JsonObject answer;
        do {
          Respite.take();
          answer = put(id, "battery_float_volt", "{\"value\":53.0,\"dry_run\":true}");
        } while (answer.getInteger("status") != 200);
      }
    }

    void publish(String target, String setting, String payload) {
      String topic = BASE + "/" + target + "/settings/" + setting + "/set";
      context.runOnContext(
          v -> orders.accept(new Arrival(topic, Buffer.buffer(payload), false, 1)));
    }

    JsonObject next() throws InterruptedException {
      JsonObject next = results.poll(20, SECONDS);
      assertNotNull(next, "No answer has come.");
      return next;
    }

    /** The final answer to an order. */
    JsonObject put(String target, String setting, String payload) throws InterruptedException {
      publish(target, setting, payload);
      assertTrue(next().getBoolean("pending"));
      return next();
    }

    @Override
    public void keep(String topic, Buffer payload) {
      throw new AssertionError(topic);
    }

    @Override
    public void offer(String topic, Buffer payload) {
      throw new AssertionError(topic);
    }

    @Override
    public void send(String topic, Buffer payload) {
      assertTrue(topic.startsWith(BASE + "/"), topic);
      results.add(payload.toJsonObject());
    }

    @Override
    public void close() {
      herd.close();
    }
  }

  @Test
  void isWrittenReadBackAnsweredAndAudited() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      JsonObject answer =
          house.put(
              "roof-1", "battery_float_volt", "{\"value\":53.5,\"id\":\"a1\",\"by\":\"evening\"}");
      has(
          answer.getMap(),
          "id",
          "a1",
          "ok",
          true,
          "status",
          200,
          "inverter",
          "roof-1",
          "cmd",
          "PBFT",
          "requested",
          53.5,
          "reply",
          "ACK",
          "confirmed",
          53.5,
          "changed",
          true);
      assertEquals(List.of("PBFT53.5"), house.herd.at(1).orders());
      has(
          rows(house.herd.audit().body().get("entries")).get(0),
          "user",
          "mqtt",
          "from",
          "mqtt://broker:1883",
          "by",
          "evening",
          "confirmed",
          53.5);
      assertTrue(Files.readString(house.herd.audit).contains("\"by\":\"evening\""));
    }
  }

  @Test
  void answersAsHttpDoes() throws Exception {
    try (Sender house = new Sender(folder, 2)) {
      for (String target : List.of("roof-1", "system")) {
        String inverter = target.equals("system") ? null : target;
        Verdict http = house.herd.put(inverter, "battery_float_volt", 54.0);
        JsonObject mqtt = house.put(target, "battery_float_volt", "54.0");
        assertEquals(http.status(), mqtt.getInteger("status"));
        for (String key : List.of("id", "ok", "status")) {
          assertTrue(mqtt.containsKey(key));
          mqtt.remove(key);
        }
        assertEquals(new JsonObject(http.body()), mqtt);
      }
    }
  }

  @Test
  void aGroupIsWrittenAsOne() throws Exception {
    try (Sender house = new Sender(folder, 2)) {
      JsonObject answer = house.put("system", "battery_float_volt", "53.2");
      assertTrue(answer.getBoolean("ok"), answer::encode);
      assertEquals(2, answer.getJsonObject("units").size());
      assertEquals(List.of("PBFT53.2"), house.herd.at(1).orders());
      assertEquals(List.of("PBFT53.2"), house.herd.at(2).orders());
    }
  }

  @Test
  void switchesAndWordsAreNatural() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      assertEquals(false, house.put("roof-1", "buzzer", "off").getValue("confirmed"));
      assertEquals(true, house.put("roof-1", "buzzer", "true").getValue("confirmed"));
      JsonObject wrong = house.put("roof-1", "buzzer", "louder");
      assertEquals(400, wrong.getInteger("status"));
      assertEquals(List.of("PDa", "PEa"), house.herd.at(1).orders());
    }
  }

  @Test
  void whatIsRefusedIsAnsweredOnceAndNotSent() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      assertEquals(400, house.put("roof-1", "battery_float_volt", "99").getInteger("status"));
      assertEquals(404, house.put("roof-9", "battery_float_volt", "53").getInteger("status"));
      assertEquals(404, house.put("roof-1", "no_such", "53").getInteger("status"));
      JsonObject unconfirmed = house.put("roof-1", "battery_type", "agm");
      assertEquals(400, unconfirmed.getInteger("status"), unconfirmed::encode);
      house.herd.at(1).become(Condition.OFFLINE);
      JsonObject answer;
      do { // it is heard alone that the unit is gone
        Respite.take();
        answer = house.put("roof-1", "battery_float_volt", "{\"value\":52.9,\"dry_run\":true}");
      } while (answer.getInteger("status") == 200);
      assertEquals(503, answer.getInteger("status"));
      assertEquals(List.of(), house.herd.at(1).orders());
      assertEquals(0, house.results.size());
    }
  }

  @Test
  void ordersOfAUnitAreObeyedInTheirOrder() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      house.publish("roof-1", "battery_float_volt", "52.5");
      house.publish("roof-1", "battery_float_volt", "{\"value\":53.5,\"id\":\"last\"}");
      JsonObject next;
      do {
        next = house.next();
      } while (next.containsKey("pending") || next.getString("id") == null);
      assertEquals(53.5, next.getValue("confirmed"));
      assertEquals(List.of("PBFT52.5", "PBFT53.5"), house.herd.at(1).orders());
    }
  }

  @Test
  void aRepetitionIsNotWrittenTwiceThoughTheValueHasMovedMeanwhile() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      String order = "{\"value\":53.5,\"id\":\"a1\"}";
      assertTrue(house.put("roof-1", "battery_float_volt", order).getBoolean("changed"));
      house.put("roof-1", "battery_float_volt", "{\"value\":52.5,\"id\":\"a2\"}");
      house.publish("roof-1", "battery_float_volt", order);
      JsonObject again = house.next();
      assertEquals("a1", again.getString("id"));
      assertFalse(again.getBoolean("changed"));
      assertEquals(List.of("PBFT53.5", "PBFT52.5"), house.herd.at(1).orders());
    }
  }

  @Test
  void withoutTheSettingsThereIsAnAnswerToo() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      house.herd.stop().await(20, SECONDS);
      JsonObject answer = house.put("roof-1", "battery_float_volt", "53.0");
      assertEquals(503, answer.getInteger("status"));
      assertTrue(answer.getString("error").contains("have not started"));
    }
  }

  @Test
  void whoClaimsNothingLeavesTheEntryAsItWas() throws Exception {
    try (Sender house = new Sender(folder, 1)) {
      house.put("roof-1", "battery_float_volt", "53.5");
      Map<String, Object> entry = map(rows(house.herd.audit().body().get("entries")).get(0));
      assertFalse(entry.containsKey("by"), entry::toString);
    }
  }
}
