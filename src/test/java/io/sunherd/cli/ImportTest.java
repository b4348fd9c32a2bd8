package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Past;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Taking over what godenerg kept. */
@Timeout(60)
@ProcessTests
class ImportTest {
  private static final String STATS =
      "CREATE TABLE stats (datetime INTEGER, grid_volt REAL, grid_freq REAL, ac_volt REAL,"
          + " ac_freq REAL, ac_va INTEGER, ac_watt INTEGER, load_percent INTEGER, bus_volt INTEGER,"
          + " batt_volt REAL, batt_charge_amps INTEGER, batt_capacity INTEGER, temp INTEGER,"
          + " pv_amps INTEGER, pv_volts REAL, batt_volt_scc REAL, batt_discharge_amps INTEGER,"
          + " raw_status TEXT, mask_b TEXT, mask_c TEXT, pv_watts INTEGER, mask_d TEXT, mode TEXT)";
  private static final String ROW =
      ", 0.0, 0.0, 230.0, 50.0, 322, 221, 6, 425, 52.8, 11, 100, 40, 16, 100.6, 52.78, 0,"
          + " '01110110', '00', '00', 844, '010', 'BT')";
  private static final long FIRST = 1_509_404_400;

  @TempDir private Path folder;
  private Path config;
  private Path old;
  private String url;

  @BeforeEach
  void write() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    config = folder.resolve("hub.yaml");
    old = folder.resolve("godenerg.db");
    Files.writeString(
        config,
        "inverters:\n  - {id: roof-1, device: \"tcp:127.0.0.1:1\", serial: \"92932004102443\"}\n"
            + "history: {url: \""
            + url
            + "\"}\n");
  }

  private void old(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private void rows(int count) throws SQLException {
    String[] statements = new String[count];
    for (int i = 0; i < count; i++) {
      statements[i] = "INSERT INTO stats VALUES (" + (FIRST + 15L * i) + ROW;
    }
    old(statements);
  }

  private Run importing() {
    return Run.of("import-godenerg " + old + " -c " + config + " --inverter roof-1");
  }

  private String extract(String columns) {
    Run run = Run.of("-c " + config + " --extract-csv-data 20170101-20180101" + columns);
    assertEquals(0, run.exit(), run.err());
    return run.out();
  }

  @Test
  void everyValueComesOver() throws Exception {
    old(STATS);
    rows(2);
    Run run = importing();
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("2 rows of roof-1"), run.out());
    String line =
        "1509404400;0.0;0.0;230.0;50.0;322;221;6.0;425.0;52.8;11;100;40;16;100.6;52.78;0;01110110;"
            + "0;0;844;10;solar_charging;False;True;True;True;False;BT";
    String[] lines = extract("").split("\n", -1);
    assertEquals(2, lines.length);
    assertTrue(lines[0].startsWith(line + ";"), lines[0]);
  }

  @Test
  void doingItTwiceChangesNothing() throws Exception {
    old(STATS);
    rows(5);
    importing();
    String before = extract(" --col datetime --col pv_watts");
    rows(7);
    Run again = importing();
    assertEquals(0, again.exit(), again.err());
    String[] after = extract(" --col datetime --col pv_watts").split("\n", -1);
    assertEquals(7, after.length);
    assertEquals(before, String.join("\n", List.of(after).subList(0, 5)));
    assertEquals(
        List.of("92932004102443"),
        new Reader(url).sources().stream().map(known -> known.source().serial()).toList());
  }

  @Test
  void wrongRowsAreToldAndLeftOut() throws Exception {
    old(STATS);
    rows(1);
    old(
        "INSERT INTO stats VALUES (17" + ROW,
        "INSERT INTO stats VALUES (NULL" + ROW,
        "INSERT INTO stats VALUES (99999999999" + ROW,
        "INSERT INTO stats VALUES ('yesterday'" + ROW,
        "INSERT INTO stats (datetime, batt_volt) VALUES (1509404500, 'NA')",
        "INSERT INTO stats (datetime, batt_volt) VALUES (1509404600, NULL)");
    Run run = importing();
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("2 rows of roof-1 are in the history, 5 left out"), run.out());
    assertEquals(5, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("batt_volt is no number: NA"), run.err());
    assertEquals("52.8\nNone", extract(" --col batt_volt"));
  }

  @Test
  void columnsMayBeMissingAndOthersBeThere() throws Exception {
    old(
        "CREATE TABLE stats (datetime INTEGER, pv_watts INTEGER, weather TEXT)",
        "INSERT INTO stats VALUES (1509404400, 5, 'rain')");
    assertEquals(0, importing().exit());
    assertEquals("5;None;None", extract(" --col pv_watts --col mode --col load_status"));
  }

  @Test
  void rollUpsAreBuilt() throws Exception {
    old(STATS);
    rows(3_000);
    assertEquals(0, importing().exit());
    List<Bucket> hours =
        new Reader(url)
            .buckets(
                new Query(
                    Past.HUB,
                    "roof-1",
                    FIRST,
                    FIRST + 12 * 3_600 - 1,
                    List.of(HistoryColumns.find("pv_watts").orElseThrow())),
                12);
    assertEquals(2_880, hours.stream().mapToLong(Bucket::rows).sum());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("SELECT count(*) FROM rollup WHERE width = 3600")) {
      assertTrue(found.next() && found.getInt(1) >= 12, "there are no roll-ups");
    }
  }

  private List<EnergyPeriod> hours(int from, int to) throws Exception {
    return new Reader(url)
        .energy(
            new EnergyQuery(
                Past.HUB,
                "roof-1",
                FIRST + 3_600L * from,
                FIRST + 3_600L * to - 1,
                Period.HOUR,
                ZoneOffset.UTC));
  }

  @Test
  void theirEnergyIsInTheBooksOnce() throws Exception {
    old(STATS);
    rows(3_000);
    assertEquals(0, importing().exit());
    List<EnergyPeriod> hours = hours(0, 12);
    assertEquals(0, importing().exit());
    assertEquals(hours, hours(0, 12));
    assertEquals(12, hours.size());
    for (EnergyPeriod hour : hours) {
      assertEquals(3_600, hour.energy().get(Meter.PV).seconds());
      assertEquals(844, hour.energy().get(Meter.PV).wattHours(), 0.01);
      assertEquals(221, hour.energy().get(Meter.LOAD).wattHours(), 0.01);
      assertEquals(52.8 * 11, hour.energy().get(Meter.BATTERY_IN).wattHours(), 0.01);
      assertEquals(0, hour.energy().get(Meter.BATTERY_OUT).wattHours());
      assertNull(hour.energy().get(Meter.GRID_OUT));
    }
  }

  @Test
  void whatTheHubHasCountedItselfStays() throws Exception {
    RowSource roof = new RowSource(Past.HUB, "92932004102443", "roof-1");
    try (Store store = new Store(url)) {
      store.append(
          new Batch(
              List.of(),
              List.of(
                  new Quarter(roof, FIRST, Map.of(Meter.PV, new Quarter.Amount(5_000, 900_000))),
                  new Quarter(roof, FIRST + 900, Map.of(Meter.PV, new Quarter.Amount(7, 100)))),
              List.of()));
    }
    old(STATS);
    rows(121);
    assertEquals(0, importing().exit());
    assertEquals(5 + 211, hours(0, 1).get(0).energy().get(Meter.PV).wattHours(), 0.01);
    assertEquals(1_800, hours(0, 1).get(0).energy().get(Meter.PV).seconds());
  }

  @Test
  void aGapAmongThemIsOneAndRowsOfAMinuteAreNone() throws Exception {
    old("CREATE TABLE stats (datetime INTEGER, pv_watts INTEGER)");
    for (int i = 0; i < 60; i++) {
      if (i < 20 || i > 29) {
        old("INSERT INTO stats VALUES (" + (FIRST + 61L * i) + ", 600)");
      }
    }
    assertEquals(0, importing().exit());
    double seconds =
        hours(0, 2).stream()
            .map(hour -> hour.energy().get(Meter.PV))
            .filter(pv -> pv != null)
            .mapToDouble(EnergyPeriod.Energy::seconds)
            .sum();
    assertEquals(61 * (59 - 11), seconds);
  }

  @Test
  void theHubsOwnRowsStay() throws Exception {
    Past.keep(url, "roof-1", FIRST - 15, 1, i -> Map.of("pv_watts", 9));
    old(STATS);
    rows(1);
    assertEquals(0, importing().exit());
    assertEquals("9\n844", extract(" --col pv_watts"));
  }

  @Test
  void whatIsNoGodenergDatabase() throws Exception {
    assertEquals(2, importing().exit());
    old("CREATE TABLE other (datetime INTEGER)");
    Run none = importing();
    assertEquals(1, none.exit());
    assertTrue(none.err().contains("table stats"), none.err());
    Files.writeString(old, "no database at all ".repeat(300));
    Run broken = importing();
    assertEquals(1, broken.exit());
    assertTrue(broken.err().contains("godenerg.db"), broken.err());
    assertEquals(2, Run.of("import-godenerg " + old + " -c " + config).exit());
    assertEquals(
        2, Run.of("import-godenerg " + old + " -c " + config + " --inverter system").exit());
    assertFalse(broken.err().contains("at io.sunherd"), broken.err());
  }
}
