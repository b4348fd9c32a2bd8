package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Verdict;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.inverter.Scan;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PRI tells who a unit is, and PGS what it does without saying which it is (PI18.md 2.7). */
@Timeout(120)
@ProcessTests
@DisplayName("Two paralleled PI18 units on pseudo-terminals")
@Execution(ExecutionMode.CONCURRENT)
class Pi18PairTest {
  private static final Framing PI18 = Dialects.find("pi18").orElseThrow().framing();
  private static final Links LINKS =
      new Links(
          simulated -> {
            throw new AssertionError(simulated + " must not be opened here.");
          });

  @TempDir private Path directory;
  private Simulation units;

  @BeforeEach
  void plugIn() throws Exception {
    units =
        Simulation.start(
            new Simulation.Options(
                2, true, "infinisolar-v", 7, LinePace.NONE, directory, null, SimulatedUnits.NOON));
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private Reply say(int unit, String text) throws Exception {
    DeviceAddress device = DeviceAddress.parse(units.addresses().get(unit - 1));
    try (Line line = new Line(LINKS.open(device), Timing.of(device.kind()), System::nanoTime)) {
      for (int left = 5; ; left--) {
        try {
          return line.exchange(PI18, text);
        } catch (SilentException e) { // where this machine was too busy for it to be in time
          if (left == 0) {
            throw e;
          }
        }
      }
    }
  }

  private void set(int unit, String setting) throws Exception {
    assertEquals(new Reply.Accepted(), say(unit, PI18.setting(setting)));
  }

  /** What a unit says of itself, field by field, counted from 0. */
  private int[] own(int unit) throws Exception {
    String payload = ((Reply.Text) say(unit, "GS")).payload();
    return Arrays.stream(payload.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  /** What both come to, added up here. */
  private Map<String, Long> sum() throws Exception {
    Map<String, Long> sum = new HashMap<>();
    for (int unit = 1; unit <= 2; unit++) {
      int[] own = own(unit);
      Map<String, Integer> parts =
          Map.of(
              "ac_va", own[4],
              "ac_watt", own[5],
              "batt_discharge_amps", own[10],
              "batt_charge_amps", own[11],
              "battery_amps", own[11] - own[10],
              "pv_watts", own[16] + own[17]);
      parts.forEach((key, part) -> sum.merge(key, (long) part, Long::sum));
    }
    return sum;
  }

  private Inverter cabled(int number) {
    return SimulatedUnits.inverter(
        number, units.addresses().get(number - 1), null, Duration.ofMillis(100));
  }

  private static Inverter through(int number) {
    return through("roof-2", number);
  }

  private static Inverter through(String id, int number) {
    return new Inverter(
        id,
        null,
        "roof-1",
        number,
        Inverter.AUTO,
        null,
        Map.of("parallel", Duration.ofMillis(100)));
  }

  private static boolean isSeen(Reading reading) {
    return reading.inverter().equals("roof-2") && reading.command().equals("parallel");
  }

  private static boolean has(SystemTotals totals, Map<String, Long> sum) {
    return totals.counted() == 2
        && sum.entrySet().stream().allMatch(e -> e.getValue().equals(value(totals, e.getKey())));
  }

  private static Object value(SystemTotals totals, String key) {
    return totals.values().getOrDefault(key, -1);
  }

  private static JsonObject json(RunningHub hub, String path) throws Exception {
    var response = hub.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  @Test
  @DisplayName("a scan over one cable lists both, over two each once")
  void scan() throws Exception {
    List<Scan.Found> found = new ArrayList<>();
    Scan scan = new Scan(LINKS, System::nanoTime);
    scan.look(List.of(DeviceAddress.parse(units.addresses().get(0))), found::add);
    assertEquals(units.serials(), found.stream().map(Scan.Found::serial).toList());
    assertEquals(1, found.get(1).unit());
    assertEquals(units.serials().stream().sorted().findFirst().get(), found.get(1).system());
    assertEquals(found.get(1).system(), found.get(0).system());
    assertNotNull(found.get(1).mode());
    found.clear();
    scan.look(units.addresses().stream().map(DeviceAddress::parse).toList(), found::add);
    assertEquals(units.serials(), found.stream().map(Scan.Found::serial).toList());
    assertTrue(found.stream().allMatch(one -> one.unit() == null), found::toString);
  }

  @Test
  @DisplayName("one without a cable is found, and shown through the other under its serial number")
  void oneCable() throws Exception {
    try (RunningHub hub = new RunningHub(List.of(cabled(1)))) {
      hub.awaitTotals(0, totals -> totals.unconfigured().equals(units.serials().subList(1, 2)));
      JsonObject found = json(hub, "/api/v1/inverters").getJsonArray("found").getJsonObject(0);
      assertEquals(units.serials().get(1), found.getString("serial"));
      assertEquals("roof-1", found.getString("via"));
      assertEquals(1, found.getInteger("unit"));
      assertEquals("parallel", found.getString("output_mode"));
      for (SystemTotals totals : hub.totals(0)) {
        assertTrue(totals.counted() <= 1, "one that is not configured is no part of the sum");
      }
    }
    Map<String, Long> sum = sum();
    try (RunningHub hub = new RunningHub(List.of(cabled(1), through(1)))) {
      InverterState state = hub.await(0, "roof-2", Condition.ONLINE);
      assertEquals(units.serials().get(1), state.serial());
      assertEquals("roof-1", state.via());
      assertEquals("pi18", state.protocol());
      Reading seen = hub.await(0, Reading.class, Pi18PairTest::isSeen);
      assertEquals("PGS1", seen.code());
      assertEquals(own(2)[5], seen.data().get("ac_output_active_power"));
      SystemTotals both = hub.awaitTotals(0, totals -> has(totals, sum));
      assertEquals(Map.of(), both.phases());
      assertEquals(List.of(), both.differences());
      JsonObject told = json(hub, "/api/v1/inverters/roof-2");
      assertEquals("parallel", told.getString("output_mode"));
      assertEquals(seen.raw(), told.getJsonObject("parallel").getString("raw"));
      assertEquals(new JsonArray(), json(hub, "/api/v1/inverters").getJsonArray("found"));
      JsonObject asked = json(hub, "/cmds?cmd=parallel&inverter=roof-2&max_age=0");
      assertEquals(own(2)[5], asked.getInteger("ac_output_active_power"));
    }
  }

  @Test
  @DisplayName("another unit under its number is not shown as it, nor summed up as it")
  void renumbered() throws Exception {
    int own = own(2)[5];
    assertNotEquals(own(1)[5], own, "else nobody could tell");
    Map<String, Long> sum = sum();
    try (RunningHub hub = new RunningHub(List.of(cabled(1), through(1)))) {
      hub.awaitTotals(0, totals -> has(totals, sum));
      int before = hub.now();
      assertEquals("unit 1: renumber 1", units.control("renumber 1 on"));
      InverterState lost = hub.await(before, "roof-2", Condition.OFFLINE);
      assertNotNull(lost.error());
      int back = hub.now();
      units.control("renumber 1 off");
      assertEquals(units.serials().get(1), hub.await(back, "roof-2", Condition.ONLINE).serial());
      hub.await(back, Reading.class, Pi18PairTest::isSeen);
      for (Reading reading : hub.readings(0).stream().filter(Pi18PairTest::isSeen).toList()) {
        assertEquals(own, reading.data().get("ac_output_active_power"));
      }
      for (SystemTotals totals : hub.totals(0)) {
        assertTrue(totals.counted() < 2 || has(totals, sum), totals::toString);
      }
    }
  }

  @Test
  @DisplayName("with two cables they come to the same, and a dead one changes nothing")
  void twoCables() throws Exception {
    Map<String, Long> sum = sum();
    try (RunningHub hub = new RunningHub(List.of(cabled(1), cabled(2)))) {
      hub.awaitTotals(0, totals -> has(totals, sum));
      String system = units.serials().stream().sorted().findFirst().get();
      hub.await(
          0,
          Member.class,
          one -> system.equals(one.system()) && one.serial().equals(units.serials().get(1)));
      int before = hub.now();
      assertEquals("unit 2: unplugged", units.control("unplug 2"));
      InverterState state =
          hub.await(
              before, InverterState.class, s -> s.inverter().equals("roof-2") && s.via() != null);
      assertEquals(Condition.DEGRADED, state.condition());
      assertEquals("roof-1", state.via());
      Reading seen = hub.await(before, Reading.class, Pi18PairTest::isSeen);
      assertEquals("PGS1", seen.code());
      hub.awaitTotals(before, totals -> totals.counted() == 2 && totals.lacking().isEmpty());
      for (SystemTotals totals : hub.totals(before)) {
        assertTrue(totals.counted() < 2 || has(totals, sum), totals::toString);
      }
      int after = hub.now();
      units.control("plug 2");
      hub.await(after, "roof-2", Condition.ONLINE);
      hub.awaitTotals(after, totals -> has(totals, sum));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "stale 1 on",
        "duplicate 1 on",
        "late 1 1200",
        "late 1 3000",
        "crc 1 on",
        "garble 1 on",
        "cut 1 60",
        "pieces 1 300"
      })
  @DisplayName("a line that is ill tells nothing wrong of those behind it")
  void illLines(String fault) throws Exception {
    try (Simulation three =
        Simulation.start(
            new Simulation.Options(
                3,
                true,
                "lv5048",
                7,
                LinePace.NONE,
                directory.resolve("three"),
                null,
                SimulatedUnits.NOON))) {
      units.close();
      units = three;
      Map<String, Integer> loads = Map.of("roof-2", own(2)[5], "roof-3", own(3)[5]);
      assertNotEquals(loads.get("roof-2"), loads.get("roof-3"), "else nobody could tell");
      List<Inverter> all = List.of(cabled(1), through("roof-2", 1), through("roof-3", 2));
      try (RunningHub hub = new RunningHub(all)) {
        hub.await(0, "roof-2", Condition.ONLINE);
        hub.await(0, "roof-3", Condition.ONLINE);
        assertTrue(units.control(fault).startsWith("unit 1: "), fault);
        for (int i = 0; i < 3; i++) {
          for (Map.Entry<String, Integer> load : loads.entrySet()) {
            var told = hub.get("/cmds?cmd=parallel&max_age=0&inverter=" + load.getKey());
            if (told.statusCode() == 200) {
              JsonObject data = new JsonObject(told.body());
              assertEquals(load.getValue(), data.getInteger("ac_output_active_power"));
            }
          }
        }
        units.control("clear 1");
        for (Reading reading : hub.readings(0)) {
          if (reading.command().equals("parallel")) {
            Integer load = loads.get(reading.inverter());
            assertEquals(load, reading.data().get("ac_output_active_power"), reading::toString);
          }
        }
        int ill = hub.now();
        hub.awaitTotals(ill, totals -> totals.counted() == 3);
      }
    }
  }

  @Test
  @DisplayName("their phases and what they have not alike are told over one cable, too")
  void phases() throws Exception {
    set(1, "POPM0,2");
    set(2, "POPM1,3");
    set(2, "MCHGC1,040");
    Map<String, Integer> loads = Map.of("roof-1", own(1)[5], "roof-2", own(2)[5]);
    for (Inverter second : List.of(through(1), cabled(2))) {
      try (RunningHub hub = new RunningHub(List.of(cabled(1), second))) {
        SystemTotals totals =
            hub.awaitTotals(
                0, t -> t.phases().size() == 2 && t.counted() == 2 && !t.differences().isEmpty());
        assertPhase(totals, "phase1_of_3", "roof-1", loads);
        assertPhase(totals, "phase2_of_3", "roof-2", loads);
        assertEquals(Map.of("roof-1", 60, "roof-2", 40), totals.differences().get(0).values());
        assertEquals("max_charging_current", totals.differences().get(0).key());
      }
    }
  }

  private static void assertPhase(
      SystemTotals totals, String phase, String unit, Map<String, Integer> loads) {
    SystemTotals.Phase told = totals.phases().get(phase);
    assertEquals(List.of(unit), told.inverters());
    assertEquals(Long.valueOf(loads.get(unit)), told.values().get("ac_watt"));
  }

  @Test
  @DisplayName(
      "what names a unit by number is set at the one that is meant, as the roll call has it")
  void numbered() throws Exception {
    Path audit = directory.resolve("audit.jsonl");
    units.control("renumber 1 on"); // now the second cable leads to number 0
    try (RunningHub hub =
        new RunningHub(
            List.of(cabled(1), cabled(2)), new HubConfig.Settings(audit.toString(), 20))) {
      for (String id : List.of("roof-1", "roof-2")) {
        hub.await(0, id, Condition.ONLINE);
        hub.await(0, Reading.class, r -> r.inverter().equals(id) && r.code().equals("PIRI"));
      }
      Verdict first = set(hub, "roof-1", "max_charging_current", 40);
      assertEquals(200, first.status(), first::toString);
      assertEquals(40, first.body().get("confirmed"));
      Verdict second = set(hub, "roof-2", "charger_source_priority", "solar_first");
      assertEquals(200, second.status(), second::toString);
      assertEquals("solar_first", second.body().get("confirmed"));
      assertEquals(List.of("MCHGC1,040", "PCP0,0"), sent(hub));
      assertEquals(60, shown(hub, "roof-2", "max_charging_current"));
      assertNotEquals("solar_first", shown(hub, "roof-1", "charger_source_priority"));
    }
  }

  private static Verdict set(RunningHub hub, String id, String setting, Object value) {
    Actor anna = new Actor("anna", true, "127.0.0.1");
    return hub.verdict(Addresses.CHANGE, new Change(anna, id, setting, value, false, true, false));
  }

  /** What was sent, in the order in which it was. */
  private static List<String> sent(RunningHub hub) {
    List<?> entries =
        (List<?>)
            hub.verdict(Addresses.SHOW_AUDIT, new ShowAudit(null, null, 100)).body().get("entries");
    List<String> frames = new ArrayList<>();
    for (Object entry : entries) {
      for (Object frame : (List<?>) ((Map<?, ?>) entry).get("frames")) {
        frames.add(0, frame.toString().replaceFirst("^\\^S...", ""));
      }
    }
    return frames;
  }

  private static Object shown(RunningHub hub, String id, String setting) {
    List<?> settings =
        (List<?>) hub.verdict(Addresses.SHOW_SETTINGS, new ShowSettings(id)).body().get("settings");
    return settings.stream()
        .map(one -> (Map<?, ?>) one)
        .filter(one -> setting.equals(one.get("name")))
        .findFirst()
        .orElseThrow()
        .get("value");
  }
}
