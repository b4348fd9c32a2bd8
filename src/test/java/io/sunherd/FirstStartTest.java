package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.link.DeviceAddress;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From a hub with nothing to one with inverters, over HTTP; and what is refused on the way. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class FirstStartTest {
  private static final String EMPTY =
      "http: {host: 127.0.0.1, port: 0}   # mine\n\ninverters: []\n# the end\n";
  private static final String ANN = "{\"user\": \"ann\", \"password\": \"correct horse\"}";

  @TempDir private Path folder;

  private static JsonObject json(HttpResponse<String> response, int status) {
    assertEquals(status, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  /** The headers of somebody who is logged in. */
  private static String[] loggedIn(HttpResponse<String> welcome) {
    String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    return new String[] {
      "Cookie", cookie, "X-CSRF-Token", new JsonObject(welcome.body()).getString("csrf")
    };
  }

  private static JsonObject found(JsonObject scan, String device) {
    return scan.getJsonArray("found").stream()
        .map(JsonObject.class::cast)
        .filter(one -> device.equals(one.getString("device")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(device + " is not in " + scan));
  }

  /** Whether it is told what a unit does now. */
  private static boolean isLive(JsonObject one) {
    JsonObject live = one.getJsonObject("live");
    return live != null
        && Stream.of("ac_watt", "pv_watts", "batt_volt", "mode", "age_ms")
            .allMatch(key -> live.getValue(key) != null);
  }

  private static String body(JsonArray inverters, JsonObject... more) {
    JsonObject body = new JsonObject().put("inverters", inverters);
    Stream.of(more).forEach(body::mergeIn);
    return body.encode();
  }

  @Test
  void ticksNamesAndSaves() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(3, folder, SimulatedUnits.NOON);
        LiveHub live =
            new LiveHub(
                folder,
                EMPTY,
                () -> units.addresses().stream().limit(2).map(DeviceAddress::parse).toList())) {
      RunningHub hub = live.hub;
      JsonObject session = json(hub.get("/api/v1/session"), 200);
      assertTrue(session.getBoolean("unclaimed"));

      JsonObject scan = json(hub.send("POST", "/api/v1/scan", ""), 200);
      JsonObject first = found(scan, units.addresses().get(0));
      assertEquals(units.serials().get(0), first.getString("serial"));
      assertNull(first.getString("configured"));
      assertNull(first.getString("error"));
      JsonObject third = scan.getJsonArray("found").getJsonObject(2);
      assertEquals(units.serials().get(2), third.getString("serial"), "it has no cable here");
      assertEquals(units.addresses().get(0), third.getString("via"));
      assertEquals(first.getString("system"), third.getString("system"));
      assertEquals(0, first.getInteger("number"));
      assertTrue(isLive(first) && isLive(third), scan::encode);
      String device = first.getString("device");
      JsonObject look = new JsonObject().put("devices", List.of(device)).put("again", true);
      JsonObject shortly = json(hub.send("POST", "/api/v1/scan", look.encode()), 200);
      assertEquals(
          Arrays.asList(device, null),
          shortly.getJsonArray("found").stream()
              .limit(2)
              .map(one -> ((JsonObject) one).getString("device"))
              .toList(),
          "that device, and what it shows");
      assertTrue(isLive(found(shortly, device)), shortly::encode);

      HttpResponse<String> welcome = hub.send("POST", "/api/v1/setup", ANN);
      assertEquals("operator", json(welcome, 200).getString("role"));
      assertFalse(json(welcome, 200).getBoolean("unclaimed"));
      String[] ann = loggedIn(welcome);
      json(hub.send("POST", "/api/v1/setup", ANN), 409);
      json(hub.send("POST", "/api/v1/scan", ""), 401);

      JsonArray wanted =
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("id", "roof-1")
                      .put("device", first.getString("device"))
                      .put("serial", first.getString("serial")))
              .add(
                  new JsonObject()
                      .put("id", "roof-3")
                      .put("via", "roof-1")
                      .put("unit", third.getInteger("unit"))
                      .put("serial", third.getString("serial")));
      String version = json(hub.get("/api/v1/config"), 200).getString("version");
      JsonObject tried =
          json(
              hub.send(
                  "PUT",
                  "/api/v1/config",
                  body(wanted, new JsonObject().put("dry_run", true)),
                  ann),
              200);
      assertEquals(new JsonArray().add("roof-1").add("roof-3"), tried.getJsonArray("added"));
      assertEquals(EMPTY, Files.readString(live.file), "nothing was saved");

      int mark = hub.now();
      JsonObject done =
          json(
              hub.send(
                  "PUT",
                  "/api/v1/config",
                  body(wanted, new JsonObject().put("version", version)),
                  ann),
              200);
      hub.await(mark, "roof-1", Condition.ONLINE);
      hub.await(mark, "roof-3", Condition.ONLINE);
      hub.awaitStatus(mark, "roof-1", 1);
      assertEquals(EMPTY, Files.readString(folder.resolve(done.getString("backup"))));
      String text = Files.readString(live.file);
      assertTrue(text.startsWith("http: {host: 127.0.0.1, port: 0}   # mine\n"), text);
      assertTrue(text.endsWith("# the end\n"), text);
      assertEquals(wanted, json(hub.get("/api/v1/config"), 200).getJsonArray("inverters"));

      JsonObject again = json(hub.send("POST", "/api/v1/scan", "", ann), 200);
      assertEquals("roof-1", found(again, units.addresses().get(0)).getString("configured"));
      JsonObject second = found(again, units.addresses().get(1));
      assertNull(second.getString("configured"));
      JsonObject untouched = new JsonObject().put("again", true);
      JsonArray shown =
          json(hub.send("POST", "/api/v1/scan", untouched.encode(), ann), 200)
              .getJsonArray("found");
      assertTrue(
          shown.stream()
              .map(JsonObject.class::cast)
              .allMatch(one -> "roof-1".equals(one.getString("via")) && isLive(one)),
          shown::encode);

      json(
          hub.send(
              "PUT", "/api/v1/config", body(wanted, new JsonObject().put("version", version)), ann),
          409);
      JsonObject same = json(hub.send("PUT", "/api/v1/config", body(wanted), ann), 200);
      assertFalse(same.getBoolean("changed"));
    }
  }

  @Test
  void leavesAloneWhatIsNotItsOwn() throws Exception {
    try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
      RunningHub hub = live.hub;
      json(hub.send("POST", "/api/v1/setup", ANN, "Origin", "http://evil.example"), 403);
      json(hub.send("POST", "/api/v1/scan", "", "Origin", "http://evil.example"), 403);
      String tooShort = "{\"user\": \"ann\", \"password\": \"short\"}";
      assertTrue(
          json(hub.send("POST", "/api/v1/setup", tooShort), 400)
              .getString("error")
              .contains("at least 8"));
      json(
          hub.send("POST", "/api/v1/setup", "{\"user\": \"a b\", \"password\": \"long enough\"}"),
          400);
      assertFalse(Files.exists(folder.resolve("users")));
      json(hub.send("PUT", "/api/v1/config", body(new JsonArray())), 403);

      String[] ann = loggedIn(hub.send("POST", "/api/v1/setup", ANN));
      for (String wrong :
          List.of(
              "[{\"id\": \"Roof 1\", \"device\": \"usb:auto\"}]",
              "[{\"id\": \"a\", \"device\": \"serial\"}]",
              "[{\"id\": \"a\", \"device\": \"tcp:pi:99999\"}]",
              "[{\"id\": \"a\", \"device\": \"sim:../..\"}]",
              "[{\"id\": \"a\", \"device\": \"sim:no-such-one\"}]",
              "[{\"id\": \"a\", \"device\": \"serial:/dev/tty\\u0000USB0\"}]",
              "[{\"id\": \"a\", \"device\": \"usb:auto\", \"colour\": \"red\"}]",
              "[{\"id\": \"a\", \"device\": \"usb:/dev/hidraw0\\nhttp: {port: 1}\"},{\"id\":\"a\"}]",
              "[{\"id\": \"a\", \"device\": null}]",
              "[{\"id: x\\nhttp\": \"a\"}]")) {
        JsonObject refused =
            json(hub.send("PUT", "/api/v1/config", "{\"inverters\": " + wrong + "}", ann), 400);
        assertFalse(refused.getJsonArray("mistakes").isEmpty(), wrong);
        assertEquals(refused.getString("error"), refused.getJsonArray("mistakes").getString(0));
      }
      json(hub.send("PUT", "/api/v1/config", "{\"inverters\": 7}", ann), 400);
      json(hub.send("PUT", "/api/v1/config", "{\"inverters\": [7]}", ann), 400);
      for (String wrong : List.of("nonsense", "tcp:pi:0", "sim:../..", "usb:/dev/\\u0000")) {
        String devices = "{\"devices\": [\"" + wrong + "\"]}";
        JsonObject refused = json(hub.send("POST", "/api/v1/scan", devices, ann), 400);
        assertTrue(refused.getString("error").contains(" is no device: "), refused::encode);
      }
      assertEquals(EMPTY, Files.readString(live.file));
      try (Stream<Path> files = Files.list(folder)) {
        assertTrue(files.noneMatch(file -> file.toString().contains("hub.yaml.")));
      }
    }
  }

  @Test
  void aHubWithInvertersIsNobodysToTake() throws Exception {
    try (LiveHub live =
        new LiveHub(
            folder,
            "http: {host: 127.0.0.1, port: 0}\n"
                + "inverters: [{id: roof-1, device: 'serial:/dev/no-such-port'}]\n",
            List::of)) {
      live.hub.await(0, "roof-1", Condition.OFFLINE);
      assertFalse(json(live.hub.get("/api/v1/session"), 200).getBoolean("unclaimed"));
      json(live.hub.send("POST", "/api/v1/setup", ANN), 409);
      json(live.hub.send("POST", "/api/v1/scan", ""), 403);
    }
  }

  /** By a name that somebody made lead here (DNS rebinding), whose page is of the same origin. */
  @Test
  void aPageOfAForeignNameTakesNothing() throws Exception {
    try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
      for (String path : List.of("/api/v1/setup", "/api/v1/scan")) {
        assertEquals("421", status(live.hub.port(), path, "evil.example"));
        assertFalse(Files.exists(folder.resolve("users")));
      }
      assertEquals("200", status(live.hub.port(), "/api/v1/setup", "hub.local"));
    }
  }

  private static String status(int port, String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String[] lines = {
        "POST " + path + " HTTP/1.1",
        "Host: " + host + ":" + port,
        "Origin: http://" + host + ":" + port,
        "Content-Type: text/plain",
        "Content-Length: " + ANN.length(),
        "",
        ANN
      };
      socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8)
          .substring("HTTP/1.1 ".length());
    }
  }

  @Test
  void aHubWhoseUsersAreLostIsNobodysToTake() throws Exception {
    Path users = folder.resolve("users");
    for (String rest : List.of("", "\0".repeat(400))) {
      Files.writeString(users, rest);
      try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
        RunningHub hub = live.hub;
        assertFalse(json(hub.get("/api/v1/session"), 200).getBoolean("unclaimed"));
        json(hub.send("POST", "/api/v1/setup", ANN), 503);
        json(hub.send("POST", "/api/v1/scan", ""), 503);
        json(hub.send("PUT", "/api/v1/config", body(new JsonArray())), 503);
        String told = json(hub.get("/health/ready"), 503).getJsonObject("parts").getString("users");
        assertTrue(told.startsWith(users + ": the file is empty"), told);
      }
      assertEquals(rest, Files.readString(users));
    }
  }

  @Test
  void aHubWhoseUsersFileIsCutIsNobodysToTake() throws Exception {
    Path users = folder.resolve("users");
    for (String rest :
        List.of("#", "# Users of this hub. Made by: sunherd pas", "# Users\n# more\n")) {
      Files.writeString(users, rest);
      try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
        assertFalse(json(live.hub.get("/api/v1/session"), 200).getBoolean("unclaimed"));
        json(live.hub.send("POST", "/api/v1/setup", ANN), 409);
      }
      assertEquals(rest, Files.readString(users));
    }
  }

  @Test
  void makesTheFileWhereThereIsNone() throws Exception {
    try (LiveHub live = new LiveHub(folder, null, List::of)) {
      String[] ann = loggedIn(live.hub.send("POST", "/api/v1/setup", ANN));
      JsonArray one =
          new JsonArray().add(new JsonObject().put("id", "a").put("device", "sim:parallel-1"));
      JsonObject done = json(live.hub.send("PUT", "/api/v1/config", body(one), ann), 200);
      assertNull(done.getString("backup"));
      assertEquals(
          "inverters:\n  - id: a\n    device: sim:parallel-1\n", Files.readString(live.file));
      live.hub.await(0, "a", Condition.ONLINE);
    }
  }

  @Test
  void takesTheTimeZoneOfWhoeverSetsItUp() throws Exception {
    try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
      String[] ann = loggedIn(live.hub.send("POST", "/api/v1/setup", ANN));
      JsonArray one =
          new JsonArray().add(new JsonObject().put("id", "a").put("device", "sim:parallel-1"));
      String wrong = body(one, new JsonObject().put("time_zone", "Afrika/Lagos"));
      JsonObject refused = json(live.hub.send("PUT", "/api/v1/config", wrong, ann), 400);
      assertTrue(refused.getString("error").contains("Africa/Lagos"), refused.encode());
      assertEquals(EMPTY, Files.readString(live.file));
      String there = body(one, new JsonObject().put("time_zone", "Africa/Lagos"));
      json(live.hub.send("PUT", "/api/v1/config", there, ann), 200);
      assertTrue(Files.readString(live.file).endsWith("# the end\ntime-zone: Africa/Lagos\n"));
      assertEquals("Africa/Lagos", live.config().getString("time_zone"));
      assertEquals(
          "Africa/Lagos", json(live.hub.get("/api/v1/inverters"), 200).getString("time_zone"));
      assertFalse(
          json(live.hub.send("PUT", "/api/v1/config", there, ann), 200).getBoolean("changed"));
    }
  }

  @Test
  void tellsOfASerialNumberThatSeveralUnitsTell() throws Exception {
    try (LiveHub live = new LiveHub(folder, EMPTY, List::of)) {
      String[] ann = loggedIn(live.hub.send("POST", "/api/v1/setup", ANN));
      JsonObject unit =
          new JsonObject()
              .put("id", "a")
              .put("device", "sim:parallel-1")
              .put("serial", "55355535553555");
      JsonObject done =
          json(live.hub.send("PUT", "/api/v1/config", body(new JsonArray().add(unit)), ann), 200);
      String note = done.getJsonArray("notes").getString(0);
      assertTrue(note.startsWith("inverters[0].serial: \"55355535553555\" is"), note);
    }
  }

  @Test
  void saysWhyItCannotBeChangedHere() throws Exception {
    try (LiveHub live = new LiveHub(folder, EMPTY, "They are set elsewhere.", List::of)) {
      JsonObject config = live.config();
      assertFalse(config.getBoolean("editable"));
      assertEquals("They are set elsewhere.", config.getString("reason"));
      String[] ann = loggedIn(live.hub.send("POST", "/api/v1/setup", ANN));
      assertEquals(
          "They are set elsewhere.",
          json(live.hub.send("PUT", "/api/v1/config", body(new JsonArray()), ann), 409)
              .getString("error"));
    }
  }
}
