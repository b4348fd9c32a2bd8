package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.SimulatedUnits;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.extract.Past;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.Herd;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hub in a process of its own that is told to end (SIGTERM), whatever it is doing. */
@Timeout(180)
@ProcessTests
class StoppedHubTest {
  /** What Java ends with after a SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;
  private Tap tap;
  private String token;

  @BeforeEach
  void start() throws Exception {
    Herd herd = new Herd(1, SimulatedUnits.NOON);
    tap = new Tap(folder.resolve("unit-1"), herd.open(DeviceAddress.parse("sim:max-8000")));
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    token = users.addToken("ann");
  }

  @AfterEach
  void stop() {
    tap.close();
  }

  private String history() {
    return "jdbc:sqlite:" + folder.resolve("history.db");
  }

  /** A hub whose unit is online, and was asked how it is set. */
  private HubProcess hub() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("hub.yaml"),
            """
            access: {users: %s}
            settings: {audit: %s}
            history: {url: '%s', every: 1s}
            inverters: [{id: roof-1, device: '%s'}]
            """
                .formatted(
                    folder.resolve("users"),
                    folder.resolve("audit.jsonl"),
                    history(),
                    tap.address()));
    HubProcess hub = new HubProcess(Run.process("serve", "-c", config.toString()), Map.of());
    hub.await(Pattern.compile("roof-1: online"));
    assertEquals(200, hub.get("/cmds?cmd=settings").statusCode());
    return hub;
  }

  private CompletableFuture<HttpResponse<String>> write(HubProcess hub, double volts)
      throws InterruptedException {
    return hub.begin(
        hub.to("/api/v1/inverters/roof-1/settings/battery_float_volt")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"value\": " + volts + "}"))
            .build());
  }

  /** The newest entry in the file. */
  private JsonObject lastEntry() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("audit.jsonl"));
    return new JsonObject(lines.get(lines.size() - 1));
  }

  private static void endsQuietly(HubProcess hub) throws InterruptedException {
    assertEquals(TERMINATED, hub.exit(), hub.said());
    for (String word : List.of("Exception", "ERROR", "Left to the system")) {
      assertFalse(hub.said().contains(word), hub.said());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, PBFT, , ACK", // the order is on the wire
    "1, QPIRI, , ACK", // it is acknowledged, and being read back
    "1, QPIRI, SWALLOW, ACK", // and has to be asked for that once more
    "0, PBFT, LOSE_REPLY, ", // nobody acknowledges it
  })
  void aWriteOnTheWireIsAnsweredAndInTheLog(int orders, String request, Deed deed, String reply)
      throws Exception {
    try (HubProcess hub = hub()) {
      tap.once(
          orders,
          request,
          () -> {
            hub.tellToEnd();
            return deed;
          });
      HttpResponse<String> answer = write(hub, 53.0).get(60, TimeUnit.SECONDS);
      assertEquals(reply == null ? 504 : 200, answer.statusCode(), answer.body());
      JsonObject told = new JsonObject(answer.body());
      assertEquals(53.0, told.getDouble("confirmed"), answer.body());
      assertEquals(reply, told.getString("reply"));
      endsQuietly(hub);
      JsonObject entry = lastEntry();
      assertEquals(reply == null ? "no_answer" : "confirmed", entry.getString("outcome"));
      assertEquals(53.0, entry.getDouble("confirmed"), entry.encode());
      assertEquals(reply, entry.getString("reply"));
      assertEquals(List.of("PBFT53.0"), tap.orders());
    }
  }

  @Test
  void aWriteThatTakesTooLongIsInterruptedAndToldAfterTheStart() throws Exception {
    try (HubProcess hub = hub()) {
      tap.once(
          0,
          "PBFT",
          () -> {
            hub.tellToEnd();
            tap.on("QPIRI", Deed.TRICKLE);
            return Deed.TRICKLE;
          });
      HttpResponse<String> answer = write(hub, 53.0).get(60, TimeUnit.SECONDS);
      assertEquals(504, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("the hub is being stopped"), answer.body());
      assertEquals(TERMINATED, hub.exit(), hub.said());
      JsonObject entry = lastEntry();
      assertEquals("interrupted", entry.getString("outcome"), entry.encode());
      assertEquals(null, entry.getValue("confirmed"));
      assertEquals(List.of("PBFT53.0"), tap.orders());
    }
    tap.leaveAlone();
    tap.pull();
    tap.plug();
    try (HubProcess again = hub()) {
      JsonObject entry = audit(again);
      while (entry.getValue("confirmed") == null) {
        Respite.take();
        entry = audit(again);
      }
      assertEquals("interrupted", entry.getString("outcome"), entry.encode());
      assertEquals(53.0, entry.getDouble("confirmed"));
      assertEquals(List.of("PBFT53.0"), tap.orders());
    }
  }

  private static JsonObject audit(HubProcess hub) throws Exception {
    JsonArray entries = new JsonObject(hub.get("/api/v1/audit").body()).getJsonArray("entries");
    assertEquals(1, entries.size());
    return entries.getJsonObject(0);
  }

  @Test
  void aUnitThatIsSilent() throws Exception {
    try (HubProcess hub = hub()) {
      tap.once(
          0,
          "QPIGS",
          () -> {
            hub.tellToEnd();
            tap.on("Q", Deed.SWALLOW);
            return Deed.SWALLOW;
          });
      endsQuietly(hub);
      assertFalse(hub.said().contains("roof-1: offline"), hub.said());
    }
  }

  @Test
  void clientsThatDoNotRead() throws Exception {
    Past.keep(history(), "roof-1", 60_000);
    try (HubProcess hub = hub();
        Socket stream = ask(hub, "/stream", "Connection: Upgrade\r\nUpgrade: websocket\r\n");
        Socket extract = ask(hub, "/api/v1/history?from=2026-06-20&to=2027-06-21", "")) {
      assertTrue(firstLine(stream).startsWith("HTTP/1.1 101"));
      assertTrue(firstLine(extract).startsWith("HTTP/1.1 200"));
      hub.tellToEnd();
      endsQuietly(hub);
    }
  }

  private static Socket ask(HubProcess hub, String path, String headers) throws Exception {
    URI at = URI.create(hub.url());
    Socket socket = new Socket(InetAddress.getByName(at.getHost()), at.getPort());
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + headers
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }
}
