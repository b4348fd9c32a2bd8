package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.stream.ClientPace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/stream under a client that says too much")
@ProcessTests
class StreamFloodTest {
  private final Rig rig = Rig.plain();

  @AfterEach
  void close() {
    rig.close();
  }

  private static byte[] subscribe(String inverter) {
    return FrameSocket.text("{\"type\":\"subscribe\",\"inverter\":\"" + inverter + "\"}");
  }

  @Test
  @DisplayName("tells what many subscriptions at once ask for together, before what follows them")
  void together() throws IOException {
    rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
    try (FrameSocket client = new FrameSocket(rig.web.port(), "/stream")) {
      assertEquals("snapshot", client.next().getString("type"));
      byte[] ping = FrameSocket.text("{\"type\":\"ping\"}");
      byte[] one = subscribe("roof-1");
      byte[] other = subscribe("roof-2");
      byte[] all = new byte[75 * (one.length + other.length) + ping.length];
      for (int i = 0, at = 0; i < 75; i++) {
        System.arraycopy(one, 0, all, at, one.length);
        System.arraycopy(other, 0, all, at + one.length, other.length);
        at += one.length + other.length;
      }
      System.arraycopy(ping, 0, all, all.length - ping.length, ping.length);
      client.send(all);
      int snapshots = 0;
      JsonArray units = new JsonArray();
      JsonObject next = client.next();
      while ("snapshot".equals(next.getString("type"))) {
        snapshots++;
        units = next.getJsonArray("inverters");
        next = client.next();
      }
      assertEquals("pong", next.getString("type"));
      assertTrue(snapshots >= 1 && snapshots < 15, snapshots + " snapshots of 150 subscriptions");
      assertEquals(2, units.size());
    }
  }

  @Test
  @DisplayName("reads only so much of it at a time, and all of it in the end")
  void slowed() throws IOException {
    try (FrameSocket client = new FrameSocket(rig.web.port(), "/stream")) {
      assertEquals("snapshot", client.next().getString("type"));
      client.send(FrameSocket.text("{\"type\":\"ping\"}"), 400);
      assertEquals("pong", client.next().getString("type"));
      rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
      int pongs = 1 + pongsBeforeState(client);
      assertTrue(pongs < 400, "all 400 were answered before anything else");
      for (int i = pongs; i < 400; i++) {
        assertEquals("pong", client.next().getString("type"));
      }
    }
  }

  private static int pongsBeforeState(FrameSocket client) throws IOException {
    int pongs = 0;
    String type = client.next().getString("type");
    while (!"state".equals(type)) {
      assertEquals("pong", type);
      pongs++;
      type = client.next().getString("type");
    }
    return pongs;
  }

  @Test
  @DisplayName("does not read on after too many pings of the protocol")
  void control() throws IOException {
    try (FrameSocket client = new FrameSocket(rig.web.port(), "/stream")) {
      assertEquals("snapshot", client.next().getString("type"));
      client.send(FrameSocket.ping(), 400);
      for (int i = 0; i < ClientPace.AT_ONCE; i++) {
        assertEquals("pong", client.next().getString("type"));
      }
      client.send(FrameSocket.ping(), 1);
      rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
      assertTrue(
          ClientPace.AT_ONCE + pongsBeforeState(client) < 401,
          "all 401 were answered before anything else");
    }
  }

  @Test
  @DisplayName("refuses an address that names more than it could mean")
  void lists() {
    for (String list : new String[] {"inverter=roof-1&", "cmd=status&"}) {
      assertEquals(400, Listener.refused(rig, "/stream?" + list.repeat(65), null), list);
    }
    Rig.Answer answer =
        rig.ask("GET", "/stream?" + "cmd=status&".repeat(65), Map.of("Upgrade", "websocket"), "");
    assertEquals(400, answer.status());
    assertEquals("Name at most 64 inverters and 64 cmds.", answer.error());
  }
}
