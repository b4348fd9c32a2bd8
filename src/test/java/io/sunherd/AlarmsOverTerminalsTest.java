package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.config.BackupConfig;
import io.sunherd.config.BatteryConfig;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Access;
import io.sunherd.config.HubConfig.Alarms;
import io.sunherd.config.HubConfig.Guardian;
import io.sunherd.config.HubConfig.Http;
import io.sunherd.config.HubConfig.Read;
import io.sunherd.config.Notice;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("Alarms of units on real lines")
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class AlarmsOverTerminalsTest {
  private static final Alarms SOON =
      new Alarms(
          Map.of("unit_offline", Duration.ofSeconds(1), "cable_lost", Duration.ofSeconds(1)),
          List.of(),
          true,
          20,
          null);

  @TempDir private Path directory;
  private Simulation units;
  private String token;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON);
    UsersFile users = UsersFile.load(directory.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    token = users.addToken("ann");
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  /** A hub whose history stays where it is when it ends. */
  private RunningHub begun() {
    return new RunningHub(
        folder ->
            new HubConfig(
                new Http("127.0.0.1", 0, null, List.of()),
                new Access(directory.resolve("users").toString(), Read.ANYONE),
                SimulatedUnits.inverters(units),
                HubConfig.DEFAULT.history().at("jdbc:sqlite:" + directory.resolve("history.db")),
                RunningHub.freshLog(),
                new Guardian(List.of()),
                BatteryConfig.NONE,
                ZoneOffset.UTC,
                HubConfig.DEFAULT.grid(),
                SOON,
                Notice.NOBODY,
                HubConfig.DEFAULT.mqtt(),
                BackupConfig.NONE));
  }

  private RunningHub started() throws InterruptedException {
    RunningHub hub = begun();
    for (int number = 1; number <= 3; number++) {
      hub.await(0, "roof-" + number, Condition.ONLINE);
      hub.awaitStatus(0, "roof-" + number, 1);
    }
    return hub;
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  private static Alarm await(RunningHub hub, int since, AlarmKind kind, State state)
      throws InterruptedException {
    return hub.await(since, Alarm.class, alarm -> alarm.kind() == kind && alarm.state() == state);
  }

  private static List<JsonObject> listed(RunningHub hub, String query) throws Exception {
    return new JsonObject(hub.get("/api/v1/alarms" + query).body())
        .getJsonArray("alarms").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  @DisplayName("are raised, told, acknowledged and cleared: a fault")
  void fault() throws Exception {
    try (RunningHub hub = started()) {
      order("failure 2 on");
      Alarm raised = await(hub, 0, AlarmKind.FAULT, State.RAISED);
      assertEquals("roof-2", raised.inverter());
      JsonObject active =
          listed(hub, "?active=1").stream()
              .filter(alarm -> alarm.getString("id").equals(raised.id()))
              .findFirst()
              .orElseThrow();
      assertEquals("fault", active.getString("severity"));
      assertTrue(
          hub.get("/metrics")
              .body()
              .contains("sunherd_alarms_active{kind=\"fault\",severity=\"fault\"} 1"));
      String path = "/api/v1/alarms/" + raised.id() + "/acknowledge";
      assertEquals(401, hub.send("POST", path, "").statusCode());
      var answer = hub.send("POST", path, "", "Authorization", "Bearer " + token);
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("ann", new JsonObject(answer.body()).getString("acknowledged_by"));
      int then = hub.now();
      order("failure 2 off");
      Alarm cleared = await(hub, then, AlarmKind.FAULT, State.CLEARED);
      assertEquals(raised.id(), cleared.id());
      assertEquals("ann", cleared.acknowledgedBy());
      assertNotNull(
          listed(hub, "").stream()
              .filter(alarm -> alarm.getString("id").equals(raised.id()))
              .findFirst()
              .orElseThrow()
              .getString("cleared"));
    }
  }

  @Test
  @DisplayName("go on over a restart, with the same id and time")
  void restart() throws Exception {
    Alarm before;
    try (RunningHub hub = started()) {
      order("failure 1 on");
      before = await(hub, 0, AlarmKind.FAULT, State.RAISED);
    }
    try (RunningHub hub = started()) {
      int then = hub.now();
      order("failure 1 off");
      Alarm over = await(hub, then, AlarmKind.FAULT, State.CLEARED);
      assertEquals(before.id(), over.id());
      assertEquals(before.since(), over.since());
    }
  }

  @Test
  @DisplayName("that are past are told to whoever asks first after a restart")
  void first() throws Exception {
    Alarm over;
    try (RunningHub hub = started()) {
      order("failure 1 on");
      await(hub, 0, AlarmKind.FAULT, State.RAISED);
      int then = hub.now();
      order("failure 1 off");
      over = await(hub, then, AlarmKind.FAULT, State.CLEARED);
    }
    try (RunningHub hub = begun()) {
      assertTrue(
          listed(hub, "").stream().anyMatch(alarm -> alarm.getString("id").equals(over.id())));
    }
  }

  @Test
  @DisplayName("tell a dead cable of a unit that is seen through another one")
  void cable() throws Exception {
    try (RunningHub hub = started()) {
      hub.awaitTotals(0, totals -> totals.counted() == 3);
      order("unplug 3");
      Alarm raised = await(hub, 0, AlarmKind.CABLE_LOST, State.RAISED);
      assertEquals("roof-3", raised.inverter());
      int then = hub.now();
      order("plug 3");
      assertEquals(raised.id(), await(hub, then, AlarmKind.CABLE_LOST, State.CLEARED).id());
    }
  }

  @Test
  @DisplayName("tell units that are silent, each until it answers")
  void silence() throws Exception {
    try (RunningHub hub = started()) {
      for (int unit = 1; unit <= 3; unit++) {
        order("silence " + unit + " on");
      }
      for (int unit = 1; unit <= 3; unit++) {
        String id = "roof-" + unit;
        hub.await(
            0,
            Alarm.class,
            alarm -> alarm.kind() == AlarmKind.UNIT_OFFLINE && id.equals(alarm.inverter()));
      }
      int then = hub.now();
      for (int unit = 1; unit <= 3; unit++) {
        order("silence " + unit + " off");
      }
      await(hub, then, AlarmKind.UNIT_OFFLINE, State.CLEARED);
    }
  }
}
