package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.Herd;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A hub that knows of the battery")
@Timeout(180)
@ProcessTests
class BatteryHubTest {
  private static final String HTTP = "http: {host: 127.0.0.1, port: 0}\n";
  private static final String ROOF = "/api/v1/inverters/roof-1/settings";
  private static final String ALL = "/api/v1/system/settings/battery_bulk_volt";
  private static final String IMPORT = ROOF + "/import?dry_run=0&confirm=1";

  @TempDir private Path folder;

  private String token;

  @BeforeEach
  void users() throws Exception {
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    token = users.addToken("ann");
  }

  private JsonObject ask(LiveHub live, int status, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        live.hub.send(method, path, body, "Authorization", "Bearer " + token);
    assertEquals(status, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private JsonObject refused(LiveHub live, String method, String path, String body, String line)
      throws Exception {
    JsonObject answer = ask(live, 400, method, path, body);
    assertTrue(answer.getString("error").contains(line), answer::encode);
    return answer;
  }

  private static String limits(String charge, List<Tap> taps) {
    return HTTP
        + "battery:\n  charge-at-most: "
        + charge
        + "\n  float-at-most: 54.4\n  discharge-to: 44.0\ninverters:\n"
        + "  - {id: roof-1, device: '"
        + taps.get(0).address()
        + "'}\n  - {id: roof-2, device: '"
        + taps.get(1).address()
        + "'}\n";
  }

  private static JsonObject setting(JsonObject settings, String name) {
    return settings.getJsonArray("settings").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("refuses every write beyond a limit of the owner, and names the line of it")
  void limits() throws Exception {
    Herd herd = new Herd(1, SimulatedUnits.NOON);
    List<Tap> taps = new ArrayList<>();
    for (String profile : List.of("parallel-1", "max-8000")) { // which share no bus
      taps.add(new Tap(folder.resolve(profile), herd.open(DeviceAddress.parse("sim:" + profile))));
    }
    try (LiveHub live = new LiveHub(folder, limits("56.0", taps), List::of)) {
      for (String id : List.of("roof-1", "roof-2")) {
        live.hub.await(0, id, Condition.ONLINE);
        live.hub.await(
            0, Reading.class, one -> one.inverter().equals(id) && one.code().equals("QPIRI"));
      }
      refuses(live);
      takesAndDoesNotUndo(live, taps);
      putsNothingBackBeyond(live, taps);
      String within = "{\"value\": 54.5, \"confirm\": true}";
      ask(live, 200, "PUT", ROOF + "/equalisation_volt", within);
      ask(live, 200, "PUT", ROOF + "/equalisation", "{\"value\": true}");
    } finally {
      taps.forEach(Tap::close);
    }
  }

  private void refuses(LiveHub live) throws Exception {
    String bulk = ROOF + "/battery_bulk_volt";
    JsonObject answer =
        refused(live, "PUT", bulk, "{\"value\": 56.1}", "battery.charge-at-most in hub.yaml:3");
    assertEquals(56.0, answer.getJsonObject("limit").getDouble("volts"));
    assertEquals(56.0, answer.getJsonObject("allowed").getDouble("max"));
    refused(live, "PUT", bulk, "{\"value\": 57, \"dry_run\": true}", "hub.yaml:3");
    refused(live, "PUT", ALL, "{\"value\": 57}", "hub.yaml:3");
    String cmd = "{\"cmd\": \"PBFT\", \"value\": \"54.5\", \"inverter\": \"roof-1\"}";
    refused(live, "POST", "/cmds", cmd, "battery.float-at-most in hub.yaml:4");
    String cutOff = ROOF + "/battery_cut_off_volt";
    refused(live, "PUT", cutOff, "{\"value\": 43.9}", "battery.discharge-to in hub.yaml:5");
    refused(live, "POST", IMPORT, "buzzer: false\nbattery_float_volt: 55.0\n", "hub.yaml:4");
    String on = "{\"value\": true, \"confirm\": true}";
    refused(live, "PUT", ROOF + "/equalisation", on, "equalisation_volt is");
    refused(live, "PUT", ROOF + "/equalise_now", on, "battery.charge-at-most in hub.yaml:3");
    cmd = "{\"cmd\": \"PBEQE\", \"value\": \"1\", \"inverter\": \"roof-1\", \"confirm\": true}";
    refused(live, "POST", "/cmds", cmd, "hub.yaml:3");
    refused(live, "POST", IMPORT, "buzzer: false\nequalisation: true\n", "hub.yaml:3");
    String type = "{\"value\": \"flooded\", \"confirm\": true}";
    refused(live, "PUT", ROOF + "/battery_type", type, "voltages of its own");
    refused(live, "PUT", ROOF + "/factory_settings", "{\"confirm\": true}", "hub.yaml:3");
    JsonObject settings = new JsonObject(live.hub.get(ROOF).body());
    JsonObject allowed = setting(settings, "battery_float_volt").getJsonObject("allowed");
    assertEquals(54.4, allowed.getDouble("max"));
    allowed = setting(settings, "battery_cut_off_volt").getJsonObject("allowed");
    assertEquals(44.0, allowed.getDouble("min"));
    assertEquals(0, ask(live, 200, "GET", "/api/v1/audit", "").getJsonArray("entries").size());
  }

  private void takesAndDoesNotUndo(LiveHub live, List<Tap> taps) throws Exception {
    JsonObject written = ask(live, 200, "PUT", ROOF + "/battery_bulk_volt", "{\"value\": 55.5}");
    double before = written.getDouble("from");
    assertTrue(before > 56, written::encode);
    String undo = "/api/v1/audit/1/undo";
    refused(live, "POST", undo, "", "hub.yaml:3");
    int now = live.hub.now();
    live.write("# one line more\n" + limits("57.0", taps));
    live.await(now, state -> state.mistakes().isEmpty());
    refused(
        live,
        "PUT",
        ROOF + "/battery_bulk_volt",
        "{\"value\": 57.1}",
        "57.0 V (battery.charge" + "-at-most in hub.yaml:4");
    assertEquals(before, ask(live, 200, "POST", undo, "").getDouble("confirmed"));
  }

  private void putsNothingBackBeyond(LiveHub live, List<Tap> taps) throws Exception {
    int now = live.hub.now();
    live.write(limits("55.0", taps));
    live.await(now, state -> state.mistakes().isEmpty());
    taps.get(1).on("PCVV", Deed.REFUSE);
    JsonObject failed = ask(live, 409, "PUT", ALL, "{\"value\": 54.5}");
    assertTrue(failed.getString("error").contains("Not every unit has back"), failed::encode);
    JsonObject first = failed.getJsonObject("units").getJsonObject("roof-1");
    String why = first.getJsonObject("put_back").getString("error");
    assertTrue(why.contains("battery.charge-at-most in hub.yaml:3"), why);
  }

  private static String sourced(String battery) {
    return HTTP
        + "battery: {"
        + battery
        + "}\ninverters:\n  - {id: roof-1, device: 'sim:parallel-1'}\n";
  }

  private static BatteryState become(LiveHub live, String battery) throws Exception {
    int now = live.hub.now();
    live.write(sourced(battery));
    live.await(now, state -> state.mistakes().isEmpty());
    String source = battery.replaceAll(".*soc: ([a-z]+).*", "$1");
    return live.hub.await(now, BatteryState.class, state -> state.source().equals(source));
  }

  @Test
  @DisplayName("tells the state of charge of the one source that is configured, and of no other")
  void sources() throws Exception {
    Path kept = folder.resolve("battery.json");
    try (LiveHub live = new LiveHub(folder, sourced("soc: inverter"), List::of)) {
      live.hub.await(0, BatteryState.class, state -> state.soc() != null && !state.stale());
      JsonObject battery = ask(live, 200, "GET", "/api/v1/battery", "");
      assertEquals("inverter", battery.getString("source"));
      assertFalse(battery.getBoolean("stale"));
      assertNull(battery.getValue("hours_left"), "Nobody told a capacity.");
      ask(live, 409, "PUT", "/api/v1/battery", "{\"soc\": 50}");

      become(live, "capacity_ah: 400, soc: pushed");
      assertTrue(ask(live, 200, "GET", "/api/v1/battery", "").getBoolean("stale"));
      ask(live, 400, "PUT", "/api/v1/battery", "{\"soc\": 101}");
      assertEquals(401, live.hub.send("PUT", "/api/v1/battery", "{\"soc\": 50}").statusCode());
      int now = live.hub.now();
      ask(live, 200, "PUT", "/api/v1/battery", "{\"soc\": 50, \"volts\": 52, \"amps\": -40}");
      live.hub.await(now, BatteryState.class, state -> state.soc() != null);
      battery = ask(live, 200, "GET", "/api/v1/battery", "");
      assertEquals(50.0, battery.getDouble("soc"));
      assertEquals(-2_080.0, battery.getDouble("watts"));
      assertFalse(battery.getBoolean("stale"));
      assertTrue(
          live.hub
              .get("/metrics")
              .body()
              .contains("sunherd_battery_soc_ratio{source=\"pushed\"} 0.5"));

      assertEquals("start", become(live, "capacity_ah: 400, soc: ah").charge().correctedBy());

      now = live.hub.now();
      become(live, "soc: bms");
      live.hub.await(now, Reading.class, reading -> reading.code().equals("QBMS"));
      battery = ask(live, 200, "GET", "/api/v1/battery", "");
      assertTrue(battery.getBoolean("stale"), "None is connected to a simulated unit.");
      assertNull(battery.getValue("soc"));
    }
    assertTrue(Files.readString(kept).contains("\"by\" : \"start\""), "The count is kept.");
  }
}
