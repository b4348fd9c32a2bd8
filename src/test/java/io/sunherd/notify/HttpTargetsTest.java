package io.sunherd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.config.Notice;
import io.sunherd.disk.HubId;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@ProcessTests
@DisplayName("Over HTTP")
class HttpTargetsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Alarm FAULT = Raised.alarm("f1", AlarmKind.FAULT, "roof-1");

  private final Sink sink = new Sink();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    sink.close();
  }

  private NotifyRig rig(Notice.Way way) {
    return rig(way, Duration.ofSeconds(60));
  }

  private NotifyRig rig(Notice.Way way, Duration patience) {
    Notice.Target target = new Notice.Target(way, List.of(), "info", Duration.ofSeconds(30));
    return new NotifyRig(new Notice(List.of(target), null), folder, patience);
  }

  private Notice.Webhook webhook(String body) {
    return new Notice.Webhook(URI.create(sink.url("/hook?token=abc")), Map.of("X-Own", "1"), body);
  }

  @Test
  @DisplayName("a webhook gets the hub's id and the alarms as JSON, and what is over")
  void webhook() throws Exception {
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      Sink.Got got = sink.next();
      assertEquals("POST /hook?token=abc", got.method() + " " + got.path());
      assertEquals("1", got.headers().get("X-Own"));
      assertEquals("application/json", got.headers().get("Content-Type"));
      JsonObject body = new JsonObject(got.body());
      assertEquals(Set.of("hub", "alarms"), body.fieldNames());
      assertEquals(HubId.find(folder).orElseThrow(), body.getString("hub"));
      assertTrue(Files.readString(folder.resolve("hub-id")).strip().matches("[0-9a-f]{12}"));
      JsonObject alarm = body.getJsonArray("alarms").getJsonObject(0);
      assertEquals(new JsonObject(FAULT.json()).encode(), alarm.encode());
      rig.await(state -> state.sent() == 1 && state.waiting() == 0);
      rig.publish(Raised.over(FAULT));
      JsonObject over = new JsonObject(sink.next().body()).getJsonArray("alarms").getJsonObject(0);
      assertEquals("cleared", over.getString("state"));
      assertTrue(over.getString("cleared") != null);
      rig.await(state -> state.sent() == 2);
      assertEquals(0, sink.left());
    }
  }

  @Test
  @DisplayName("a template is filled with what JSON escapes")
  void template() throws Exception {
    try (NotifyRig rig =
        rig(webhook("{\"text\": \"{title}: {text}\", \"all\": {alarms}, \"is\": \"{state}\"}"))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      JsonObject body = new JsonObject(sink.next().body());
      assertTrue(
          body.getString("text")
              .startsWith("Sunherd: fault at roof-1: roof-1: It says \"no\": C:\\1."),
          body.getString("text"));
      assertEquals("raised", body.getString("is"));
      assertEquals("f1", body.getJsonArray("all").getJsonObject(0).getString("id"));
    }
  }

  @Test
  @DisplayName("ntfy gets a text with title, priority and tags, and the user of its URL")
  void ntfy() throws Exception {
    String url = "http://ann:pass%20word@127.0.0.1:" + sink.port() + "/roof";
    try (NotifyRig rig = rig(new Notice.Ntfy(URI.create(url), Map.of("Icon", "x")))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      Sink.Got got = sink.next();
      assertEquals("POST /roof", got.method() + " " + got.path());
      assertEquals("Sunherd: fault at roof-1", got.headers().get("Title"));
      assertEquals("5", got.headers().get("Priority"));
      assertEquals("rotating_light", got.headers().get("Tags"));
      assertEquals("x", got.headers().get("Icon"));
      assertEquals("Basic YW5uOnBhc3Mgd29yZA==", got.headers().get("Authorization"));
      assertTrue(got.body().startsWith("roof-1: It says"), got.body());
      TargetState state = rig.await(one -> one.sent() == 1);
      assertEquals("ntfy 127.0.0.1", state.name());
    }
  }

  @Test
  @DisplayName("a target that takes nothing for now is told once it does, once")
  void failing() throws Exception {
    sink.answer(
        (request, number) -> {
          if (number < 3) {
            request.response().setStatusCode(503).end("{\"text\": \"no\"}");
          } else {
            request.response().setStatusCode(204).end();
          }
        });
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      assertEquals("127.0.0.1 answered 503.", rig.await(one -> one.failed() == 1).trouble());
      rig.advance(LONG);
      rig.await(one -> one.failed() == 2);
      rig.advance(LONG);
      assertNull(rig.await(one -> one.sent() == 1).trouble());
      rig.restart();
      rig.publish(FAULT.acknowledged("ann"));
      rig.advance(LONG);
      rig.publish(Raised.over(FAULT));
      rig.await(one -> one.sent() == 1);
      String key = sink.next().headers().get("Idempotency-Key");
      assertEquals(key, sink.next().headers().get("Idempotency-Key"));
      assertEquals(key, sink.next().headers().get("Idempotency-Key"));
      assertTrue(sink.next().body().contains("\"state\":\"cleared\""));
      assertEquals(0, sink.left());
    }
  }

  @Test
  @DisplayName("a target that breaks off without an answer may have it: it is not told twice")
  void brokenOff() throws Exception {
    sink.answer(
        (request, number) -> {
          if (number == 1) {
            request.connection().close();
          } else {
            request.response().end();
          }
        });
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      TargetState state = rig.await(one -> one.failed() == 1);
      assertTrue(state.trouble().startsWith("127.0.0.1 broke off: "), state.trouble());
      assertTrue(
          state.trouble().endsWith(": whether it has taken it is not known."), state.trouble());
      assertEquals(
          List.of(1L, 0L, 0L),
          List.of(state.unsure(), state.dropped(), (long) state.waiting()),
          state.toString());
      rig.advance(LONG);
      rig.publish(Raised.over(FAULT));
      rig.await(one -> one.sent() == 1);
      assertTrue(sink.next().body().contains("\"state\":\"raised\""));
      assertTrue(sink.next().body().contains("\"state\":\"cleared\""));
      assertEquals(0, sink.left());
    }
  }

  @Test
  @DisplayName("a message that was not sent whole nobody has: it is sent again")
  void cutShort() throws Exception {
    String large = "x".repeat(32 << 20); // more than a connection holds while nobody reads
    try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        NotifyRig rig = rig(to("http", listening, large))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      try (Socket socket = listening.accept()) {
        assertTrue(socket.getInputStream().read() >= 0);
        socket.setSoLinger(true, 0);
      }
      TargetState state = rig.await(one -> one.failed() == 1);
      assertTrue(state.trouble().startsWith("127.0.0.1 broke off: "), state.trouble());
      assertEquals(0, state.unsure(), state.toString());
      assertEquals(1, state.waiting());
    }
  }

  @Test
  @DisplayName("where TLS does not come about nobody has anything: it is tried again")
  void withoutTls() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        NotifyRig rig = rig(to("https", listening, null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      listening.accept().close();
      TargetState state = rig.await(one -> one.failed() == 1);
      assertTrue(state.trouble().startsWith("127.0.0.1 cannot be reached: "), state.trouble());
      assertEquals(0, state.unsure(), state.toString());
      assertEquals(1, state.waiting());
    }
  }

  @Test
  @DisplayName("each message has a connection of its own: none that the other side may have closed")
  void ownConnection() throws Exception {
    List<SocketAddress> from = new CopyOnWriteArrayList<>();
    sink.answer(
        (request, number) -> {
          from.add(request.remoteAddress());
          request.response().putHeader("Connection", "keep-alive").end();
        });
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      rig.await(one -> one.sent() == 1);
      rig.publish(Raised.over(FAULT));
      rig.await(one -> one.sent() == 2);
      assertEquals(2, Set.copyOf(from).size(), from.toString());
    }
  }

  private static Notice.Webhook to(String scheme, ServerSocket listening, String body) {
    URI url = URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort() + "/hook");
    return new Notice.Webhook(url, Map.of(), body);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 504, 520})
  @DisplayName("a target that fails after it may have taken it is not told twice")
  void failedAfter(int status) throws Exception {
    sink.answer((request, number) -> request.response().setStatusCode(status).end());
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      TargetState state = rig.await(one -> one.failed() == 1);
      assertEquals(
          "127.0.0.1 answered " + status + ": whether it has taken it is not known.",
          state.trouble());
      assertEquals(0, state.waiting());
      assertEquals(0, state.dropped());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 503})
  @DisplayName("a target that takes nothing for now is told later")
  void busy(int status) throws Exception {
    sink.answer(
        (request, number) -> request.response().setStatusCode(number == 1 ? status : 200).end());
    try (NotifyRig rig = rig(webhook(null))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      assertEquals(
          "127.0.0.1 answered " + status + ".", rig.await(one -> one.failed() == 1).trouble());
      rig.advance(LONG);
      assertEquals(0, rig.await(one -> one.sent() == 1).waiting());
    }
  }

  @Test
  @DisplayName("a target that takes its time is not told twice")
  void slow() throws Exception {
    sink.answer((request, number) -> {});
    try (NotifyRig rig = rig(webhook(null), Duration.ofMillis(300))) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      String trouble = rig.await(one -> one.failed() == 1).trouble();
      assertEquals(
          "127.0.0.1 has not answered in time: whether it has taken it is not known.", trouble);
      sink.answer((request, number) -> request.response().end());
      rig.advance(LONG);
      rig.publish(Raised.over(FAULT));
      rig.await(one -> one.sent() == 1);
      assertTrue(sink.next().body().contains("\"state\":\"raised\""));
      assertTrue(sink.next().body().contains("\"state\":\"cleared\""));
      assertEquals(0, sink.left());
    }
  }

  @Test
  @DisplayName("a host that is not there is tried until it is, and told what is so then")
  void unreached() throws Exception {
    Notice.Webhook gone = webhook(null);
    sink.close();
    try (NotifyRig rig = rig(gone)) {
      rig.publish(FAULT);
      rig.advance(Duration.ofSeconds(40));
      TargetState state = rig.await(one -> one.failed() == 1);
      assertTrue(state.trouble().startsWith("127.0.0.1 cannot be reached: "), state.trouble());
      assertEquals(1, state.waiting());
      assertFalse(state.toString().contains("abc"), state.toString());
      rig.advance(LONG);
      assertEquals(0, rig.await(one -> one.failed() == 2).dropped());
    }
  }

  @Test
  @DisplayName("the heartbeat comes while the hub is well, and not while it is ill")
  void heartbeat() throws Exception {
    Notice.Heartbeat heartbeat =
        new Notice.Heartbeat(URI.create(sink.url("/ping/id")), Duration.ofMillis(200));
    try (NotifyRig rig =
        new NotifyRig(new Notice(List.of(), heartbeat), folder, Duration.ofSeconds(60))) {
      Sink.Got got = sink.next();
      assertEquals("GET /ping/id", got.method() + " " + got.path());
      rig.isHealthy(false);
      rig.awaitIll(1);
      int before = sink.left();
      rig.awaitIll(3);
      assertEquals(before, sink.left());
      sink.answer((request, number) -> request.response().setStatusCode(503).end());
      rig.isHealthy(true);
      TargetState state = rig.await(one -> one.trouble() != null);
      assertEquals("heartbeat 127.0.0.1", state.name());
      assertEquals("127.0.0.1 answered 503.", state.trouble());
      sink.answer((request, number) -> request.response().end());
      assertNull(rig.await(one -> one.trouble() == null).trouble());
    }
  }
}
