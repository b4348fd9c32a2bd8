package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("/stream")
@ProcessTests
class StreamTest {
  private final Rig rig =
      new Rig(Rig.site(List.of("https://home.example"), List.of(), Path.of("no-such-folder")));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("tells that readings are not known any more by a snapshot that lacks them")
  void voided() throws InterruptedException {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-1", 51.0));
    Listener listener = Listener.connect(rig, "/stream");
    long seq = listener.next().getLong("seq");
    rig.publish(new Voided("roof-1", Set.of("QPIGS")));
    JsonObject again = listener.next();
    assertEquals("snapshot", again.getString("type"));
    assertEquals(seq + 1, again.getLong("seq"));
    JsonObject roof1 = again.getJsonArray("inverters").getJsonObject(0);
    assertEquals("online", roof1.getString("state"));
    assertNull(roof1.getJsonObject("status"));
  }

  @Test
  @DisplayName("tells how everything is, then what changes, in one sequence")
  void snapshotThenChanges() throws InterruptedException {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-1", 51.0));
    rig.advanceMs(400);
    Listener listener = Listener.connect(rig, "/stream");
    JsonObject snapshot = listener.next();
    assertEquals("snapshot", snapshot.getString("type"));
    assertNull(snapshot.getJsonObject("system"));
    JsonObject roof1 = snapshot.getJsonArray("inverters").getJsonObject(0);
    assertEquals("roof-1", roof1.getString("id"));
    assertEquals("online", roof1.getString("state"));
    assertEquals(400, roof1.getJsonObject("status").getInteger("age_ms"));
    assertEquals(51.0, roof1.getJsonObject("status").getJsonObject("data").getDouble("batt_volt"));
    assertEquals("offline", snapshot.getJsonArray("inverters").getJsonObject(1).getString("state"));
    long seq = snapshot.getLong("seq");

    rig.publish(Rig.status("roof-2", 52.0));
    JsonObject reading = listener.next();
    assertEquals(
        new JsonObject()
            .put("type", "reading")
            .put("seq", seq + 1)
            .put("inverter", "roof-2")
            .put("cmd", "status")
            .put("at", "2026-11-18T11:06:40Z")
            .put("age_ms", 0)
            .put("code", "QPIGS")
            .put("every_ms", 1000)
            .put("raw", "(230.0 52.0")
            .put("data", reading.getJsonObject("data")),
        reading);
    assertEquals(52.0, reading.getJsonObject("data").getDouble("batt_volt"));
    assertTrue(reading.getJsonObject("data").containsKey("temp"));

    rig.publish(Rig.state("roof-2", Condition.OFFLINE, "the cable is gone."));
    JsonObject state = listener.next();
    assertEquals("state", state.getString("type"));
    assertEquals(seq + 2, state.getLong("seq"));
    assertEquals("roof-2", state.getString("inverter"));
    assertEquals("offline", state.getString("state"));
    assertEquals("the cable is gone.", state.getString("error"));

    rig.publish(totals(6_100));
    JsonObject system = listener.next();
    assertEquals("system", system.getString("type"));
    assertEquals(seq + 3, system.getLong("seq"));
    assertEquals(6_100, system.getInteger("pv_watts"));
    assertEquals(2, system.getInteger("units"));

    rig.vertx
        .eventBus()
        .publish(
            Addresses.SETTINGS,
            new SettingChange("roof-1", "battery_float_volt", "PBFT", 54.0, 53.0, "ann", Rig.AT));
    assertEquals(
        new JsonObject()
            .put("type", "setting")
            .put("seq", seq + 4)
            .put("inverter", "roof-1")
            .put("setting", "battery_float_volt")
            .put("cmd", "PBFT")
            .put("from", 54.0)
            .put("value", 53.0)
            .put("by", "ann")
            .put("at", "2026-11-18T11:06:40Z"),
        listener.next());
    assertEquals(seq + 4, Listener.connect(rig, "/stream").next().getLong("seq"));
  }

  private static SystemTotals totals(int watts) {
    return new SystemTotals(
        Rig.AT,
        2,
        2,
        List.of(),
        Map.of("pv_watts", watts),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of());
  }

  @Test
  @DisplayName("tells only what the address asks for, by name or code, and always the totals")
  void filtered() throws InterruptedException {
    rig.publish(Rig.status("roof-1", 51.0));
    rig.publish(Rig.mode("roof-2"));
    Listener listener = Listener.connect(rig, "/stream?inverter=roof-2&cmd=QPIGS&cmd=settings");
    JsonObject snapshot = listener.next();
    assertEquals(1, snapshot.getJsonArray("inverters").size());
    JsonObject only = snapshot.getJsonArray("inverters").getJsonObject(0);
    assertEquals("roof-2", only.getString("id"));
    assertFalse(only.containsKey("operation_mode"));
    rig.publish(Rig.status("roof-1", 51.5));
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    rig.publish(Rig.mode("roof-2"));
    rig.publish(Rig.state("roof-2", Condition.ONLINE, null));
    rig.publish(Rig.status("roof-2", 52.0));
    rig.publish(totals(1));
    assertEquals("state", listener.next().getString("type"));
    assertEquals("status", listener.next().getString("cmd"));
    assertEquals("system", listener.next().getString("type"));
  }

  @Test
  @DisplayName("takes subscriptions, and tells at once how that is which was subscribed to")
  void subscriptions() throws InterruptedException {
    rig.publish(Rig.mode("roof-2"));
    Listener listener = Listener.connect(rig, "/stream?inverter=roof-1&cmd=status");
    listener.next("snapshot");
    listener.say("{\"type\":\"subscribe\",\"inverter\":\"roof-2\",\"cmd\":\"operation_mode\"}");
    JsonObject added = listener.next().getJsonArray("inverters").getJsonObject(0);
    assertEquals("roof-2", added.getString("id"));
    assertEquals(
        "BT", added.getJsonObject("operation_mode").getJsonObject("data").getString("mode"));
    rig.publish(Rig.status("roof-2", 1.0));
    rig.publish(Rig.mode("roof-2"));
    assertEquals("operation_mode", listener.next().getString("cmd"));
    listener.say("{\"type\":\"unsubscribe\",\"inverter\":\"roof-2\"}");
    listener.say("{\"type\":\"unsubscribe\",\"cmd\":\"system\"}");
    listener.say("{\"type\":\"ping\"}");
    assertEquals(new JsonObject().put("type", "pong"), listener.next());
    rig.publish(Rig.mode("roof-2"));
    rig.publish(Rig.state("roof-2", Condition.ONLINE, null));
    rig.publish(totals(1));
    rig.publish(Rig.status("roof-1", 51.0));
    assertEquals("roof-1", listener.next().getString("inverter"));
    listener.say("{\"type\":\"unsubscribe\"}");
    listener.say("{\"type\":\"subscribe\",\"cmd\":\"operation_mode\"}");
    assertEquals(2, listener.next("snapshot").getJsonArray("inverters").size());
    rig.publish(Rig.status("roof-1", 51.0));
    rig.publish(Rig.mode("roof-1"));
    assertEquals("operation_mode", listener.next().getString("cmd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "{}",
        "null",
        "{\"type\":1}",
        "{\"type\":\"PBFT\"}",
        "{\"type\":\"subscribe\",\"inverter\":\"nobody\"}",
        "{\"type\":\"subscribe\",\"cmd\":\"PBFT53.0\"}",
        "{\"type\":\"subscribe\",\"inverter\":{}}",
        "{\"type\":\"ping\",\"what\":\"else\"}"
      })
  @DisplayName("answers what it does not understand with an error, and nothing breaks")
  void nonsense(String text) throws InterruptedException {
    Listener listener = Listener.connect(rig, "/stream");
    listener.next("snapshot");
    listener.say(text);
    JsonObject error = listener.next();
    assertEquals("error", error.getString("type"));
    assertFalse(error.getString("error").isBlank());
    rig.publish(Rig.status("roof-1", 51.0));
    assertEquals("reading", listener.next().getString("type"));
  }

  @Test
  @DisplayName("long and binary messages are errors, too")
  void oversized() throws InterruptedException {
    Listener listener = Listener.connect(rig, "/stream");
    listener.next("snapshot");
    listener.say("\"" + "x".repeat(60_000) + "\"");
    assertEquals("The message is too long.", listener.next().getString("error"));
    Rig.wait(listener.socket.writeBinaryMessage(Buffer.buffer("{}")));
    assertEquals("error", listener.next().getString("type"));
  }

  @Test
  @DisplayName("refuses strangers' pages, unknown inverters and commands, and plain requests")
  void refused() {
    assertEquals(403, Listener.refused(rig, "/stream", "https://evil.example"));
    assertEquals(403, Listener.refused(rig, "/stream", "file://"));
    assertEquals(403, Listener.refused(rig, "/stream", "http://127.0.0.1:1"));
    assertEquals(404, Listener.refused(rig, "/stream?inverter=nobody", null));
    assertEquals(400, Listener.refused(rig, "/stream?cmd=PBFT", null));
    assertEquals(426, rig.get("/stream").status());
  }

  @Test
  @DisplayName("welcomes its own pages and those of configured origins")
  void welcome() throws InterruptedException {
    for (String origin : List.of("http://127.0.0.1:" + rig.web.port(), "https://home.example")) {
      Listener listener = Listener.connect(rig, "/stream", origin);
      listener.resume();
      assertEquals("snapshot", listener.next().getString("type"));
    }
  }

  /** Java's own client says of its handshake that it has a body of no bytes. */
  @Test
  @DisplayName("takes a handshake that tells of a body")
  void withLength() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            told.add(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
          }
        };
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + rig.web.port() + "/stream?cmd=status"), listener)
            .get(20, TimeUnit.SECONDS);
    assertTrue(told.poll(20, TimeUnit.SECONDS).startsWith("{\"type\":\"snapshot\""));
    socket.sendText("{\"type\":\"ping\"}", true);
    assertEquals("{\"type\":\"pong\"}", told.poll(20, TimeUnit.SECONDS));
    socket.abort();
  }

  @Test
  @DisplayName("who does not read gets the newest readings and every state, and holds nobody up")
  void slow() throws InterruptedException {
    Listener slow = Listener.connect(rig, "/stream", null);
    Listener quick = Listener.connect(rig, "/stream");
    String ballast = "x".repeat(50_000);
    int rounds = 600;
    for (int i = 0; i < rounds; i++) {
      rig.vertx.eventBus().publish(Addresses.READINGS, heavy("roof-1", i, ballast));
      rig.vertx.eventBus().publish(Addresses.READINGS, heavy("roof-2", i, ballast));
      if (i % 10 == 0) {
        rig.vertx
            .eventBus()
            .publish(Addresses.STATES, Rig.state("roof-1", Condition.DEGRADED, "trouble " + i));
      }
      int round = i;
      quick.next(m -> isRound(m, "roof-2", round));
    }
    slow.resume();
    List<JsonObject> told = new ArrayList<>();
    while (told.isEmpty() || !isRound(told.get(told.size() - 1), "roof-2", rounds - 1)) {
      told.add(slow.next());
    }
    long readings = told.stream().filter(m -> "reading".equals(m.getString("type"))).count();
    assertTrue(readings < 2L * rounds, "nothing was left out: " + readings);
    assertTrue(told.stream().anyMatch(m -> isRound(m, "roof-1", rounds - 1)));
    assertEquals(
        rounds / 10, told.stream().filter(m -> "state".equals(m.getString("type"))).count());
    List<Long> seqs = told.stream().map(m -> m.getLong("seq")).toList();
    assertEquals(seqs.stream().sorted().distinct().toList(), seqs);
  }

  private static Reading heavy(String inverter, int round, String ballast) {
    return new Reading(
        inverter, "status", "QPIGS", Rig.AT + round, 1000, ballast, Map.of("round", round));
  }

  private static boolean isRound(JsonObject message, String inverter, int round) {
    return inverter.equals(message.getString("inverter"))
        && "reading".equals(message.getString("type"))
        && message.getJsonObject("data").getInteger("round") == round;
  }

  @Test
  @DisplayName("who does not even take the states is let go, and nobody else notices")
  void hopeless() throws InterruptedException {
    Listener slow = Listener.connect(rig, "/stream", null);
    Listener quick = Listener.connect(rig, "/stream");
    quick.next("snapshot");
    String ballast = "x".repeat(20_000);
    // 1,000 wait in the hub; what lies below in the buffers of the network is less than this.
    int most = 5_000;
    for (int i = 0; i < most; i++) {
      rig.vertx
          .eventBus()
          .publish(Addresses.STATES, Rig.state("roof-1", Condition.DEGRADED, i + ballast));
      assertEquals("state", quick.next().getString("type"));
    }
    CountDownLatch closed = new CountDownLatch(1);
    slow.socket.closeHandler(done -> closed.countDown());
    slow.resume();
    assertTrue(closed.await(20, TimeUnit.SECONDS));
  }
}
