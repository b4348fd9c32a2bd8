package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.Tap;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.Herd;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a whole hub answers of two paralleled units on lines that somebody has tapped. */
final class HubAnswers {
  private static final String ROOF = "/api/v1/inverters/roof-1/settings";
  private static final String FLOAT = ROOF + "/battery_float_volt";
  private static final String BUZZER = "/api/v1/system/settings/buzzer";
  private static final String IMPORT = ROOF + "/import?dry_run=0";
  private static final int BUDGET = 2;

  private final Witness witness;
  private final People people;
  private final Path folder;

  HubAnswers(Witness witness, People people, Path folder) {
    this.witness = witness;
    this.people = people;
    this.folder = folder;
  }

  /** A scene with a hub of its own. */
  private final class Stage implements AutoCloseable {
    private final List<Tap> taps = new ArrayList<>();
    private final RunningHub hub;
    private final Asker ann;

    Stage(String name, int budget) throws Exception {
      Path own = Files.createDirectories(folder.resolve(name));
      Herd herd = new Herd(1, SimulatedUnits.NOON);
      List<Inverter> inverters = new ArrayList<>();
      for (int number = 1; number <= 2; number++) {
        Tap tap =
            new Tap(
                own.resolve("unit-" + number),
                herd.open(DeviceAddress.parse("sim:parallel-" + number)));
        taps.add(tap);
        inverters.add(SimulatedUnits.inverter(number, tap.address(), null, Duration.ofSeconds(1)));
      }
      hub = hub(inverters, own.resolve("audit.jsonl"), budget);
      ann = ann(hub);
      for (Inverter inverter : inverters) {
        hub.await(0, inverter.id(), Condition.ONLINE);
        for (String code : List.of("QPIRI", "QPIGS", "QMCHGCR")) {
          hub.await(
              0,
              Reading.class,
              reading -> reading.inverter().equals(inverter.id()) && reading.code().equals(code));
        }
      }
    }

    Tap tap(int number) {
      return taps.get(number - 1);
    }

    @Override
    public void close() {
      hub.close();
      taps.forEach(Tap::close);
    }
  }

  private RunningHub hub(List<Inverter> inverters, Path audit, int budget) {
    return new RunningHub(
        inverters,
        new HubConfig.Settings(audit.toString(), budget),
        new HubConfig.Access(people.file().toString(), HubConfig.Read.ANYONE),
        0);
  }

  private Asker ann(RunningHub hub) {
    return new Asker(witness, hub.url(), GuardedSite.bearer(people.annsToken()));
  }

  void well() throws Exception {
    try (Stage stage = new Stage("well", 20)) {
      stage.hub.awaitTotals(0, totals -> totals.counted() == 2);
      stage.hub.await(0, BatteryState.class, battery -> battery.soc() != null);
      Asker ann = stage.ann;
      reads(ann);
      assertEquals("ACK", ann.put(200, FLOAT, "{\"value\": 53.0}").json().getString("reply"));
      ann.put(200, FLOAT, "{\"value\": 53.0}");
      ann.put(200, FLOAT, "{\"value\": 53.5, \"dry_run\": true}");
      ann.put(400, FLOAT, "{\"value\": 99}");
      ann.put(400, ROOF + "/battery_type", "{\"value\": \"AGM\"}");
      ann.put(404, ROOF + "/nonsense", "{\"value\": 1}");
      ann.post(200, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.5\"}");
      ann.post(200, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"54.0\", \"dry_run\": true}");
      ann.post(400, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"5\"}");
      ann.post(404, "/cmds", "{\"cmd\": \"XYZ\"}");
      ann.put(409, "/api/v1/battery", "{\"soc\": 50}");
      ann.put(200, BUZZER, "{\"value\": false, \"dry_run\": true}");
      ann.put(200, BUZZER, "{\"value\": false}");
      ann.put(400, "/api/v1/system/settings/battery_float_volt", "{\"value\": 99}");
      ann.put(404, "/api/v1/system/settings/nonsense", "{\"value\": 1}");
      ann.post(200, ROOF + "/import", "battery_float_volt: 53.0\nnonsense: 1");
      ann.post(200, IMPORT, "battery_float_volt: 53.0");
      ann.post(400, IMPORT, "battery_type: AGM\n");
      List<?> entries = ann.get(200, "/api/v1/audit").json().getJsonArray("entries").getList();
      assertTrue(entries.size() > 3, entries::toString);
      String last = "/api/v1/audit/" + entries.size() + "/undo";
      ann.post(200, last, "{\"dry_run\": true}");
      ann.post(200, last, "");
      ann.post(409, last, "");
      ann.post(404, "/api/v1/audit/99/undo", "");
      ann.put(409, FLOAT, "{\"value\": 53.0, \"serial\": \"1\"}");
      ann.post(409, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.0\", \"serial\": \"1\"}");
      ann.post(409, IMPORT + "&serial=1", "battery_float_volt: 53.0");
      ann.put(409, BUZZER, "{\"value\": true, \"serials\": {\"roof-1\": null}}");
    }
  }

  private void reads(Asker ann) {
    Answer status = ann.get(200, "/cmds?cmd=status");
    assertEquals(
        List.of(),
        witness.contract().complaints(Contract.schema("Status"), status.json()),
        status::body);
    for (String uri :
        List.of(
            "/cmds?cmd=status&cmd=QPIWS&inverter=all",
            "/api/v1/inverters",
            "/api/v1/inverters/roof-1",
            "/api/v1/inverters/roof-2",
            "/api/v1/system",
            "/api/v1/battery",
            "/api/v1/system/settings",
            "/api/v1/history",
            "/api/v1/energy",
            "/api/v1/today",
            "/metrics",
            ROOF,
            ROOF + "/export")) {
      ann.get(200, uri);
    }
  }

  void disobeyed() throws Exception {
    try (Stage stage = new Stage("disobeyed", 20)) {
      Asker ann = stage.ann;
      ann.put(200, FLOAT, "{\"value\": 53.0}");
      ann.put(200, BUZZER, "{\"value\": false}");
      disobeyed(stage, Deed.REFUSE, 409);
      disobeyed(stage, Deed.PRETEND, 409);
      disobeyed(stage, Deed.SWALLOW, 504);
    }
  }

  private void disobeyed(Stage stage, Deed deed, int status) {
    stage.tap(1).on("PBFT", deed);
    stage.tap(2).on("PE", deed);
    Asker ann = stage.ann;
    ann.put(status, FLOAT, "{\"value\": 53.5}");
    ann.post(status, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.5\"}");
    ann.post(status, IMPORT, "battery_float_volt: 53.5");
    ann.post(status, "/api/v1/audit/1/undo", "");
    Answer system = ann.put(status, BUZZER, "{\"value\": true}");
    assertTrue(system.body().contains("put_back"), system.body());
    stage.tap(1).leaveAlone();
    stage.tap(2).leaveAlone();
  }

  void overBudget() throws Exception {
    try (Stage stage = new Stage("budget", BUDGET)) {
      Asker ann = stage.ann;
      ann.put(200, FLOAT, "{\"value\": 53.0}");
      ann.put(200, FLOAT, "{\"value\": 53.5}");
      ann.put(429, FLOAT, "{\"value\": 54.0}");
      ann.post(429, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"54.0\"}");
      ann.put(429, "/api/v1/system/settings/battery_float_volt", "{\"value\": 54.0}");
      ann.post(429, IMPORT, "battery_float_volt: 54.0");
      ann.post(200, "/api/v1/audit/2/undo", "");
    }
  }

  void gone() throws Exception {
    Path audit = folder.resolve("disobeyed").resolve("audit.jsonl");
    Inverter gone =
        SimulatedUnits.inverter(
            1, "serial:" + folder.resolve("nothing"), null, Duration.ofSeconds(1));
    try (RunningHub hub = hub(List.of(gone), audit, 20)) {
      hub.await(0, "roof-1", Condition.OFFLINE);
      Asker ann = ann(hub);
      ann.get(503, "/cmds?cmd=status");
      ann.get(503, ROOF + "/export");
      ann.put(503, FLOAT, "{\"value\": 53.5}");
      ann.post(503, "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.5\"}");
      ann.put(503, "/api/v1/system/settings/battery_float_volt", "{\"value\": 53.5}");
      ann.post(503, IMPORT, "battery_float_volt: 53.5");
      ann.post(503, "/api/v1/audit/1/undo", "");
      ann.get(200, ROOF);
    }
  }
}
