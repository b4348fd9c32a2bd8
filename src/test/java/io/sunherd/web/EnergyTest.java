package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/v1/energy. */
@Timeout(60)
@ProcessTests
class EnergyTest {
  private static final String TWO_HOURS =
      "/api/v1/energy?by=hour&from=2026-06-21T00:00:00Z&to=2026-06-21T01:59:59Z&inverter=";

  @TempDir private Path folder;
  private String url;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    RowSource one = new RowSource(Past.HUB, "1", "roof-1");
    RowSource two = new RowSource(Past.HUB, "2", "roof-2");
    List<Quarter> quarters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      quarters.add(quarter(one, i, new Amount(250_000, 900_000)));
    }
    quarters.add(quarter(two, 0, new Amount(100_000, 600_000)));
    try (Store store = new Store(url)) {
      store.append(
          new Batch(
              List.of(),
              quarters,
              List.of(
                  new CounterReading(one, Past.DAY - 900, "QET", 5_000),
                  new CounterReading(one, Past.DAY + 2_700, "QET", 6_100))));
    }
    rig =
        new Rig(
            Rig.site(List.of(), List.of(), Path.of("no-such-folder"))
                .with(new Archive(url, Past.HUB)));
  }

  private static Quarter quarter(RowSource source, int number, Amount amount) {
    return new Quarter(
        source, Past.DAY + number * (long) Quarter.SECONDS, Map.of(Meter.PV, amount));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private List<JsonObject> periods(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(200, answer.status(), answer.body());
    return answer.json().getJsonArray("periods").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void oneInverter() {
    List<JsonObject> hours = periods(TWO_HOURS + "roof-1");
    assertEquals(2, hours.size());
    JsonObject pv = hours.get(0).getJsonObject("pv");
    assertEquals(1.0, pv.getDouble("kwh"));
    assertEquals(0, pv.getInteger("gap_seconds"));
    assertEquals(1.0, pv.getDouble("coverage"));
    assertEquals(1.1, pv.getDouble("counter_kwh"));
    assertTrue(hours.get(0).containsKey("load") && hours.get(0).containsKey("grid_out"));
    assertNull(hours.get(0).getValue("load"));
    assertNull(hours.get(1).getValue("battery_in"));
  }

  @Test
  void theSystemSaysHowMuchIsInIt() {
    JsonObject pv = periods(TWO_HOURS + "system").get(0).getJsonObject("pv");
    assertEquals(1.1, pv.getDouble("kwh"));
    assertEquals(3_000, pv.getInteger("gap_seconds"));
    assertEquals(0.583, pv.getDouble("coverage"));
    assertNull(pv.getValue("counter_kwh"));
  }

  @Test
  void whatWasWorkedOutSaysSo() throws Exception {
    Map<Meter, Amount> amounts =
        Map.of(
            Meter.GRID_IN, new Amount(100_000, 900_000, 400_000),
            Meter.GRID_OUT, new Amount(50_000, 900_000));
    try (Store store = new Store(url)) {
      RowSource two = new RowSource(Past.HUB, "2", "roof-2");
      store.append(new Batch(List.of(), List.of(new Quarter(two, Past.DAY, amounts)), List.of()));
    }
    JsonObject hour = periods(TWO_HOURS + "roof-2").get(0);
    assertEquals(0.1, hour.getJsonObject("grid_in").getDouble("kwh"));
    assertEquals(true, hour.getJsonObject("grid_in").getValue("calculated"));
    assertEquals(0.05, hour.getJsonObject("grid_out").getDouble("kwh"));
    assertFalse(hour.getJsonObject("grid_out").containsKey("calculated"));
    assertNull(periods(TWO_HOURS + "roof-1").get(0).getValue("grid_in"));
  }

  /** In the second hour, only the first one had any. */
  @Test
  void aSystemIsMadeOfThoseThatHadDataThen() throws Exception {
    try (Store store = new Store(url)) {
      RowSource one = new RowSource(Past.HUB, "1", "roof-1");
      store.append(
          new Batch(
              List.of(),
              List.of(quarter(one, 4, new Amount(250_000, 900_000))),
              List.of(new CounterReading(one, Past.DAY + 7_100, "QET", 7_000))));
    }
    JsonObject hour = periods(TWO_HOURS + "system").get(1);
    assertEquals(1, hour.getInteger("units"));
    assertEquals(0.25, hour.getJsonObject("pv").getDouble("coverage"));
    assertEquals(2_700, hour.getJsonObject("pv").getInteger("gap_seconds"));
    assertEquals(0.9, hour.getJsonObject("pv").getDouble("counter_kwh"));
    assertEquals(2, rig.get(TWO_HOURS + "system").json().getInteger("units"));
  }

  /** Of the work for a long answer, the event loop does the lesser part: it only sends it. */
  @Test
  void tenThousandPeriodsAreMadeBesideTheEventLoop() throws Exception {
    List<Quarter> quarters = new ArrayList<>();
    for (int hour = 0; hour < 9_000; hour++) {
      quarters.add(
          quarter(new RowSource(Past.HUB, "1", "roof-1"), -4 * hour, new Amount(1, 900_000)));
    }
    try (Store store = new Store(url)) {
      store.append(new Batch(List.of(), quarters, List.of()));
    }
    rig.get(TWO_HOURS + "system");
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long loop = rig.loopThread();
    long before = threads.getThreadCpuTime(loop);
    String hours =
        "/api/v1/energy?by=hour&inverter=system&from=2025-06-01T00:00:00Z&to=2026-07-21T00:00:00Z";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.web.port() + hours))
                    .build(),
                BodyHandlers.ofString());
    long onLoop = threads.getThreadCpuTime(loop) - before;
    long beside =
        Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> thread.getThreadName().startsWith("extracts"))
            .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
            .sum();
    assertEquals(200, answer.statusCode());
    assertEquals(415 * 24 + 1, new JsonObject(answer.body()).getJsonArray("periods").size());
    assertTrue(onLoop < beside, onLoop + " ns on the loop, " + beside + " ns beside it");
  }

  @Test
  void headTellsTheHeadersOnly() {
    Answer answer = Rig.wait(rig.send(HttpMethod.HEAD, TWO_HOURS + "roof-1", Map.of()));
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.headers().get("Content-Type"));
    assertEquals(404, Rig.wait(rig.send(HttpMethod.HEAD, TWO_HOURS + "roof-9", Map.of())).status());
    String tooMany = "/api/v1/energy?by=hour&from=20000101";
    assertEquals(400, Rig.wait(rig.send(HttpMethod.HEAD, tooMany, Map.of())).status());
  }

  @Test
  void daysUnlessAskedOtherwise() {
    List<JsonObject> days =
        periods("/api/v1/energy?inverter=roof-1&from=2026-06-20T12:00:00Z&to=2026-06-22T12:00:00Z");
    assertEquals(3, days.size());
    assertEquals(
        1.0,
        days.stream()
            .map(day -> day.getJsonObject("pv"))
            .filter(pv -> pv != null && pv.getValue("kwh") != null)
            .mapToDouble(pv -> pv.getDouble("kwh"))
            .sum());
    assertEquals("month", rig.get("/api/v1/energy?by=month").json().getString("by"));
    assertEquals(200, rig.get("/api/v1/energy?by=year").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"by=week", "by=hour&from=20000101", "from=20260622&to=20260621", "to=soon"})
  void mistakes(String query) {
    Answer answer = rig.get("/api/v1/energy?" + query);
    assertEquals(400, answer.status(), answer.body());
  }

  @Test
  void anUnknownInverter() {
    assertEquals(404, rig.get(TWO_HOURS + "roof-9").status());
  }
}
