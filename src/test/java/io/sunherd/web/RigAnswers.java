package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.extract.Archive;
import io.sunherd.web.Contract.Operation;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the site answers to what it hears on the bus, however ill the rest of the hub is. */
final class RigAnswers {
  private static final Path NOWHERE = Path.of("no-such-folder");
  private static final int TOO_LONG = 70_000;

  private static final Alarm ALARM =
      new Alarm(
          "a1",
          AlarmKind.FAULT,
          "roof-1",
          State.RAISED,
          Rig.AT,
          null,
          "roof-1 reports a fault: Over temperature. It clears when the unit reports it no more.",
          Map.of("faults", List.of("over_temperature"), "fault_code", "02"),
          List.of("over_temperature"),
          null,
          null);

  private final Witness witness;
  private final People people;

  RigAnswers(Witness witness, People people) {
    this.witness = witness;
    this.people = people;
  }

  void readings() {
    try (Rig rig = Rig.plain()) {
      Asker asker = new Asker(witness, rig);
      asker.get(503, "/api/v1/system");
      asker.get(503, "/api/v1/battery");
      asker.get(200, "/api/v1/inverters");
      rig.publish(Rig.state("roof-1", Condition.ONLINE, null));
      rig.publish(Rig.state("roof-2", Condition.OFFLINE, "The cable is gone."));
      rig.publish(Rig.status("roof-1", 52.0));
      rig.publish(Rig.mode("roof-1"));
      rig.publish(new Member("9299", "9293", 3, "roof-1", true, Rig.AT, "BT", "phase1_of_3"));
      rig.publish(totals(Map.of("9293", totals(Map.of()))));
      Answer inverters = asker.get(200, "/api/v1/inverters");
      assertEquals(1, inverters.json().getJsonArray("found").size());
      asker.get(200, "/api/v1/inverters/roof-1");
      asker.get(404, "/api/v1/inverters/barn");
      asker.get(200, "/api/v1/system");
      for (String system : List.of("a", "b")) {
        rig.publish(
            new BatteryState(
                system,
                List.of(system.equals("a") ? "roof-1" : "roof-2"),
                50.0,
                52.0,
                -10.0,
                -520.0,
                List.of(),
                "ah",
                Rig.AT,
                false,
                new BatteryState.Charge(null, 3.0, 4.5, null, "full", Rig.AT, null)));
        Answer battery = asker.get(200, "/api/v1/battery");
        assertEquals(50.0, battery.json().getDouble("soc"));
        assertEquals(system.equals("b"), battery.json().containsKey("batteries"));
      }
      asker.get(200, "/api/v1/protocol");
      asker.get(404, "/api/v1/protocol?dialect=latin");
      asker.get(200, "/health/live");
      asker.get(200, "/health/ready");
      Exposition.read(asker.get(200, "/metrics").body());
    }
    try (Rig ill = new Rig(Rig.site(List.of(), List.of("history"), NOWHERE))) {
      ill.publish(new PartHealth("history", "The disk is full."));
      new Asker(witness, ill).get(503, "/health/ready");
    }
  }

  private static SystemTotals totals(Map<String, SystemTotals> systems) {
    return new SystemTotals(
        Rig.AT,
        3,
        2,
        List.of("roof-2"),
        Map.of("batt_volt", 53.2, "pv_watts", 6_100L),
        List.of(),
        Map.of("pv_watts", List.of("roof-2")),
        Map.of("phase1_of_3", new Phase(List.of("roof-1"), Map.of("ac_watt", 900L))),
        List.of(new Difference("battery_type", "Battery type", Map.of("roof-1", "AGM"))),
        Map.of("roof-1", 100.0),
        List.of("9299"),
        systems);
  }

  void cmds() {
    try (Rig rig = Rig.plain()) {
      Asker asker = new Asker(witness, rig);
      rig.publish(Rig.state("roof-2", Condition.OFFLINE, "The cable is gone."));
      rig.publish(Rig.status("roof-1", 52.0));
      rig.publish(Rig.mode("roof-1"));
      Map<String, Failure> failures =
          Map.of(
              "QVFW",
              Failure.GARBLED,
              "QMN",
              Failure.SILENT,
              "QT",
              Failure.BUG,
              "QID",
              Failure.UNKNOWN);
      rig.inverter(
          "roof-1", ask -> failures.get(ask.body().command()).reply(ask, "It went wrong."));
      is("Values", asker.get(200, "/cmds?cmd=status"));
      is("ValuesByCmd", asker.get(200, "/cmds?cmd=status&cmd=QMOD&cmd=QMN"));
      is("MergedValues", asker.get(200, "/cmds?cmd=status&cmd=QMN&merge=1"));
      is("ValuesByInverter", asker.get(200, "/cmds?cmd=status&cmd=QMN&inverter=all"));
      is("ValuesByInverter", asker.get(200, "/cmds?cmd=status&cmd=QMN&inverter=all&merge=1"));
      assertEquals("(B", asker.get(200, "/cmds?cmd=QMOD&raw=1").body());
      asker.get(400, "/cmds?cmd=nonsense");
      asker.get(404, "/cmds?cmd=status&inverter=barn");
      asker.get(502, "/cmds?cmd=QVFW");
      asker.get(503, "/cmds?cmd=status&inverter=roof-2");
      asker.get(504, "/cmds?cmd=QMN");
      asker.get(500, "/cmds?cmd=QT");
      for (String shape : List.of("", "&merge=1", "&inverter=all", "&merge=1&inverter=all")) {
        is("NoReadings", asker.get(504, "/cmds?cmd=QMN&cmd=QVFW" + shape));
      }
    }
  }

  private void is(String schema, Answer answer) {
    assertEquals(
        List.of(),
        witness.contract().complaints(Contract.schema(schema), answer.json()),
        answer::body);
  }

  void bodies() {
    try (GuardedSite house = new GuardedSite(people.file(), false);
        Rig unclaimed =
            new Rig(Rig.site(List.of(), List.of(), NOWHERE).with(List.of(), List.of()))) {
      Asker operator = new Asker(witness, house.rig).with(GuardedSite.bearer(people.annsToken()));
      Asker first = new Asker(witness, unclaimed);
      for (Operation operation : witness.contract().operations()) {
        if (operation.json().containsKey("requestBody")
            && !operation.path().endsWith("/restore")) { // which takes whatever is no longer
          Asker ann = operation.path().endsWith("/setup") ? first : operator;
          String uri = Examples.of(witness.contract(), operation).uri();
          ann.ask(413, operation.method(), uri, " ".repeat(TOO_LONG));
          ann.and("Content-Type", "application/xml").ask(415, operation.method(), uri, "{}");
          ann.ask(400, operation.method(), uri, "[1]");
          boolean isFile = uri.endsWith("/import");
          Asker typed = isFile ? ann : ann.and("Content-Type", "application/json");
          typed.ask(400, operation.method(), uri, isFile ? "1: 2" : "{\"nonsense\": 1}");
        }
      }
      house.settings = RigAnswers::pushed;
      operator.put(200, "/api/v1/battery", "{\"soc\": 50}");
    }
  }

  private static Verdict pushed(Object wish) {
    assertEquals(50, ((PushBattery) wish).values().get("soc"));
    return new Verdict(
        200,
        Map.of(
            "source",
            "pushed",
            "soc",
            50.0,
            "volts",
            52.0,
            "amps",
            -38.0,
            "at",
            "2026-11-29T19:20:04Z",
            "stale",
            false));
  }

  void alarms() {
    try (Rig rig = new Rig(withUsers(Rig.site(List.of(), List.of(), NOWHERE)))) {
      rig.vertx
          .eventBus()
          .consumer(
              Addresses.SHOW_ALARMS,
              message -> {
                Alarm over = ALARM.acknowledged("ann").cleared(Rig.AT);
                message.reply(
                    new Verdict(200, Map.of("alarms", List.of(ALARM.json(), over.json()))));
              });
      rig.vertx
          .eventBus()
          .<Acknowledge>consumer(
              Addresses.ACKNOWLEDGE,
              message ->
                  message.reply(
                      message.body().id().equals(ALARM.id())
                          ? new Verdict(200, ALARM.acknowledged(message.body().by()).json())
                          : new Verdict(404, Map.of("error", "There is none."))));
      Asker ann = new Asker(witness, rig).with(GuardedSite.bearer(people.annsToken()));
      ann.get(200, "/api/v1/alarms");
      ann.get(200, "/api/v1/alarms?active=0");
      ann.get(400, "/api/v1/alarms?active=banana");
      Answer seen = ann.post(200, "/api/v1/alarms/a1/acknowledge", "");
      assertEquals("ann", seen.json().getString("acknowledged_by"));
      ann.post(404, "/api/v1/alarms/b2/acknowledge", "");
      ann.post(404, "/api/v1/alarms/b_2/acknowledge", "");
    }
  }

  void settings() {
    Map<String, String> ann = GuardedSite.bearer(people.annsToken());
    for (Failure failure : List.of(Failure.SILENT, Failure.BUG, Failure.OFFLINE)) {
      Site site = Rig.site(List.of(), List.of(), NOWHERE);
      try (Rig rig = new Rig(withUsers(site))) {
        for (String address :
            List.of(
                Addresses.SHOW_SETTINGS,
                Addresses.SHOW_AUDIT,
                Addresses.CHANGE,
                Addresses.SHOW_CONFIG,
                Addresses.CONFIGURE,
                Addresses.PUSH_BATTERY,
                Addresses.LOOK,
                Addresses.TAKE_BACK,
                Addresses.SHOW_ALARMS,
                Addresses.ACKNOWLEDGE)) {
          rig.vertx
              .eventBus()
              .consumer(address, message -> failure.reply(message, "It went wrong."));
        }
        Asker asker = new Asker(witness, rig).with(ann);
        asker.get(failure.code(), "/api/v1/inverters/roof-1/settings");
        asker.get(failure.code(), "/api/v1/inverters/roof-1/settings/export");
        asker.get(failure.code(), "/api/v1/system/settings");
        asker.get(failure.code(), "/api/v1/audit");
        asker.put(failure.code(), "/api/v1/system/settings/buzzer", "{\"value\": true}");
        asker.get(failure.code(), "/api/v1/config");
        asker.put(failure.code(), "/api/v1/config", "{\"inverters\": []}");
        asker.put(failure.code(), "/api/v1/battery", "{\"soc\": 50}");
        asker.post(failure.code(), "/api/v1/scan", "");
        asker.post(failure.code(), "/api/v1/restore", "PK");
        asker.get(failure.code(), "/api/v1/alarms");
        asker.post(failure.code(), "/api/v1/alarms/a1/acknowledge", "");
        asker.get(404, "/api/v1/inverters/barn/settings");
        asker.get(404, "/api/v1/inverters/barn/settings/export");
        asker.get(404, "/api/v1/audit?inverter=barn");
        asker.get(400, "/api/v1/audit?limit=0");
        asker.post(404, "/api/v1/inverters/barn/settings/import", "buzzer: true");
      }
    }
  }

  private Site withUsers(Site site) {
    return new Site(
        site.host(),
        site.port(),
        site.origins(),
        null,
        null,
        site.inverters(),
        site.parts(),
        site.webroot(),
        people.file(),
        false);
  }

  void history(Archive archive) {
    try (Rig rig = new Rig(Rig.site(List.of(), List.of(), NOWHERE).with(archive))) {
      Asker asker = new Asker(witness, rig);
      String day = "from=2026-06-21T00:00:00Z&to=2026-06-21T00:10:00Z";
      for (String shape :
          List.of("", "&time=iso", "&points=5", "&points=5&time=iso", "&format=csv&header=1")) {
        for (String inverter : List.of("roof-1", "all", "system")) {
          asker.get(200, "/api/v1/history?" + day + shape + "&inverter=" + inverter);
        }
      }
      Answer rows = asker.get(200, "/api/v1/history?" + day);
      assertTrue(rows.body().contains("pv_watts"), rows.body());
      asker.get(400, "/api/v1/history?col=nonsense");
      asker.get(404, "/api/v1/history?inverter=barn");
      asker.get(200, "/api/v1/energy?by=hour&" + day);
      asker.get(200, "/api/v1/energy?inverter=system");
      asker.get(400, "/api/v1/energy?by=week");
      asker.get(404, "/api/v1/energy?inverter=barn");
      asker.get(200, "/api/v1/today");
      asker.get(200, "/api/v1/today?inverter=roof-1");
      asker.get(404, "/api/v1/today?inverter=barn");
      asker.get(200, "/graph?col_1=pv_watts&" + day);
      asker.get(400, "/graph?" + day);
      asker.get(404, "/graph?inverter=barn&col_1=pv_watts&" + day);
    }
    try (Rig rig = Rig.plain()) {
      Asker asker = new Asker(witness, rig);
      asker.get(503, "/api/v1/history");
      asker.get(503, "/api/v1/energy");
      asker.get(503, "/api/v1/today");
      asker.get(503, "/graph?from=20260621&to=20260622&col_1=pv_watts");
    }
  }

  void stream() throws InterruptedException {
    try (Rig rig = Rig.plain()) {
      Asker asker = new Asker(witness, rig);
      asker.get(426, "/stream");
      for (Map.Entry<Integer, String> one :
          Map.of(400, "/stream?cmd=nonsense", 404, "/stream?inverter=barn").entrySet()) {
        Answer refused = upgrade(rig, one.getValue(), Map.of());
        assertEquals(one.getKey(), refused.status());
        witness.sees("GET", one.getValue(), refused);
      }
      witness.sees("GET", "/stream", upgrade(rig, "/stream", Map.of("Origin", "https://evil.x")));
      rig.publish(Rig.status("roof-1", 51.0));
      Listener listener = Listener.connect(rig, "/stream");
      sees(listener, "snapshot");
      rig.publish(Rig.status("roof-1", 52.0));
      sees(listener, "reading");
      rig.publish(Rig.state("roof-1", Condition.DEGRADED, "It hardly answers."));
      sees(listener, "state");
      rig.publish(totals(Map.of()));
      sees(listener, "system");
      rig.vertx
          .eventBus()
          .publish(
              Addresses.SETTINGS,
              new SettingChange("roof-1", "battery_type", "PBT", null, "AGM", null, Rig.AT));
      sees(listener, "setting");
      rig.vertx.eventBus().publish(Addresses.ALARMS, ALARM);
      sees(listener, "alarm");
      JsonObject requests =
          witness.contract().document().getJsonObject("components").getJsonObject("schemas");
      for (Object request : requests.getJsonObject("StreamRequest").getJsonArray("examples")) {
        listener.say(((JsonObject) request).encode());
      }
      JsonObject snapshot = sees(listener, "snapshot");
      assertEquals(1, snapshot.getJsonArray("inverters").size());
      sees(listener, "pong");
      listener.say("nonsense");
      sees(listener, "error");
    }
  }

  private JsonObject sees(Listener listener, String type) throws InterruptedException {
    JsonObject frame = witness.sees(listener.next());
    assertEquals(type, frame.getString("type"));
    return frame;
  }

  /** What a client that wants a WebSocket is answered in its place. */
  private static Answer upgrade(Rig rig, String uri, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Connection", "Upgrade");
    headers.put("Upgrade", "websocket");
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Sec-WebSocket-Key", "c3Vuc3Vuc3Vuc3Vuc3VuMQ==");
    return rig.ask("GET", uri, headers, "");
  }
}
