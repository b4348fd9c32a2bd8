package io.sunherd.bench;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stream under many clients: what is lost, and how long a reading takes from being published to
 * being in a client's hands. Arguments: clients that read, clients that stop reading, readings a
 * second, seconds. Server and clients share this process.
 */
final class StreamBench {
  private static final Pattern SENT = Pattern.compile("\"sent\":(\\d+)");

  private StreamBench() {}

  public static void main(String[] args) throws Exception {
    int readers = Integer.parseInt(args[0]);
    int stopped = Integer.parseInt(args[1]);
    int perSecond = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    Vertx hub = Vertx.vertx();
    RecordCodec.register(hub.eventBus());
    WebVerticle web =
        new WebVerticle(
            new Site(
                "127.0.0.1",
                0,
                List.of(),
                null,
                null,
                List.of("roof-1"),
                List.of(),
                Path.of("."),
                Path.of("no-such-folder", "users"),
                false));
    hub.deployVerticle(web).await(20, TimeUnit.SECONDS);
    Vertx others = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Delays delays = new Delays(readers * perSecond * seconds);
    List<Future<WebSocket>> sockets = new ArrayList<>();
    WebSocketClient client =
        others.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(readers + stopped));
    WebSocketConnectOptions where =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(web.port()).setURI("/stream");
    for (int i = 0; i < readers + stopped; i++) {
      boolean reads = i < readers;
      sockets.add(
          client
              .connect(where)
              .onSuccess(
                  socket -> {
                    if (reads) {
                      socket.textMessageHandler(delays::take);
                    } else {
                      socket.pause();
                    }
                  }));
      if (i % 50 == 49) {
        Future.all(sockets).await(20, TimeUnit.SECONDS);
      }
    }
    Future.all(sockets).await(20, TimeUnit.SECONDS);
    long before = heapMb();
    int count = perSecond * seconds;
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
      while (due - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
      hub.eventBus().publish(Addresses.READINGS, reading());
      if (i % 100 == 0) {
        hub.eventBus().publish(Addresses.STATES, state(i));
      }
    }
    TimeUnit.SECONDS.sleep(2);
    System.out.printf(
        "%d readers, %d that do not read, %d readings/s for %d s: %d of %d delivered;"
            + " delay p50 %.1f ms, p99 %.1f ms, longest %.1f ms; heap %d MB, then %d MB%n",
        readers,
        stopped,
        perSecond,
        seconds,
        delays.count(),
        (long) readers * count,
        delays.ms(0.5),
        delays.ms(0.99),
        delays.ms(1),
        before,
        heapMb());
    System.exit(0);
  }

  private static Reading reading() {
    Map<String, Object> data = new LinkedHashMap<>();
    for (int i = 0; i < 27; i++) {
      data.put("a_key_like_any_" + i, 230.5 + i);
    }
    data.put("sent", System.nanoTime());
    String raw = "(230.0 49.9 230.0 49.9 0161 0119 003 460 57.50 012 100 0069 0014 103.8 57.45";
    return new Reading("roof-1", "status", "QPIGS", System.currentTimeMillis(), 1000, raw, data);
  }

  private static InverterState state(int i) {
    return new InverterState(
        "roof-1",
        Condition.DEGRADED,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        "trouble " + i,
        List.of());
  }

  private static long heapMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
  }

  /** Delays in nanoseconds; taken in on one event loop. */
  private static final class Delays {
    private final long[] all;
    private int taken;

    Delays(int most) {
      all = new long[most];
    }

    synchronized void take(String text) {
      Matcher sent = SENT.matcher(text);
      if (sent.find() && text.startsWith("{\"type\":\"reading\"") && taken < all.length) {
        all[taken++] = System.nanoTime() - Long.parseLong(sent.group(1));
      }
    }

    synchronized int count() {
      return taken;
    }

    synchronized double ms(double share) {
      long[] sorted = Arrays.copyOf(all, taken);
      Arrays.sort(sorted);
      return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
    }
  }
}
