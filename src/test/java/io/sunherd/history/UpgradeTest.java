package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.herd.Said;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.past.Reader;
import io.sunherd.history.store.Engine;
import io.sunherd.suite.PureTests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@PureTests
@DisplayName("A history from before energy from the grid was counted")
class UpgradeTest {
  private static final long HOUR = HistoryRig.NOON - 3_600;

  @TempDir private Path folder;

  /** The tables of version 5, with an hour of rows of a unit on the grid. */
  private void fill(String url) throws Exception {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:io/sunherd/history/migration/common")
        .placeholders(Engine.of(url).placeholders())
        .table("sunherd_schema")
        .target("5")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(
          "INSERT INTO unit (id, hub, serial, name, newest) VALUES (1, 'home', '%s', 'roof-1', %d)"
              .formatted(Said.serial("roof-1"), HOUR + 3_585));
      statement.executeUpdate("INSERT INTO state (id, words) VALUES (1, '{\"mode\":\"LN\"}')");
      try (PreparedStatement row =
          connection.prepareStatement(
              "INSERT INTO sample (at, unit, state, grid_volt, ac_volt, ac_watt, batt_volt,"
                  + " batt_charge_amps, batt_discharge_amps, pv_watts)"
                  + " VALUES (?, 1, 1, 23010, 23000, 1800, 5200, 10, 0, 320)")) {
        for (long at = HOUR; at < HOUR + 3_600; at += 15) {
          row.setLong(1, at);
          row.executeUpdate();
        }
      }
      for (long at = HOUR; at < HOUR + 3_600; at += 900) {
        statement.executeUpdate(
            "INSERT INTO energy (at, unit, pv, pv_ms) VALUES (%d, 1, 80000, 900000)".formatted(at));
      }
      connection.commit();
    }
  }

  private static EnergyPeriod.Energy grid(String url) throws Exception {
    return new Reader(url)
        .energy(new EnergyQuery("home", "roof-1", HOUR, HOUR, Period.HOUR, ZoneOffset.UTC))
        .get(0)
        .energy()
        .get(Meter.GRID_IN);
  }

  @Test
  @DisplayName("gets it from its rows at the first start, and keeps all else")
  void rows() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("history.db");
    fill(url);
    try (HistoryRig rig = new HistoryRig(url)) {
      rig.next(); // its tables are those of now
      EnergyPeriod.Energy grid = HistoryRig.await(() -> grid(url));
      assertEquals(2_000 * 3_585 / 3_600.0, grid.wattHours(), 1);
      assertEquals(3_585, grid.seconds());
      assertTrue(grid.isCalculated());
      assertEquals(240, rig.times().size());
      rig.stop();
    }
    EnergyPeriod.Energy once = grid(url);
    try (HistoryRig rig = new HistoryRig(url)) {
      rig.next();
      rig.interval();
      rig.await(241);
      assertEquals(once, grid(url));
    }
  }
}
