package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.protocol.Dialects;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A unit is counted as a whole or not at all")
@PureTests
class WholeUnitTest {
  private static final String STATUS = Said.status(2_000, 5_310, 20, 0, "01500");
  private static final String ONE = "roof-1";

  private final Census census = new Census(List.of(ONE));
  private String dialect = "pi30max";

  private void speaks(String other) {
    dialect = other;
    census.accept(Said.state(ONE, Condition.ONLINE, null, dialect));
  }

  private void hear(String code, String text) {
    census.accept(Said.reading(dialect, ONE, code, 1, 1_000, text), 1);
  }

  private void refuses(String... codes) {
    census.accept(new Refused(ONE, Set.of(codes)));
  }

  private SystemTotals totals() {
    return census.totals(0, 10);
  }

  private Number told(String key) {
    return totals().values().get(key);
  }

  private void lacks(String key) {
    assertFalse(totals().values().containsKey(key), key + " of " + totals().values());
    assertEquals(List.of(ONE), totals().lacking().get(key), key);
  }

  @Test
  @DisplayName("from its first second on: without its second tracker its sun is not known")
  void notReadYet() {
    speaks("pi30max");
    hear("QPIGS", STATUS);
    assertEquals(2_000L, told("ac_watt"));
    lacks("pv_watts");
    hear("QPIGS2", Said.secondTracker(700));
    assertEquals(2_200L, told("pv_watts"));
    assertNull(totals().lacking().get("pv_watts"));
  }

  @Test
  @DisplayName("and has no second tracker once it has refused to tell of one")
  void refused() {
    speaks("pi30");
    hear("QPIGS", STATUS);
    lacks("pv_watts");
    refuses("QPIGS2");
    assertEquals(1_500L, told("pv_watts"));
    refuses();
    lacks("pv_watts");
  }

  @Test
  @DisplayName("which it is not told anew for being taken for another variant")
  void anotherVariant() {
    speaks("pi30");
    refuses("QPIGS2");
    speaks("pi30max");
    hear("QPIGS", STATUS);
    assertEquals(1_500L, told("pv_watts"));
  }

  @Test
  @DisplayName("PI41 tells no power of its second tracker: only in the dark it is known")
  void pi41() {
    speaks("pi41");
    hear("QPIGS", STATUS);
    lacks("pv_watts");
    lacks("ac_watt");
    hear("QPIGS2", "120.1 60.0 120.0 60.0 0400 0380 011 0004 310.4 53.10 10100010");
    assertEquals(2_380L, told("ac_watt"));
    assertEquals(2_430L, told("ac_va"));
    lacks("pv_watts");
    hear("QPIGS2", "120.1 60.0 120.0 60.0 0400 0380 011 0000 000.0 53.10 10000010");
    assertEquals(1_500L, told("pv_watts"));
    assertEquals(List.of("pv_watts"), totals().calculated());
  }

  @Test
  @DisplayName("PI41 seen over the bus: one of its legs is not its load")
  void pi41OverTheBus() {
    speaks("pi41");
    String serial = Said.serial(ONE);
    hear("QPGS1", Said.neighbour(serial, 500, 529, 0, 5, 1));
    assertEquals(52.9, told("batt_volt"));
    lacks("ac_watt");
    lacks("pv_watts");
    // In battery mode nothing crosses the meter, whatever else is not known.
    assertEquals(0L, told("grid_watts"));
    hear(
        "QP2GS1",
        "11 "
            + serial
            + " B 00 124.2 59.98 124.2 59.98 0149 0130 005 56.1 000 100 000.0 00"
            + " 01000010");
    assertEquals(630L, told("ac_watt"));
  }

  @Test
  @DisplayName("what a layout that nobody knows has of a tracker is not known")
  void unknownLayout() {
    speaks("pi30");
    hear("QPIGS", STATUS);
    hear("QPIGS2", "120.1 60.0 120.0 60.0 0400 0380 011 0004 310.4 53.10 10100010");
    lacks("pv_watts");
  }

  @Test
  @DisplayName("KS has three trackers")
  void ks() {
    speaks("pi30ks");
    hear("QPIGS", STATUS);
    hear("QPIGS2", "0003 310.4 53.10 00700 11000000 0000 0000 0002 300.0 53.10 0450 02650");
    assertEquals(2_650L, told("pv_watts"));
  }

  @Test
  @DisplayName("KS tells its trackers over the bus by another inquiry than its load")
  void ksOverTheBus() {
    speaks("pi30ks");
    hear("QPGS1", Said.neighbour(Said.serial(ONE), 500, 529, 0, 5, 1));
    assertEquals(500L, told("ac_watt"));
    lacks("pv_watts");
    // Asked by hand it is of whoever has that number; told as the unit's own it is of the unit.
    hear("QP2GS1", "1 00300 100.0 0002 00200 090.0 0001 00100 11110000");
    lacks("pv_watts");
    census.accept(
        new io.sunherd.bus.Reading(
            ONE,
            "parallel_2",
            "QP2GS1",
            2,
            5_000,
            "(...",
            Said.reading(
                    dialect,
                    ONE,
                    "QP2GS1",
                    2,
                    5_000,
                    "1 00300 100.0 0002 00200 090.0 0001 00100 11110000")
                .data()),
        2);
    assertEquals(600L, told("pv_watts"));
  }

  @Test
  @DisplayName("over the bus, volts times amperes are a power only where they are the panels'")
  void sideOfTheCharger() {
    for (String battery : List.of("pi30", "pi30ks", "pi41")) {
      speaks(battery);
      hear("QPGS1", Said.neighbour(Said.serial(ONE), 500, 529, 0, 5, 1));
      lacks("pv_watts");
    }
    for (String panel : List.of("pi30max", "pi30lv6548")) {
      speaks(panel);
      hear("QPGS1", Said.neighbour(Said.serial(ONE), 500, 529, 0, 5, 1));
      assertEquals(1_582L, told("pv_watts"), panel);
      assertEquals(List.of("pv_watts", "grid_watts"), totals().calculated());
    }
  }

  @Test
  @DisplayName("a MAX that does not tell of its second tracker over the bus is not counted for it")
  void shortOverTheBus() {
    speaks("pi30max");
    String text = Said.neighbour(Said.serial(ONE), 500, 529, 0, 5, 1);
    hear("QPGS1", text.substring(0, text.lastIndexOf(" 310.0")));
    assertEquals(500L, told("ac_watt"));
    lacks("pv_watts");
  }

  @Test
  @DisplayName("PI18 has both its trackers")
  void pi18() {
    speaks("pi18");
    hear(
        "GS",
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,1924,0613,1604,2100,0,"
            + "2,2,1,1,1,1,0");
    assertEquals(2_537L, told("pv_watts"));
    hear(
        "GS",
        "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,1924,----,1604,2100,0,"
            + "2,2,1,1,1,1,0");
    lacks("pv_watts");
  }

  @Test
  @DisplayName("PI17 has a third tracker, where it takes the question")
  void pi17() {
    speaks("pi17");
    census.accept(Said.pi17(ONE, 1, 1_000, "+00820", 0), 1);
    assertEquals(1_860L, told("ac_watt"));
    lacks("pv_watts");
    refuses("PS2", "GS2");
    assertEquals(2_537L, told("pv_watts"));
    refuses();
    hear(
        "PS2",
        "00100,+00000,+00000,+00000,+00000,0000,0000,0000,00000,0000,0000,0000,00000,000,1,0");
    assertEquals(2_637L, told("pv_watts"));
  }

  @Test
  @DisplayName("PI17 measures what crosses the grid meter; what is out is not worked out")
  void measuredGrid() {
    speaks("pi17");
    refuses("PS2", "GS2");
    hear("MOD", "05");
    census.accept(Said.pi17(ONE, 1, 1_000, "-00820", 0), 1);
    assertEquals(-820L, told("grid_watts"));
    assertEquals(List.of(), totals().calculated());
    assertEquals(-503L, told("battery_watts"));
    census.accept(Said.pi17(ONE, 2, 1_000, "", 0), 2);
    lacks("grid_watts");
    census.accept(Said.pi17(ONE, 3, 1_000, "", 0, text -> text.replace(",2,2", ",2,1")), 3);
    // 1,860 W of load, 503 W out of the battery, and more sun than that.
    assertEquals(0L, told("grid_watts"));
    assertEquals(List.of("grid_watts"), totals().calculated());
  }

  @Test
  @DisplayName("a part of a reading that is older than it counts no longer than by its own age")
  void olderPart() {
    speaks("pi17");
    refuses("PS2", "GS2");
    census.accept(Said.pi17(ONE, 1, 1_000, "+00820", 4_991), 1);
    assertEquals(1_860L, told("ac_watt"), "it is looked at 5 s behind it");
    census.accept(Said.pi17(ONE, 2, 1_000, "+00820", 4_999), 2);
    lacks("ac_watt");
    lacks("pv_watts");
    lacks("grid_watts");
    assertEquals(50.3, told("batt_volt"));
  }

  @Test
  @DisplayName("PI16 has as many trackers as it tells; dashes are none")
  void pi16() {
    speaks("pi16");
    String status =
        "226.1 000378 50.0 0001.7 226.8 00378 49.9 001.6 013 436.4 436.4 052.6 ---.- 077 00920 00292"
            + " ----- 196.1 ---.- ---.- 027.0 A---101001";
    hear("QPIGS", status);
    assertEquals(1_212L, told("pv_watts"));
    hear("QPIGS", status.replace(" 00292 ", " ----- "));
    assertEquals(920L, told("pv_watts"));
    hear("QPIGS", status.replace(" 00920 ", " ----- "));
    lacks("pv_watts");
  }

  @Test
  @DisplayName("REVO's PV power is counted once")
  void revo() {
    speaks("pi30revo");
    refuses("QPIGS2");
    hear(
        "QPIGS",
        "221.0 49.9 221.0 49.9 0000 0707 012 401 52.10 012 000 0026 0800 300.0 00.10 00000 00010000"
            + " 00 00 00800 010");
    assertEquals(800L, told("pv_watts"));
  }

  @Test
  @DisplayName("a power to the grid counts while the unit says that it feeds")
  void feed() {
    speaks("pi30max");
    hear("QPIGS", STATUS + " 0 00 0054");
    assertEquals(0L, told("solar_feed_to_grid_power"));
    hear("QPIGS", STATUS + " 1 00 0654");
    assertEquals(654L, told("solar_feed_to_grid_power"));
    hear("QPIGS", STATUS + " - 00 0654");
    lacks("solar_feed_to_grid_power");
    hear("QPIGS", STATUS);
    assertNull(totals().lacking().get("solar_feed_to_grid_power"), "it has none");
  }

  @Test
  @DisplayName("every dialect is known here")
  void dialects() {
    // A table more is a table to be looked at: what does it tell as a whole?
    assertEquals(
        "pi30, pi30ks, pi30gk, pi30max, pi30lv6548, pi30revo, pi41, pi16, pi17, pi18",
        Dialects.ids());
  }

  @Test
  @DisplayName("and not with values that cannot be")
  void doubtful() {
    speaks("pi18");
    String status =
        "2232,499,2232,499,1406,1376,028,%s,000,000,000,010,%s,%s,000,000,1924,0613,1604,2100,0,2,2,1,"
            + "1,1,1,0";
    hear("GS", status.formatted("549", "095", "060"));
    assertEquals(54.9, told("batt_volt"));
    assertEquals(95L, told("batt_capacity"));
    hear("GS", status.formatted("9999", "255", "300"));
    assertEquals(1_376L, told("ac_watt"));
    for (String key : List.of("batt_volt", "batt_capacity", "temp", "battery_watts")) {
      assertFalse(totals().values().containsKey(key), key);
    }
  }
}
