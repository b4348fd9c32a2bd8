package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Wiring;
import io.sunherd.bus.alarm.AlarmRules;
import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@ProcessTests
@DisplayName("GET /api/v1/today")
class TodayTest {
  private static final RowSource ONE = new RowSource(Past.HUB, "1", "roof-1");
  private static final RowSource TWO = new RowSource(Past.HUB, "2", "roof-2");
  private static final RowSource ALL = new RowSource(Past.HUB, "", RowSource.SYSTEM);

  @TempDir private Path folder;
  private String url;
  private Rig rig;

  /** A zone in which it is about noon, so that no midnight comes in between. */
  private final ZoneId zone =
      ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());

  private long midnight;

  @BeforeEach
  void start() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    midnight = LocalDate.now(zone).atStartOfDay(zone).toEpochSecond();
    try (Store store = new Store(url)) {
      store.open();
    }
    rig =
        new Rig(
            Rig.site(List.of(), List.of(), Path.of("no-such-folder"))
                .with(new Archive(url, Past.HUB)));
    configure("utility");
  }

  private void configure(String grid) {
    List<Wiring> wirings =
        IntStream.of(1, 2)
            .mapToObj(i -> new Wiring("roof-" + i, null, null, 0, "sim:max-8000"))
            .toList();
    rig.vertx
        .eventBus()
        .publish(
            Addresses.CONFIGURED,
            new Configured(wirings, List.of(), zone.getId(), grid, AlarmRules.USUAL));
    rig.publish(state("roof-1", "pi30max"));
    rig.publish(state("roof-2", "pi30max"));
  }

  private static InverterState state(String id, String protocol) {
    return Said.state(id, Condition.ONLINE, "00041.17", protocol);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private JsonObject today(String query) {
    rig.advanceMs(2_000);
    Answer answer = rig.get("/api/v1/today" + query);
    assertEquals(200, answer.status(), answer.body());
    return answer.json();
  }

  private void keep(RowSource source, int quarter, Map<Meter, Amount> amounts) throws Exception {
    keep(List.of(), List.of(new Quarter(source, midnight + 900L * quarter, amounts)));
  }

  private void keep(List<Row> rows, List<Quarter> quarters) throws Exception {
    try (Store store = new Store(url)) {
      store.append(new Batch(rows, quarters, List.of()));
    }
  }

  private void keepUsual() throws Exception {
    Amount all = new Amount(250_000, 900_000);
    keep(
        ONE,
        0,
        Map.of(
            Meter.PV, all,
            Meter.LOAD, new Amount(400_000, 900_000),
            Meter.BATTERY_IN, all,
            Meter.BATTERY_OUT, all,
            Meter.GRID_IN, new Amount(150_000, 900_000, 900_000)));
    keep(TWO, 1, Map.of(Meter.PV, all, Meter.LOAD, new Amount(100_000, 450_000)));
  }

  @Test
  @DisplayName("tells the energy as the books do, and what follows from it")
  void energy() throws Exception {
    keepUsual();
    keep(ONE, -1, Map.of(Meter.PV, new Amount(9_000_000, 900_000)));
    JsonObject today = today("");
    assertEquals(
        Instant.ofEpochSecond(midnight),
        OffsetDateTime.parse(today.getString("since")).toInstant());
    assertEquals(0.5, today.getDouble("pv_kwh"));
    assertEquals(0.5, today.getDouble("load_kwh"));
    assertEquals(0.25, today.getDouble("battery_in_kwh"));
    assertEquals(0.15, today.getDouble("grid_in_kwh"));
    assertEquals(0.0, today.getDouble("grid_out_kwh"), "no unit can feed in");
    assertEquals(new JsonArray().add("grid_in"), today.getJsonArray("calculated"));
    assertEquals(0.7, today.getDouble("self_sufficiency"));
    assertEquals(1.0, today.getDouble("self_consumption"));
    assertEquals("utility", today.getString("grid"));
    JsonObject day =
        rig.get("/api/v1/energy?by=day&inverter=system").json().getJsonArray("periods").stream()
            .map(JsonObject.class::cast)
            .reduce((a, b) -> b)
            .orElseThrow();
    for (String kind : List.of("pv", "load", "battery_in", "battery_out", "grid_in")) {
      JsonObject book = day.getJsonObject(kind);
      assertEquals(book.getDouble("kwh"), today.getDouble(kind + "_kwh"), kind);
      assertEquals(
          book.getDouble("coverage"), today.getJsonObject("coverage").getDouble(kind), 0.001);
    }
    assertEquals(1.0, today.getJsonObject("coverage").getDouble("grid_out"));
    JsonObject one = today("?inverter=roof-1");
    assertEquals(0.25, one.getDouble("pv_kwh"));
    assertEquals(0.625, one.getDouble("self_sufficiency"));
  }

  @Test
  @DisplayName("what is unknown is null, and nothing follows from it")
  void unknown() throws Exception {
    JsonObject nothing = today("");
    for (Meter meter : Meter.values()) {
      assertTrue(nothing.containsKey(meter.key() + "_kwh"));
      assertNull(nothing.getValue(meter.key() + "_kwh"), meter.key());
      assertEquals(0.0, nothing.getJsonObject("coverage").getDouble(meter.key()));
    }
    assertNull(nothing.getValue("self_sufficiency"));
    assertNull(nothing.getValue("self_consumption"));
    assertNull(nothing.getValue("pv_peak"));
    keep(ONE, 0, Map.of(Meter.PV, new Amount(0, 900_000), Meter.LOAD, new Amount(5, 900_000)));
    JsonObject dark = today("");
    assertEquals(0.0, dark.getDouble("pv_kwh"));
    assertNull(dark.getValue("self_consumption"), "of no sun there is no part");
    assertNull(dark.getValue("self_sufficiency"));
  }

  @Test
  @DisplayName("what a unit feeds in that may, but does not tell, is unknown")
  void feeding() throws Exception {
    keepUsual();
    rig.publish(state("roof-2", "pi17"));
    assertNull(today("").getValue("grid_out_kwh"));
    assertNull(today("").getValue("self_consumption"));
    assertEquals(0.0, today("?inverter=roof-1").getDouble("grid_out_kwh"));
    keep(
        TWO,
        1,
        Map.of(
            Meter.GRID_OUT, new Amount(60_000, 900_000), Meter.PV, new Amount(250_000, 900_000)));
    assertEquals(0.06, today("").getDouble("grid_out_kwh"));
    assertEquals(0.88, today("").getDouble("self_consumption"));
  }

  @Test
  @DisplayName("a unit that says that it feeds, but not how much, may feed in")
  void unreadable() throws Exception {
    keepUsual();
    String status = Said.status(1_000, 5_300, 10, 0, "00300");
    rig.publish(Said.reading("roof-1", "QPIGS", 1_000, 1_000, status));
    assertEquals(0.0, today("").getDouble("grid_out_kwh"));
    rig.publish(Said.reading("roof-1", "QPIGS", 2_000, 1_000, status + " 1 00 ----"));
    assertNull(today("").getValue("grid_out_kwh"));
  }

  @ParameterizedTest
  @CsvSource({
    "pi18, PIRI, 0, true",
    "pi18, PIRI, 1, false",
    "pi30max, QPIRI, 01, true",
    "pi30max, QPIRI, 00, false",
    "pi30max, QPIRI, 10, false"
  })
  @DisplayName("a unit that is made to feed the grid, but tells nothing of it, may feed in")
  void machine(String protocol, String code, String type, boolean isZero) throws Exception {
    keepUsual();
    rig.publish(state("roof-1", protocol));
    Dialect dialect = Dialects.find(protocol).orElseThrow();
    Map<String, Object> told = new HashMap<>();
    told.put("machine_type", MACHINES.get(type));
    assertTrue(dialect.request(code).isPresent());
    rig.publish(new Reading("roof-1", "settings", code, 1_000, 60_000, "", told));
    assertEquals(isZero ? (Double) 0.0 : null, today("").getDouble("grid_out_kwh"));
  }

  private static final Map<String, String> MACHINES =
      Map.of("0", "off_grid", "1", "grid_tie", "01", "off_grid", "00", "grid_tie", "10", "hybrid");

  @Test
  @DisplayName("the peaks have their time, and all trackers are in them")
  void peaks() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long at = midnight + 15L * i;
      // The first tracker is best in the first, the second in the second ten minutes.
      int first = i == 10 ? 3_000 : 1_000;
      int second = i == 10 ? 100 : i == 50 ? 2_500 : 900;
      rows.add(
          new Row(
              ONE,
              at,
              Map.of("pv_watts", first, "pv2_charging_power", second, "ac_watt", 500 + i)));
      rows.add(new Row(ALL, at, Map.of("pv_watts", first + second, "ac_watt", i == 7 ? 999 : 5)));
    }
    rows.add(new Row(ALL, midnight - 15, Map.of("pv_watts", 90_000, "ac_watt", 90_000)));
    keep(rows, List.of());
    peak(today("?inverter=roof-1").getJsonObject("pv_peak"), 3_500, 50);
    peak(today("?inverter=roof-1").getJsonObject("load_peak"), 619, 119);
    peak(today("").getJsonObject("pv_peak"), 3_500, 50);
    peak(today("").getJsonObject("load_peak"), 999, 7);
  }

  private void peak(JsonObject peak, int watts, int row) {
    assertEquals(watts, peak.getInteger("watts"));
    assertEquals(
        Instant.ofEpochSecond(midnight + 15L * row),
        OffsetDateTime.parse(peak.getString("at")).toInstant());
  }

  @Test
  @DisplayName("a generator is called so")
  void generator() throws Exception {
    keepUsual();
    configure("generator");
    assertEquals("generator", today("").getString("grid"));
    assertEquals("generator", rig.get("/api/v1/energy").json().getString("grid"));
    assertEquals("generator", rig.get("/api/v1/inverters").json().getString("grid"));
  }

  @Test
  @DisplayName("however many ask at once, all are answered; who asks soon again gets the same")
  void often() throws Exception {
    keepUsual();
    List<Future<Answer>> answers =
        IntStream.range(0, 60)
            .mapToObj(i -> i % 3 == 0 ? "" : "?inverter=roof-" + i % 3)
            .map(query -> rig.send(HttpMethod.GET, "/api/v1/today" + query, Map.of()))
            .toList();
    answers.forEach(answer -> assertEquals(200, Rig.wait(answer).status()));
    String known = rig.get("/api/v1/today").body();
    keep(TWO, 2, Map.of(Meter.PV, new Amount(1_000_000, 900_000)));
    assertEquals(known, rig.get("/api/v1/today").body());
    assertEquals(1.5, today("").getDouble("pv_kwh"));
  }

  @Test
  @DisplayName("an inverter that nobody knows is 404, a hub without a history 503")
  void mistakes() {
    assertEquals(404, rig.get("/api/v1/today?inverter=roof-9").status());
    try (Rig plain = Rig.plain()) {
      assertEquals(503, plain.get("/api/v1/today").status());
    }
  }
}
