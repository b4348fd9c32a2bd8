package io.sunherd.bench;

import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long the first request of each kind keeps the event loops of a packaged hub at work: while it
 * does, nobody else is answered. Arguments: the hub's folder, as of {@link StartBench}; how often;
 * and how many seconds after the hub is ready. Linux only: it reads what the system counts.
 */
public final class FirstBench {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PackagedHub hub;
  private final String token;

  private FirstBench(PackagedHub hub, String token) {
    this.hub = hub;
    this.token = token;
  }

  /** Something that is asked for the first time. */
  private interface Request {
    void send() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int times = Integer.parseInt(args[1]);
    Map<String, long[]> all = new LinkedHashMap<>();
    for (int i = 0; i < times; i++) {
      Path work = Files.createTempDirectory("first");
      UsersFile users = UsersFile.load(work.resolve("conf/users"));
      users.putUser("ann", Role.OPERATOR, "correct horse".toCharArray());
      String token = users.addToken("ann");
      try (PackagedHub hub = new PackagedHub(Path.of(args[0]), work)) {
        FirstBench bench = new FirstBench(hub, token);
        bench.ready();
        TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
        int run = i;
        bench
            .measured()
            .forEach((name, ms) -> all.computeIfAbsent(name, any -> new long[times])[run] = ms);
      }
    }
    all.forEach(
        (name, ms) -> {
          Arrays.sort(ms);
          System.out.printf(
              "%-28s median %4d ms, %d to %d%n", name, ms[times / 2], ms[0], ms[times - 1]);
        });
  }

  private void ready() throws Exception {
    while (status("GET", "/health/ready", "") != 200) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Map<String, Long> measured() throws Exception {
    Map<String, Request> requests = new LinkedHashMap<>();
    requests.put("nothing", () -> {});
    requests.put(
        "POST /api/v1/login",
        () -> status("POST", "/api/v1/login", "{\"user\":\"eve\",\"password\":\"x\"}"));
    requests.put("GET /api/v1/session", () -> status("GET", "/api/v1/session", ""));
    requests.put(
        "PUT a setting",
        () -> {
          authorized(
              "PUT",
              "/api/v1/inverters/unit-1/settings/battery_float_volt",
              "{\"value\":53.0,\"dry_run\":true}");
        });
    requests.put("GET / (gzip)", () -> status("GET", "/", ""));
    requests.put("/stream", this::stream);
    requests.put("GET /cmds", () -> status("GET", "/cmds?cmd=status&cmd=QMOD&merge=1", ""));
    requests.put("GET /api/v1/inverters/ID", () -> status("GET", "/api/v1/inverters/unit-1", ""));
    requests.put("GET /api/v1/system", () -> status("GET", "/api/v1/system", ""));
    requests.put("GET settings", () -> status("GET", "/api/v1/inverters/unit-1/settings", ""));
    requests.put("GET /metrics", () -> status("GET", "/metrics", ""));
    requests.put("GET /api/v1/history", () -> status("GET", "/api/v1/history", ""));
    requests.put("GET /api/v1/energy", () -> status("GET", "/api/v1/energy", ""));
    requests.put("GET export", () -> status("GET", "/api/v1/inverters/unit-1/settings/export", ""));
    requests.put(
        "POST import",
        () -> {
          authorized(
              "POST", "/api/v1/inverters/unit-1/settings/import", "battery_float_volt: 53.0\n");
        });
    requests.put("GET /api/v1/config", () -> status("GET", "/api/v1/config", ""));
    requests.put("GET /api/v1/audit", () -> status("GET", "/api/v1/audit", ""));
    Map<String, Long> took = new LinkedHashMap<>();
    for (Map.Entry<String, Request> request : requests.entrySet()) {
      long before = atWork();
      request.getValue().send();
      took.put(request.getKey(), TimeUnit.NANOSECONDS.toMillis(atWork() - before));
    }
    return took;
  }

  private void stream() throws Exception {
    client
        .newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://127.0.0.1:" + hub.port() + "/stream"), new WebSocket.Listener() {})
        .get(20, TimeUnit.SECONDS)
        .abort();
  }

  private int authorized(String method, String path, String body) throws Exception {
    return send(method, path, body, "Authorization", "Bearer " + token);
  }

  private int status(String method, String path, String body) throws Exception {
    return send(method, path, body, "Accept-Encoding", "gzip");
  }

  private int send(String method, String path, String body, String... headers) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path))
                .headers(headers)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  /** How long its event loops have been at work so far, in nanoseconds. */
  private long atWork() throws IOException {
    long sum = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + hub.pid() + "/task"))) {
      for (Path thread : List.copyOf(threads.toList())) {
        if (Files.readString(thread.resolve("comm")).startsWith("vert.x-eventl")) {
          sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        }
      }
    }
    return sum;
  }
}
