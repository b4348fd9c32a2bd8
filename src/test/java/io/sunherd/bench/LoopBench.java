package io.sunherd.bench;

import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How long {@code /health/live} takes beside one client that does its worst: floods of frames on
 * the stream, long addresses, long sheets of settings. Arguments: seconds of each. Server and
 * clients share this process.
 */
final class LoopBench {
  private static final List<String> UNITS =
      IntStream.rangeClosed(1, 9).mapToObj(i -> "unit-" + i).toList();

  private static final int ROW = 60;

  private final Vertx hub = Vertx.vertx();
  private final Vertx others = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WebSocketClient sockets = others.createWebSocketClient();
  private final AtomicLong sent = new AtomicLong();
  private final int seconds;
  private final WebVerticle web;
  private final String token;

  private LoopBench(int seconds) throws Exception {
    this.seconds = seconds;
    Path file = Files.createTempDirectory("loop").resolve("users");
    UsersFile users = UsersFile.load(file);
    users.putUser("ann", Role.OPERATOR, "correct horse".toCharArray());
    token = users.addToken("ann");
    RecordCodec.register(hub.eventBus());
    web =
        new WebVerticle(
            new Site(
                "127.0.0.1",
                0,
                List.of(),
                null,
                null,
                UNITS,
                List.of(),
                Path.of("."),
                file,
                false));
    hub.deployVerticle(web).await(20, TimeUnit.SECONDS);
    hub.eventBus()
        .<Restore>consumer(
            Addresses.RESTORE, message -> message.reply(new Verdict(200, Map.of("told", true))));
    for (String unit : UNITS) {
      hub.eventBus().publish(Addresses.STATES, state(unit));
      for (String cmd : List.of("status", "settings", "operation_mode", "parallel", "flags")) {
        hub.eventBus().publish(Addresses.READINGS, reading(unit, cmd));
      }
    }
  }

  /** Something that is done over and over until it is stopped. */
  private interface Attack {
    AutoCloseable begin() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    LoopBench bench = new LoopBench(Integer.parseInt(args[0]));
    String all = "{\"type\":\"subscribe\"}";
    String one = "{\"type\":\"subscribe\",\"inverter\":\"unit-1\",\"cmd\":\"status\"}";
    Map<String, Attack> attacks = new LinkedHashMap<>();
    attacks.put("nothing", () -> () -> {});
    attacks.put("subscribe to all", () -> bench.stream(all));
    attacks.put("subscribe to one", () -> bench.stream(one));
    attacks.put("pings as messages", () -> bench.stream("{\"type\":\"ping\"}"));
    attacks.put("pings as frames", bench::pings);
    attacks.put("messages that are wrong", () -> bench.stream("x".repeat(4_000)));
    attacks.put("path of letters", () -> bench.http("GET /" + "a".repeat(16_000)));
    attacks.put("path of slashes", () -> bench.http("GET /" + "/a".repeat(8_000)));
    attacks.put("path of dots", () -> bench.http("GET " + "/a/..".repeat(3_200)));
    attacks.put("path of escapes", () -> bench.http("GET /" + "%41".repeat(5_300)));
    attacks.put("query of escapes", () -> bench.http("GET /cmds?cmd=" + "%41".repeat(5_300)));
    attacks.put("query of keys", () -> bench.http("GET /cmds?" + "c&".repeat(8_000)));
    attacks.put("query of commands", () -> bench.http("GET /stream?" + filters()));
    attacks.put("requests in a row", () -> bench.row("/api/v1/inverters"));
    attacks.put("sheet of settings", () -> bench.sheets("a_%05d: 1\n"));
    attacks.put("sheet of one line", () -> bench.sheets("a%05d,"));
    attacks.put("sheet of brackets", () -> bench.sheets("[%05d"));
    for (Attack warm : attacks.values()) {
      warm.begin().close();
    }
    for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
      bench.measure(attack.getKey(), attack.getValue());
    }
    System.exit(0);
  }

  private static String filters() {
    return "inverter=unit-1&cmd=status&".repeat(590);
  }

  private void measure(String name, Attack attack) throws Exception {
    for (int i = 0; i < 200; i++) {
      live();
    }
    sent.set(0);
    AutoCloseable running = attack.begin();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long[] took = new long[seconds * 10_000];
    int asked = 0;
    while (System.nanoTime() < end && asked < took.length) {
      long start = System.nanoTime();
      live();
      took[asked++] = System.nanoTime() - start;
      TimeUnit.MILLISECONDS.sleep(2);
    }
    running.close();
    Arrays.sort(took, 0, asked);
    System.out.printf(
        "%-26s %7d a second; /health/live median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        name,
        sent.get() / seconds,
        took[asked / 2] / 1e6,
        took[asked * 99 / 100] / 1e6,
        took[asked - 1] / 1e6);
  }

  private void live() throws Exception {
    client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + "/health/live"))
            .build(),
        BodyHandlers.discarding());
  }

  private AutoCloseable stream(String text) throws Exception {
    return flood(socket -> socket.writeTextMessage(text));
  }

  private AutoCloseable pings() throws Exception {
    return flood(socket -> socket.writeFrame(WebSocketFrame.pingFrame(Buffer.buffer())));
  }

  private AutoCloseable flood(Consumer<WebSocket> frame) throws Exception {
    WebSocket socket =
        sockets
            .connect(
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(web.port())
                    .setURI("/stream"))
            .await(20, TimeUnit.SECONDS);
    socket.textMessageHandler(text -> {});
    socket.exceptionHandler(cut -> {});
    socket.drainHandler(drained -> write(socket, frame));
    others.runOnContext(start -> write(socket, frame));
    return socket::close;
  }

  /** As many as the socket takes, some at a time. */
  private void write(WebSocket socket, Consumer<WebSocket> frame) {
    for (int i = 0; i < 100 && !socket.isClosed() && !socket.writeQueueFull(); i++) {
      frame.accept(socket);
      sent.incrementAndGet();
    }
    if (!socket.isClosed() && !socket.writeQueueFull()) {
      others.runOnContext(next -> write(socket, frame));
    }
  }

  private AutoCloseable http(String line) throws Exception {
    return requests(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }

  /** As many requests in one write as may wait, and again when all of them were answered. */
  private AutoCloseable row(String path) throws Exception {
    Buffer row = Buffer.buffer(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(ROW));
    NetSocket socket =
        others.createNetClient().connect(web.port(), "127.0.0.1").await(20, TimeUnit.SECONDS);
    socket.exceptionHandler(cut -> {});
    AtomicLong answers = new AtomicLong();
    socket.handler(
        some -> {
          int came = some.toString().split("HTTP/1.1 200", -1).length - 1;
          sent.addAndGet(came);
          if (answers.addAndGet(came) >= ROW) {
            answers.addAndGet(-ROW);
            socket.write(row);
          }
        });
    socket.write(row);
    return socket::close;
  }

  private AutoCloseable sheets(String line) throws Exception {
    StringBuilder sheet = new StringBuilder();
    for (int i = 0; sheet.length() < 65_500; i++) {
      sheet.append(String.format(line, i));
    }
    String body = sheet.substring(0, 65_500);
    return requests(
        "POST /api/v1/inverters/unit-1/settings/import HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + ("Authorization: Bearer " + token + "\r\nContent-Length: " + body.length())
            + ("\r\n\r\n" + body));
  }

  /** One after the other, each as soon as something of the answer before has come. */
  private AutoCloseable requests(String text) throws Exception {
    NetSocket socket =
        others.createNetClient().connect(web.port(), "127.0.0.1").await(20, TimeUnit.SECONDS);
    socket.exceptionHandler(cut -> {});
    socket.handler(
        answer -> {
          sent.incrementAndGet();
          socket.write(text);
        });
    socket.write(text);
    return socket::close;
  }

  private static Reading reading(String unit, String cmd) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (int i = 0; i < 27; i++) {
      data.put("a_key_like_any_" + i, 230.5 + i);
    }
    String raw = "(230.0 49.9 230.0 49.9 0161 0119 003 460 57.50 012 100 0069 0014 103.8 57.45";
    return new Reading(unit, cmd, cmd, System.currentTimeMillis(), 1000, raw, data);
  }

  private static InverterState state(String unit) {
    return new InverterState(
        unit, Condition.ONLINE, 0, null, "pi30", null, null, null, null, null, List.of());
  }
}
