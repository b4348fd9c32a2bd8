package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.SystemTotals.Phase;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PureTests
class CensusTest {
  private static final String TWO_AND_NOTHING = Said.status(2_000, 5_310, 20, 0, "01500");

  private final Census census = new Census(List.of("roof-1", "roof-2", "roof-3"));

  private void online(String id) {
    census.accept(Said.state(id, Condition.ONLINE));
  }

  private boolean hear(String id, String code, long at, String text) {
    return census.accept(Said.reading(id, code, at, 1_000, text), at);
  }

  @Test
  void nothingHeardIsNothingToldAndAllMissing() {
    SystemTotals totals = census.totals(7, 0);
    assertEquals(
        new SystemTotals(
            7,
            3,
            0,
            List.of("roof-1", "roof-2", "roof-3"),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Map.of()),
        totals);
  }

  @Test
  void aUnitSeenInTwoWaysIsCountedOnce() {
    online("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    hear("roof-1", "QPGS0", 2, Said.neighbour(Said.serial("roof-1"), 1_990, 531, 21, 0, 1));
    SystemTotals totals = census.totals(0, 10);
    assertEquals(2_000L, totals.values().get("ac_watt"));
    assertEquals(20L, totals.values().get("battery_amps"));
    assertEquals(1, totals.counted());
  }

  @Test
  void twoNamesOfOneSerialNumberAreOneUnit() {
    Census twice = new Census(List.of("cable-1", "roof-1"));
    twice.accept(Said.state("cable-1", Condition.ONLINE));
    twice.accept(Said.state("roof-1", Condition.ONLINE));
    String serial = Said.serial("roof-1");
    assertEquals(serial, Said.serial("cable-1"));
    twice.accept(
        Said.reading("cable-1", "QPGS0", 1, 5_000, Said.neighbour(serial, 1_990, 531, 21, 0, 1)),
        1);
    twice.accept(Said.reading("roof-1", "QPIGS", 2, 1_000, TWO_AND_NOTHING), 2);
    SystemTotals totals = twice.totals(0, 10);
    assertEquals(1, totals.units());
    assertEquals(2_000L, totals.values().get("ac_watt"));
    assertEquals(List.of(), totals.missing());
  }

  @Test
  void aUnitSeenOverTheBusHasNoInventedSun() {
    census.accept(Said.state("roof-1", Condition.ONLINE, null, "pi30"));
    census.accept(Said.state("roof-2", Condition.ONLINE, null, "pi30"));
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    hear("roof-1", "QPIGS2", 2, Said.secondTracker(700));
    census.accept(
        Said.reading(
            "pi30",
            "roof-2",
            "QPGS1",
            3,
            5_000,
            Said.neighbour(Said.serial("roof-2"), 500, 529, 0, 5, 1)),
        3);
    SystemTotals totals = census.totals(0, 10);
    assertEquals(2_500L, totals.values().get("ac_watt"));
    assertEquals(2_200L, totals.values().get("pv_watts"));
    assertEquals(List.of("grid_watts"), totals.calculated());
    assertEquals(53.0, totals.values().get("batt_volt"));
    assertEquals(15L, totals.values().get("battery_amps"));
    // 53.10 V x 20 A - 52.9 V x 5 A = 797.5 W
    assertEquals(798L, totals.values().get("battery_watts"));
    assertEquals(List.of("roof-3"), totals.missing());
    assertEquals(List.of("roof-2", "roof-3"), totals.lacking().get("pv_watts"));
    assertNull(totals.lacking().get("ac_watt"));
  }

  @Test
  void whatIsStaleIsLeftOutAndARepeatMakesNothingYounger() {
    online("roof-1");
    assertTrue(hear("roof-1", "QPIGS", 0, TWO_AND_NOTHING));
    assertEquals(1, census.totals(0, 5_000).counted());
    assertFalse(census.accept(Said.reading("roof-1", "QPIGS", 0, 1_000, TWO_AND_NOTHING), 4_900));
    assertEquals(0, census.totals(0, 5_001).counted());
    assertEquals(Map.of(), census.totals(0, 5_001).values());
  }

  @Test
  void anotherUnitUnderTheNameStartsFromNothing() {
    online("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    census.accept(
        new InverterState(
            "roof-1",
            Condition.ONLINE,
            0,
            null,
            "pi30max",
            null,
            "55554444333322",
            null,
            null,
            null,
            List.of()));
    assertEquals(0, census.totals(0, 10).counted());
  }

  @Test
  void whatAUnitWithoutANumberToldIsNotCountedUnderANumber() {
    nameless("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    assertEquals(1, census.totals(0, 10).counted());
    online("roof-1");
    assertEquals(0, census.totals(0, 10).counted());
  }

  @Test
  void anUnreadablePartLeavesTheSumUnknown() {
    online("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    hear("roof-1", "QPIGS2", 2, "02.1 310.4 0x7?0");
    assertFalse(census.totals(0, 10).values().containsKey("pv_watts"));
    assertEquals(2_000L, census.totals(0, 10).values().get("ac_watt"));
  }

  @Test
  void countsInPlaceOfDegreesAreNoTemperature() {
    online("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    assertEquals(41L, census.totals(0, 10).values().get("temp"));
    hear("roof-1", "QPIGS", 2, TWO_AND_NOTHING.replace(" 0041 ", " 0460 "));
    assertFalse(census.totals(0, 10).values().containsKey("temp"));
  }

  @Test
  void noFloatNoiseShows() {
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      online(id);
    }
    hear("roof-1", "QPIGS", 1, Said.status(100, 5_310, 0, 0, "00000"));
    hear("roof-2", "QPIGS", 1, Said.status(100, 5_320, 0, 0, "00000"));
    hear("roof-3", "QPIGS", 1, Said.status(100, 5_330, 0, 0, "00000"));
    assertEquals("53.2", String.valueOf(census.totals(0, 10).values().get("batt_volt")));
    assertEquals("230.1", String.valueOf(census.totals(0, 10).values().get("grid_volt")));
  }

  @Test
  void mixedPhasesAreToldByPhase() {
    for (int i = 1; i <= 3; i++) {
      online("roof-" + i);
      int mode = i == 3 ? 3 : 2;
      hear(
          "roof-" + i,
          "QPGS" + i,
          i,
          Said.neighbour(Said.serial("roof-" + i), 1_000 * i, 531, 0, 0, mode));
    }
    Map<String, Phase> phases = census.totals(0, 10).phases();
    assertEquals(List.of("phase1_of_3", "phase2_of_3"), List.copyOf(phases.keySet()));
    Phase first = phases.get("phase1_of_3");
    assertEquals(List.of("roof-1", "roof-2"), first.inverters());
    assertEquals(3_000L, first.values().get("ac_watt"));
    assertEquals(3_060L, first.values().get("ac_va"));
    assertEquals(3_000L, phases.get("phase2_of_3").values().get("ac_watt"));
    assertEquals(6_000L, census.totals(0, 10).values().get("ac_watt"));
  }

  private static Member member(String serial, String system, boolean present) {
    return new Member(serial, system, 1, "roof-1", present, 0, null, "parallel");
  }

  @Test
  void aUnitShownThroughANeighbourIsCountedWithWhatTheBusTells() {
    online("roof-1");
    online("roof-2");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    hear("roof-2", "QPIGS", 1, TWO_AND_NOTHING);
    assertEquals(4_000L, census.totals(0, 10).values().get("ac_watt"));
    InverterState own = Said.state("roof-2", Condition.DEGRADED);
    census.accept(
        new InverterState(
            "roof-2",
            Condition.DEGRADED,
            0,
            own.device(),
            own.protocol(),
            null,
            own.serial(),
            null,
            "roof-1",
            "gone",
            List.of()));
    hear("roof-1", "QPIGS", 9_000, TWO_AND_NOTHING);
    hear("roof-2", "QPGS1", 9_000, Said.neighbour(Said.serial("roof-2"), 500, 529, 0, 5, 1));
    SystemTotals totals = census.totals(0, 9_010);
    assertEquals(2, totals.counted());
    assertEquals(2_500L, totals.values().get("ac_watt"));
    // 320.5 V x 3 A + 310 V x 2 A of roof-2; roof-1 has not told of its second tracker lately.
    assertEquals(1_582L, totals.values().get("pv_watts"));
    assertEquals(List.of("roof-1", "roof-3"), totals.lacking().get("pv_watts"));
    assertEquals(Map.of("roof-1", 80.0, "roof-2", 20.0), totals.shares());
  }

  private void nameless(String id) {
    InverterState own = Said.state(id, Condition.ONLINE);
    census.accept(
        new InverterState(
            id,
            Condition.ONLINE,
            0,
            own.device(),
            own.protocol(),
            own.model(),
            null,
            own.firmware(),
            null,
            null,
            List.of("Its serial number is a placeholder.")));
  }

  @Test
  void unitsWithoutANumberOfTheirOwnAreEachCounted() {
    for (int i = 1; i <= 3; i++) {
      nameless("roof-" + i);
      hear("roof-" + i, "QPIGS", i, Said.status(111 * i, 5_310, 20, 0, "01500"));
    }
    SystemTotals totals = census.totals(0, 10);
    assertEquals(666L, totals.values().get("ac_watt"));
    assertEquals(3, totals.counted());
    assertEquals(List.of(), totals.missing());
  }

  @Test
  void aUnitWithAPlaceholderIsCountedWithWhatTheBusTellsOfItsNumber() {
    nameless("roof-1");
    nameless("roof-2");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    String told = Said.neighbour("55355535553555", 500, 529, 0, 5, 1);
    assertFalse(hear("roof-1", "QPGS1", 2, told), "what its cable tells of another unit");
    Reading own = Said.reading("roof-2", "QPGS1", 2, 1_000, told);
    assertTrue(
        census.accept(
            new Reading("roof-2", "parallel", "QPGS1", 2, 1_000, own.raw(), own.data()), 2));
    assertEquals(2_500L, census.totals(0, 10).values().get("ac_watt"));
  }

  @Test
  void whatANeighbourTellsOfAnotherUnitIsNotAddedToItsOwn() {
    online("roof-1");
    hear("roof-1", "QPIGS", 1, TWO_AND_NOTHING);
    assertFalse(
        hear("roof-1", "QPGS1", 2, Said.neighbour(Said.serial("roof-2"), 500, 529, 0, 5, 1)));
    assertEquals(2_000L, census.totals(0, 10).values().get("ac_watt"));
  }

  @Test
  void unitsThatAreFoundButNotConfiguredAreNamed() {
    online("roof-1");
    assertTrue(census.accept(member(Said.serial("roof-1"), "K", true)));
    assertTrue(census.accept(member("92932004102449", "K", true)));
    assertFalse(census.accept(member("92932004102449", "K", true)));
    SystemTotals totals = census.totals(0, 10);
    assertEquals(3, totals.units());
    assertEquals(List.of("92932004102449"), totals.unconfigured());
    assertEquals(Map.of(), totals.systems());
    assertTrue(census.accept(member("92932004102449", "K", false)));
    assertEquals(List.of(), census.totals(0, 10).unconfigured());
  }

  @Test
  void severalSystemsAreToldApart() {
    for (String id : List.of("roof-1", "roof-2", "roof-3")) {
      online(id);
      hear(id, "QPIGS", 1, TWO_AND_NOTHING);
      census.accept(member(Said.serial(id), id.equals("roof-3") ? "L" : "K", true));
    }
    census.accept(member("92932004102449", "L", true));
    SystemTotals totals = census.totals(7, 10);
    assertEquals(6_000L, totals.values().get("ac_watt"));
    assertEquals(List.of("K", "L"), List.copyOf(totals.systems().keySet()));
    SystemTotals first = totals.systems().getOrDefault("K", totals);
    SystemTotals second = totals.systems().getOrDefault("L", totals);
    assertEquals(4_000L, first.values().get("ac_watt"));
    assertEquals(2, first.units());
    assertEquals(List.of(), first.unconfigured());
    assertEquals(2_000L, second.values().get("ac_watt"));
    assertEquals(List.of("92932004102449"), second.unconfigured());
    assertEquals(Map.of("roof-1", 50.0, "roof-2", 50.0, "roof-3", 100.0), totals.shares());
  }

  @Test
  void unitsOfDifferentSystemsNeedNotBeAlike() {
    for (String id : List.of("roof-1", "roof-2")) {
      census.accept(
          Said.state(id, Condition.ONLINE, id.equals("roof-1") ? "00041.17" : "00041.18"));
      hear(id, "QPIRI", 1, Said.RATINGS);
    }
    assertEquals(1, census.totals(0, 10).differences().size());
    census.accept(member(Said.serial("roof-1"), "K", true));
    census.accept(member(Said.serial("roof-2"), "L", true));
    assertEquals(List.of(), census.totals(0, 10).differences());
  }
}
