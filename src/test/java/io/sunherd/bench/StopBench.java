package io.sunherd.bench;

import io.sunherd.SimulatedUnits;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.extract.Past;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.Herd;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long a hub takes from SIGTERM to the end of its process, with units on pseudo-terminals, in
 * one situation after the other. Arguments: a class path with the hub, how often, and the
 * situations ({@code idle silent nobody streams extract database order read-back broken}).
 */
public final class StopBench implements Closeable {
  private static final Pattern SERVES = Pattern.compile("Sunherd serves .* on (http://\\S+)/");
  private static final Random RANDOM = new Random(1);

  private final Path folder = Files.createTempDirectory("stop");
  private final List<Tap> taps = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();
  private final StringBuilder said = new StringBuilder();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String classPath;
  private Process hub;
  private BufferedReader told;
  private String url;
  private String token;

  private StopBench(String classPath) throws Exception {
    this.classPath = classPath;
  }

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    for (String situation : Arrays.copyOfRange(args, 2, args.length)) {
      long[] took = new long[count];
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        try (StopBench bench = new StopBench(args[0])) {
          took[i] = bench.stop(situation, answers);
        }
      }
      Arrays.sort(took);
      System.out.printf(
          "%-10s median %4d ms, %d to %d, of %d%n",
          situation, took[count / 2], took[0], took[count - 1], count);
      answers.stream()
          .collect(Collectors.groupingBy(answer -> answer, TreeMap::new, Collectors.counting()))
          .forEach((answer, times) -> System.out.println("    " + times + " x " + answer));
    }
  }

  private long stop(String situation, List<String> answers) throws Exception {
    start(situation);
    CompletableFuture<String> answer = null;
    switch (situation) {
      case "silent" -> taps.get(0).on("", Deed.SWALLOW);
      case "streams" -> streams();
      case "extract" -> extract();
      case "database" -> lock();
      case "order", "read-back", "broken" -> answer = write(situation);
      default -> {}
    }
    TimeUnit.MILLISECONDS.sleep(answer == null ? 1_200 + RANDOM.nextInt(1_000) : 0);
    long begun = System.nanoTime();
    hub.toHandle().destroy();
    hub.waitFor();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    if (answer != null) {
      answers.add(answer.get(5, TimeUnit.SECONDS) + "; in the log: " + entry());
    }
    told.lines()
        .filter(line -> line.contains("Exception") || line.contains("left to the system"))
        .forEach(
            line ->
                answers.add(
                    "said: " + line.replaceAll("^[0-9:.]+", "").replaceAll("(Exception).*", "$1")));
    return took;
  }

  private void start(String situation) throws Exception {
    Herd herd = new Herd(1, SimulatedUnits.NOON);
    StringBuilder inverters = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      Tap tap =
          new Tap(folder.resolve("unit-" + i), herd.open(DeviceAddress.parse("sim:parallel-" + i)));
      taps.add(tap);
      inverters.append("  - {id: roof-%d, device: '%s'}%n".formatted(i, tap.address()));
    }
    if (situation.equals("nobody")) {
      taps.forEach(tap -> tap.on("", Deed.SWALLOW));
      inverters.append("  - {id: away, device: 'tcp:10.255.255.1:4001'}\n");
    }
    Path users = folder.resolve("users");
    UsersFile file = UsersFile.load(users);
    file.putUser("ann", Role.OPERATOR, "correct horse".toCharArray());
    token = file.addToken("ann");
    String history = "jdbc:sqlite:" + folder.resolve("history.db");
    if (situation.equals("extract")) {
      Past.keep(history, "roof-1", 100_000);
    }
    Path config = folder.resolve("hub.yaml");
    Files.writeString(
        config,
        "http: {port: 0}\naccess: {users: %s}\nhistory: {url: '%s', every: 1s}\nsettings: {audit: %s}\ninverters:\n%s"
            .formatted(users, history, folder.resolve("audit.jsonl"), inverters));
    hub =
        new ProcessBuilder(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "io.sunherd.Main",
                "serve",
                "-c",
                config.toString())
            .redirectErrorStream(true)
            .start();
    told = hub.inputReader(StandardCharsets.UTF_8);
    int online = situation.equals("nobody") ? 3 : 0;
    while (url == null || online < 3) {
      String line = told.readLine();
      if (line == null) {
        throw new IllegalStateException(said.toString());
      }
      said.append(line).append('\n');
      Matcher serves = SERVES.matcher(line);
      url = serves.find() ? serves.group(1) : url;
      online += line.contains(": online on ") ? 1 : 0;
    }
    TimeUnit.MILLISECONDS.sleep(1_000);
  }

  /** Clients that ask for the stream and do not read it. */
  private void streams() throws IOException {
    for (int i = 0; i < 20; i++) {
      send(
          "GET /stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
  }

  /** Extracts whose clients do not read on. */
  private void extract() throws IOException {
    for (int i = 0; i < 4; i++) {
      send(
          "GET /api/v1/history?inverter=roof-1&from=2026-06-20&to=2027-06-21 HTTP/1.1\r\n"
              + "Host: localhost\r\n\r\n");
    }
  }

  private void send(String request) throws IOException {
    URI at = URI.create(url);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), at.getPort()));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    open.add(socket);
  }

  /** Somebody else holds the database. */
  private void lock() throws Exception {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
    open.add(() -> closed(other));
    for (int i = 0; i < 200; i++) {
      try {
        other.createStatement().execute("BEGIN EXCLUSIVE");
        return;
      } catch (SQLException e) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new IllegalStateException("The database cannot be locked.");
  }

  private static void closed(Connection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** A write on a line where each reply takes its time; returns at the moment that is wanted. */
  private CompletableFuture<String> write(String situation) throws Exception {
    Tap tap = taps.get(0);
    tap.slow(Duration.ofMillis(300));
    if (situation.equals("broken")) {
      tap.on("PBFT", Deed.TRICKLE);
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/api/v1/inverters/roof-1/settings/battery_float_volt"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"value\": 53.0}"))
            .build();
    CompletableFuture<String> answer =
        client
            .sendAsync(request, BodyHandlers.ofString())
            .thenApply(StopBench::shown)
            .exceptionally(e -> "no answer");
    tap.awaitOrders(1);
    if (situation.equals("broken")) {
      tap.on("QPIRI", Deed.TRICKLE);
    }
    TimeUnit.MILLISECONDS.sleep(
        situation.equals("order") ? RANDOM.nextInt(250) : 350 + RANDOM.nextInt(200));
    return answer;
  }

  private static String shown(HttpResponse<String> response) {
    return response.statusCode()
        + " "
        + response.body().replaceAll("\"inverter\".*?\"requested\"", "...\"requested\"").strip();
  }

  private String entry() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("audit.jsonl"));
    return lines
        .get(lines.size() - 1)
        .replaceAll(".*\"reply\"", "\"reply\"")
        .replaceAll("\"duration_ms\":\\d+", "\"duration_ms\":n");
  }

  @Override
  public void close() throws IOException {
    hub.destroyForcibly();
    taps.forEach(Tap::close);
    for (Closeable one : open) {
      one.close();
    }
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
