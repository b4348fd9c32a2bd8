package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SystemTotals;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Grid power")
@PureTests
class GridPowerTest {
  private static final List<String> UNITS = List.of("roof-1", "roof-2", "roof-3");

  private final Census census = new Census(UNITS);
  private long now = 100_000;

  @BeforeEach
  void online() {
    UNITS.forEach(id -> census.accept(Said.state(id, Condition.ONLINE, null, "pi30")));
  }

  private void hear(String id, String code, String text) {
    census.accept(Said.reading("pi30", id, code, ++now, 1_000, text), now);
  }

  /** A unit on the grid: 1,000 W of load, 10 A at 53 V into the battery, 500 W of sun. */
  private void live(String id, String mode) {
    hear(id, "QPIGS", Said.status(1_000, 5_300, 10, 0, "00300"));
    hear(id, "QPIGS2", Said.secondTracker(200));
    hear(id, "QMOD", mode);
  }

  private SystemTotals totals() {
    return census.totals(0, now);
  }

  private Number grid() {
    return totals().values().get("grid_watts");
  }

  private void isNotKnown() {
    assertFalse(totals().values().containsKey("grid_watts"), totals().toString());
    assertEquals(UNITS, totals().lacking().get("grid_watts"));
  }

  @Test
  @DisplayName("is what load and battery take beyond the sun, unit by unit")
  void drawn() {
    UNITS.forEach(id -> live(id, "L"));
    assertEquals(3L * (1_000 + 530 - 500), grid());
    assertEquals(List.of("grid_watts"), totals().calculated());
    assertEquals(null, totals().lacking().get("grid_watts"));
  }

  @Test
  @DisplayName("does not mix the load of three with the sun of two")
  void oneCableLess() {
    UNITS.forEach(id -> live(id, "L"));
    census.accept(
        new InverterState(
            "roof-3",
            Condition.DEGRADED,
            0,
            null,
            "pi30",
            null,
            Said.serial("roof-3"),
            null,
            "roof-1",
            "gone",
            List.of()));
    now += 60_000;
    live("roof-1", "L");
    live("roof-2", "L");
    hear(
        "roof-3",
        "QPGS2",
        Said.neighbour(Said.serial("roof-3"), 1_000, 530, 10, 0, 1).replace(" B 00", " L 00"));
    assertEquals(3_000L, totals().values().get("ac_watt"));
    assertEquals(2L * (1_000 + 530 - 500), grid());
    assertEquals(List.of("roof-3"), totals().lacking().get("grid_watts"));
  }

  @Test
  @DisplayName("is nothing in battery mode, and the other parts need not be known")
  void batteryMode() {
    hear("roof-1", "QPIGS", Said.status(1_000, 5_300, 0, 20, "-----"));
    isNotKnown();
    hear("roof-1", "QMOD", "B");
    assertEquals(0L, grid());
    assertEquals(List.of("grid_watts"), totals().calculated());
    assertEquals(List.of("roof-2", "roof-3"), totals().lacking().get("grid_watts"));
  }

  @Test
  @DisplayName("is nothing without a grid, whatever the mode is")
  void noGrid() {
    String away =
        Said.status(1_000, 5_300, 0, 20, "-----").replaceFirst("230.1 50.0", "001.0 00.0");
    hear("roof-1", "QPIGS", away);
    assertEquals(0L, grid());
  }

  @Test
  @DisplayName("is never below nothing")
  void neverBelow() {
    hear("roof-1", "QPIGS", Said.status(100, 5_300, 0, 0, "02000"));
    hear("roof-1", "QPIGS2", Said.secondTracker(200));
    hear("roof-1", "QMOD", "L");
    assertEquals(0L, grid());
  }

  @Test
  @DisplayName("is not known without a mode that is fresh, and one that the tables know")
  void mode() {
    live("roof-1", "L");
    now += 4_000;
    hear("roof-1", "QPIGS", Said.status(1_000, 5_300, 10, 0, "00300"));
    hear("roof-1", "QPIGS2", Said.secondTracker(200));
    assertEquals(1_030L, grid());
    now += 2_000;
    isNotKnown();
    hear("roof-1", "QMOD", "Z");
    isNotKnown();
    hear("roof-1", "QMOD", "Y");
    assertEquals(1_030L, grid());
  }

  @Test
  @DisplayName("is not known without any one of its parts")
  void parts() {
    live("roof-1", "L");
    assertEquals(1_030L, grid());
    // Without the current of its panels no PV power can be worked out.
    String status = Said.status(1_000, 5_300, 10, 0, "00300").replace(" 03.4 ", " --.- ");
    for (String part : List.of(" 1000 ", " 53.00 ", " 010 ", " 00000 ", " 00300 ", "230.1 ")) {
      String dashes = part.replaceAll("[0-9]", "-");
      hear("roof-1", "QPIGS", status.replaceFirst(Pattern.quote(part), dashes));
      isNotKnown();
      live("roof-1", "L");
      assertEquals(1_030L, grid());
    }
  }

  @Test
  @DisplayName("of a unit that feeds is what it tells, as export")
  void export() {
    live("roof-1", "L");
    hear("roof-1", "QPIGS", Said.status(100, 5_300, 0, 0, "02000") + " 1 00 0800");
    assertEquals(-800L, grid());
    assertEquals(List.of(), totals().calculated(), "the unit tells it");
    live("roof-2", "L");
    assertEquals(1_030L - 800, grid());
    assertEquals(List.of("grid_watts"), totals().calculated());
    hear("roof-1", "QPIGS", Said.status(1_000, 5_300, 10, 0, "00300") + " 0 00 0054");
    assertEquals(2 * 1_030L, grid(), "54 W that it does not feed are none");
  }

  @Test
  @DisplayName("of a unit that may feed nobody knows how much is not known")
  void unknownExport() {
    live("roof-1", "L");
    assertEquals(1_030L, grid());
    hear("roof-1", "QPIGS", Said.status(1_000, 5_300, 10, 0, "00300") + " - 00 0800");
    isNotKnown();
  }

  @Test
  @DisplayName("does not come of a status of zeros, which counts for nothing in any sum")
  void zeros() {
    live("roof-1", "L");
    SystemTotals before = totals();
    now += 1_000;
    hear("roof-1", "QPIGS", Said.status(0, 0, 0, 0, "00000").replaceAll("[1-9]", "0"));
    assertEquals(before.values(), totals().values());
  }
}
