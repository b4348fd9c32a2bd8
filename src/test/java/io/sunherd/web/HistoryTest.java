package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.past.Extracts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/v1/history. */
@Timeout(60)
@ProcessTests
class HistoryTest {
  private static final String FIRST_TWO =
      "/api/v1/history?inverter=roof-1&from=2026-06-21T00:00:00Z&to=2026-06-21T00:00:15Z";

  @TempDir private Path folder;
  private String url;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    Past.keep(url, "roof-1", 1_000);
    Past.keep(url, "roof-2", 2);
    Past.keep(url, "former", 1);
    Past.keep(url, "system", 1);
    rig = rig(url);
  }

  private static Rig rig(String url) {
    return new Rig(
        Rig.site(List.of(), List.of(), Path.of("no-such-folder")).with(new Archive(url, Past.HUB)));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String text(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(200, answer.status(), answer.body());
    return answer.body();
  }

  @Test
  void csvAsTheSeedWritesIt() {
    Answer answer =
        rig.get(
            FIRST_TWO + "&format=csv&col=datetime&col=batt_volt&col=grid_volt&col=temp&col=mode");
    assertEquals("1782000000;52.8;230.0;None;BT\n1782000015;52.81;230.0;None;BT", answer.body());
    assertEquals("text/csv;charset=utf-8", answer.headers().get("Content-Type"));
    String name = answer.headers().get("Content-Disposition");
    assertTrue(name.matches("attachment; filename=\"roof-1-\\d{14}-\\d{14}\\.csv\""), name);
  }

  @Test
  void theColumnsComeInTheOrderAsked() {
    assertEquals(
        "0;1782000000\n1;1782000015", text(FIRST_TWO + "&format=csv&col=pv_watts&col=datetime"));
  }

  @Test
  void headerSeparatorAndIsoTimes() {
    String[] lines =
        text(FIRST_TWO
                + "&format=csv&header=1&sep=,&time=iso&col=datetime&col=charge_source"
                + "&col=load_status&col=sbu_priority_version&col=raw_status&col=mask_d")
            .split("\n", -1);
    assertEquals(
        "datetime,charge_source,load_status,sbu_priority_version,raw_status,mask_d", lines[0]);
    String[] values = lines[1].split(",", 2);
    assertEquals(
        Past.DAY,
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(values[0], Instant::from).getEpochSecond());
    assertEquals("solar_charging ac_charging,True,False,01110110,10", values[1]);
    assertEquals(3, lines.length);
  }

  @Test
  void everyColumnInTheOrderOfTheTableWithoutCol() {
    String[] lines = text(FIRST_TWO + "&format=csv&header=1").split("\n", -1);
    assertEquals(String.join(";", HistoryColumns.names()), lines[0]);
    assertTrue(lines[0].startsWith("datetime;grid_volt;grid_freq;ac_volt;"), lines[0]);
    assertEquals(HistoryColumns.ALL.size(), lines[1].split(";", -1).length);
  }

  @Test
  void jsonIsAnArrayOfObjects() {
    Answer answer = rig.get(FIRST_TWO);
    assertEquals("application/json", answer.headers().get("Content-Type"));
    JsonArray rows = new JsonArray(answer.body());
    assertEquals(2, rows.size());
    JsonObject row = rows.getJsonObject(1);
    assertEquals(List.copyOf(HistoryColumns.names()), List.copyOf(row.fieldNames()));
    Map<String, Object> expected = new HashMap<>();
    HistoryColumns.names().forEach(name -> expected.put(name, null));
    expected.putAll(Past.values(1));
    expected.put("datetime", 1_782_000_015);
    expected.put("load_percent", row.getValue("load_percent"));
    expected.put("bus_volt", row.getValue("bus_volt"));
    expected.put("charge_source", new JsonArray(List.of("solar_charging", "ac_charging")));
    assertEquals(new JsonObject(expected), row);
  }

  @Test
  void nothingIsAnEmptyArrayOrNoText() {
    String never = "/api/v1/history?inverter=roof-1&from=20200101&to=20200102";
    assertEquals("[]", text(never));
    assertEquals("", text(never + "&format=csv"));
    assertEquals("datetime", text(never + "&format=csv&header=1&col=datetime"));
    assertEquals("[]", text(never + "&points=10"));
  }

  @Test
  void bothEndsAreInIt() {
    String from = "/api/v1/history?col=pv_watts&format=csv&from=2026-06-21T00:00:";
    assertEquals("1\n2", text(from + "15Z&to=2026-06-21T00:00:30Z"));
    assertEquals("2", text(from + "15.5Z&to=2026-06-21T00:00:44Z"));
    assertEquals("2", text(from + "30Z&to=2026-06-21T00:00:30Z"));
  }

  @Test
  void theSeedsDigitsAreLocalTime() {
    DateTimeFormatter digits = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    LocalDateTime local =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(Past.DAY + 15), ZoneId.systemDefault());
    assertEquals(
        "1\n2",
        text(
            "/api/v1/history?format=csv&col=pv_watts&from="
                + digits.format(local)
                + "&to="
                + digits.format(local.plusSeconds(15))));
  }

  @Test
  void theLastDayWithoutARange() throws Exception {
    long now = Instant.now().getEpochSecond();
    Past.keep(url, "roof-1", now - 86_000, 1, i -> Map.of("pv_watts", 77));
    Past.keep(url, "roof-1", now - 87_000, 1, i -> Map.of("pv_watts", 66));
    assertEquals("77", text("/api/v1/history?format=csv&col=pv_watts"));
  }

  @Test
  void allInvertersAndTheSystem() {
    String end = "&to=2026-06-21T00:00:15Z&from=2026-06-21T00:00:00Z&col=pv_watts";
    assertEquals(
        "inverter;pv_watts\nroof-1;0\nroof-1;1\nroof-2;0\nroof-2;1",
        text("/api/v1/history?inverter=all&format=csv&header=1" + end));
    JsonObject all = new JsonObject(text("/api/v1/history?inverter=all" + end));
    assertEquals(List.of("roof-1", "roof-2"), List.copyOf(all.fieldNames()));
    assertEquals(2, all.getJsonArray("roof-2").size());
    assertEquals("[{\"pv_watts\":0}]", text("/api/v1/history?inverter=system" + end));
  }

  @Test
  void anInverterOfFormerTimesIsStillThere() {
    assertEquals(
        "[{\"pv_watts\":0}]",
        text(
            "/api/v1/history?inverter=former&from=2026-06-21T00:00:00Z&to=2026-06-22&col=pv_watts"));
  }

  @Test
  void anUnknownInverter() {
    Answer answer = rig.get("/api/v1/history?inverter=roof-9");
    assertEquals(404, answer.status());
    assertTrue(answer.error().contains("roof-9"), answer.body());
    assertEquals("application/json", answer.headers().get("Content-Type"));
    assertFalse(answer.headers().contains("Content-Disposition"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "col=batt_volt%3B%20DROP%20TABLE%20sample",
        "col=datetime&col=1)%20UNION%20SELECT%20words%20FROM%20state--",
        "col=*",
        "col=",
        "col=at",
        "col=BATT_VOLT",
        "col=batt_volt%00"
      })
  void noOtherNameIsAColumn(String query) {
    Answer answer = rig.get(FIRST_TWO + "&" + query);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.error().contains("known are datetime, grid_volt"), answer.body());
    assertEquals(2, new JsonArray(text(FIRST_TWO)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026",
        "to=now'--",
        "from=20260622&to=20260621",
        "points=0",
        "points=-5",
        "points=1e9",
        "points=999999",
        "points=10&col=mode",
        "format=xml",
        "sep=ab",
        "sep=",
        "sep=5",
        "time=unix"
      })
  void mistakes(String query) {
    Answer answer = rig.get("/api/v1/history?inverter=roof-1&" + query);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.error().endsWith("."), answer.body());
  }

  @Test
  void points() {
    String hours =
        "/api/v1/history?inverter=roof-1&from=2026-06-21T00:00:00Z&to=2026-06-21T03:59:59Z"
            + "&points=4&col=datetime&col=pv_watts&col=temp";
    JsonArray buckets = new JsonArray(text(hours));
    assertEquals(4, buckets.size());
    JsonObject second = buckets.getJsonObject(1);
    assertEquals("2026-06-21T01:00:00Z", second.getString("at"));
    assertEquals(3_600, second.getInteger("seconds"));
    assertEquals(240, second.getInteger("rows"));
    assertEquals(Past.DAY + 3_600, second.getLong("datetime"));
    assertEquals(
        new JsonObject().put("min", 240).put("mean", 359.5).put("max", 479),
        second.getJsonObject("pv_watts"));
    assertTrue(second.containsKey("temp") && second.getValue("temp") == null, second::encode);
    assertEquals(
        "datetime;pv_watts_min;pv_watts_mean;pv_watts_max;temp_min;temp_mean;temp_max",
        text(hours + "&format=csv&header=1").split("\n", -1)[0]);
    assertEquals(
        Past.DAY + 3_600 + ";240;359.5;479;None;None;None",
        text(hours + "&format=csv").split("\n", -1)[1]);
  }

  @Test
  void anIntervalWithoutRowsIsAbsent() throws Exception {
    Past.keep(url, "roof-2", Past.DAY + 7_200, 1, i -> Map.of("pv_watts", 5));
    JsonArray buckets =
        new JsonArray(
            text(
                "/api/v1/history?inverter=roof-2&from=2026-06-21T00:00:00Z"
                    + "&to=2026-06-21T02:59:59Z&points=3&col=pv_watts"));
    assertEquals(
        List.of("2026-06-21T00:00:00Z", "2026-06-21T02:00:00Z"),
        buckets.stream().map(one -> ((JsonObject) one).getString("at")).toList());
  }

  @Test
  void withoutAHistoryItSaysSo() {
    rig.close();
    rig = Rig.plain();
    Answer answer = rig.get("/api/v1/history?format=csv");
    assertEquals(503, answer.status());
    assertTrue(answer.error().contains("history.url"), answer.body());
    assertNull(answer.headers().get("content-disposition"), "it is no file to keep");
  }

  @Test
  void aHistoryThatIsIllIsTold() throws Exception {
    Files.writeString(folder.resolve("broken.db"), "This is no database. ".repeat(500));
    for (String name : List.of("broken.db", "missing.db")) {
      rig.close();
      rig = rig("jdbc:sqlite:" + folder.resolve(name));
      Answer answer = rig.get("/api/v1/history?inverter=roof-1");
      assertEquals(503, answer.status());
      assertTrue(answer.error().startsWith("The history cannot be read"), answer.body());
      assertEquals(404, rig.get("/api/v1/history?inverter=roof-9").status());
    }
    assertFalse(Files.exists(folder.resolve("missing.db")));
  }

  @Test
  void headTellsTheHeadersOnly() {
    Answer answer = Rig.wait(rig.send(HttpMethod.HEAD, FIRST_TWO + "&format=csv", Map.of()));
    assertEquals(200, answer.status());
    assertEquals("text/csv;charset=utf-8", answer.headers().get("Content-Type"));
    assertEquals("", answer.body());
    Answer unknown =
        Rig.wait(rig.send(HttpMethod.HEAD, "/api/v1/history?inverter=roof-9", Map.of()));
    assertEquals(404, unknown.status());
    assertNull(unknown.headers().get("Content-Disposition"));
  }

  @Test
  void severalAtOnceGetTheirOwn() {
    List<io.vertx.core.Future<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < Extracts.MOST; i++) {
      asked.add(rig.send(HttpMethod.GET, FIRST_TWO + "&format=csv&col=pv_watts", Map.of()));
    }
    asked.forEach(answer -> assertEquals("0\n1", Rig.wait(answer).body()));
    assertEquals(
        1_000,
        Arrays.asList(
                text("/api/v1/history?format=csv&from=2026-06-21&to=2026-06-23").split("\n", -1))
            .size());
  }
}
