package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.HistoryValues;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@PureTests
class RecorderTest {
  private static final String STATUS = Said.status(2_000, 5_310, 20, 0, "01500");
  private static final int EVERY = 15_000;

  private final Recorder recorder = new Recorder("home", List.of("roof-1", "roof-2"), EVERY);

  private void hear(String id, String code, long at, String text) {
    hear(Said.reading(id, code, at, 1_000, text), at);
  }

  private void hear(Reading reading, long steadyMs) {
    recorder.accept(reading, reading.at(), steadyMs);
  }

  private static int number(Row row, String column) {
    int index =
        IntStream.range(0, HistoryColumns.NUMBERS.size())
            .filter(i -> HistoryColumns.NUMBERS.get(i).name().equals(column))
            .findFirst()
            .orElseThrow();
    return row.number(index);
  }

  @Test
  void oneRowOfEachUnitThatWasRead() {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 1_000, STATUS);
    hear("roof-1", "QMOD", 1_100, "B");
    hear("roof-1", "QPIGS2", 1_200, Said.secondTracker(700));
    List<Row> rows = recorder.rows(15, 15_000);
    assertEquals(1, rows.size());
    Row row = rows.get(0);
    assertEquals(new RowSource("home", Said.serial("roof-1"), "roof-1"), row.source());
    assertEquals(15, row.at());
    assertEquals(1_500, number(row, "pv_watts"));
    assertEquals(5_310, number(row, "batt_volt"));
    assertEquals(700, number(row, "pv2_charging_power"));
    assertEquals("BT", HistoryValues.read(row.words()).get("mode"));
    assertEquals("00010110", HistoryValues.read(row.words()).get("raw_status"));
  }

  @Test
  void whatWasMissedIsAMissingRowAndNeverARepeat() {
    hear("roof-1", "QPIGS", 1_000, STATUS);
    assertEquals(1, recorder.rows(15, 15_000).size());
    assertEquals(0, recorder.rows(30, 30_000).size());
    Reading again = Said.reading("roof-1", "QPIGS", 1_000, 1_000, STATUS);
    hear(again, 40_000);
    assertEquals(0, recorder.rows(45, 45_000).size(), "told again is not read again");
    hear("roof-1", "QPIGS", 46_000, STATUS);
    assertEquals(0, recorder.rows(75, 75_000).size(), "too old when the time came");
    hear("roof-1", "QPIGS", 76_000, STATUS);
    assertEquals(1, recorder.rows(90, 90_000).size());
  }

  @Test
  void aStaleModeIsNotToldWithAFreshStatus() {
    hear("roof-1", "QMOD", 1_000, "B");
    hear("roof-1", "QPIGS", 20_000, STATUS);
    Row row = recorder.rows(30, 30_000).get(0);
    assertEquals(null, HistoryValues.read(row.words()).get("mode"));
  }

  @Test
  void aModeThatIsPolledSeldomIsToldUntilThreePollsWereMissed() {
    hear(Said.reading("roof-1", "QMOD", 1_000, 60_000, "B"), 1_000);
    hear("roof-1", "QPIGS", 180_000, STATUS);
    assertEquals("BT", HistoryValues.read(recorder.rows(195, 185_000).get(0).words()).get("mode"));
    hear("roof-1", "QPIGS", 186_000, STATUS);
    assertEquals(null, HistoryValues.read(recorder.rows(210, 190_000).get(0).words()).get("mode"));
  }

  @Test
  void aUnitThatOnlyItsNeighbourTellsOfHasRowsUnderTheStatusNames() {
    recorder.accept(Said.state("roof-2", Condition.ONLINE));
    String text = Said.neighbour(Said.serial("roof-2"), 900, 531, 20, 3, 1);
    hear("roof-2", "QPGS1", 1_000, text);
    hear("roof-1", "QPGS1", 1_000, text);
    List<Row> rows = recorder.rows(15, 15_000);
    assertEquals(List.of("roof-2"), rows.stream().map(r -> r.source().inverter()).toList());
    assertEquals(900, number(rows.get(0), "ac_watt"));
    assertEquals(5_310, number(rows.get(0), "batt_volt"));
    assertEquals(1_582, number(rows.get(0), "pv_watts"), "320.5 V x 3 A and 310 V x 2 A");
  }

  @Test
  void voltsTimesAmperesOfTheBatterySideAreNoSun() {
    recorder.accept(Said.state("roof-2", Condition.ONLINE, null, "pi30"));
    String text = Said.neighbour(Said.serial("roof-2"), 900, 531, 20, 3, 1);
    hear(Said.reading("pi30", "roof-2", "QPGS1", 1_000, 5_000, text), 1_000);
    Row row = recorder.rows(15, 15_000).get(0);
    assertEquals(900, number(row, "ac_watt"));
    assertEquals(Row.NONE, number(row, "pv_watts"));
  }

  /** PI18's live values with that much sun on its two trackers. */
  private static String pi18(String pv1, String pv2) {
    return "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,"
        + (pv1 + "," + pv2 + ",1604,2100,0,2,2,1,1,1,1,0");
  }

  @Test
  void theSunOfAUnitWithoutAColumnForEachTrackerIsItsWhole() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi18"));
    for (int second = 0; second <= 10; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear(Said.reading("pi18", "roof-1", "GS", at, 1_000, pi18("1924", "0613")), at);
    }
    assertEquals(2_537, number(recorder.rows(9_015, 9_015_000).get(0), "pv_watts"));
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertEquals(
        new Quarter.Amount(Math.round(2_537 * 10 / 3.6), 10_000), quarter.amounts().get(Meter.PV));
  }

  @Test
  void aStatusOfZerosIsNeitherARowNorEnergy() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi18"));
    String zeros = pi18("1924", "0613").replaceAll("[1-9]", "0");
    hear(Said.reading("pi18", "roof-1", "GS", 9_000_000, 1_000, zeros), 9_000_000);
    assertEquals(List.of(), recorder.rows(9_001, 9_001_000));
    hear(Said.reading("pi18", "roof-1", "GS", 9_002_000, 1_000, pi18("1924", "0613")), 9_002_000);
    hear(Said.reading("pi18", "roof-1", "GS", 9_003_000, 1_000, zeros), 9_003_000);
    assertEquals(2_537, number(recorder.rows(9_003, 9_003_000).get(0), "pv_watts"));
  }

  @Test
  void whatAUnitMeasuresAtTheGridIsInItsRowsAndWhatGoesOutInItsBooks() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi17"));
    recorder.accept(new Refused("roof-1", Set.of("PS2", "GS2")));
    for (int second = 0; second <= 20; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear(Said.pi17("roof-1", at, 1_000, second < 10 ? "-03600" : "+03600", 0), at);
    }
    Row row = recorder.rows(9_015, 9_020_000).get(0);
    assertEquals(3_600, number(row, "grid_watts"));
    assertEquals(2_537, number(row, "pv_watts"));
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    // For 9 s all of 3.6 kW, and half a second on its way to nothing.
    assertEquals(new Quarter.Amount(9_500, 20_000), quarter.amounts().get(Meter.GRID_OUT));
  }

  @Test
  void whatIsWorkedOutForTheGridIsNotInTheBooks() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi17"));
    recorder.accept(new Refused("roof-1", Set.of("PS2", "GS2")));
    for (int second = 0; second <= 10; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear(Said.pi17("roof-1", at, 1_000, "", 0), at);
    }
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertFalse(quarter.amounts().containsKey(Meter.GRID_OUT));
    assertEquals(
        new Quarter.Amount(Math.round(1_860 * 10 / 3.6), 10_000),
        quarter.amounts().get(Meter.LOAD));
  }

  /** The energy of ten seconds of a unit with that mode, with or without its second tracker. */
  private Map<Meter, Quarter.Amount> tenSeconds(String mode, boolean whole) throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    for (int second = 0; second <= 10; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear("roof-1", "QMOD", at, mode);
      if (whole) {
        hear("roof-1", "QPIGS2", at, Said.secondTracker(500));
      }
      hear("roof-1", "QPIGS", at, STATUS);
    }
    return recorder.energy().get(0).quarter((source, at) -> Map.of()).amounts();
  }

  @Test
  void whatComesFromTheGridIsWorkedOutAndMarkedSo() throws Exception {
    long expected = Math.round((2_000 + 53.1 * 20 - 1_500 - 500) * 10 / 3.6);
    assertEquals(
        new Quarter.Amount(expected, 10_000, 10_000), tenSeconds("L", true).get(Meter.GRID_IN));
    assertEquals(1_062, number(recorder.rows(9_015, 9_010_000).get(0), "grid_watts"));
  }

  @Test
  void nothingComesFromTheGridInBatteryModeWhateverElseIsKnown() throws Exception {
    assertEquals(new Quarter.Amount(0, 10_000, 10_000), tenSeconds("B", false).get(Meter.GRID_IN));
  }

  @Test
  void whatComesFromTheGridIsNotKnownWithoutAPartOfTheUnit() throws Exception {
    assertFalse(tenSeconds("L", false).containsKey(Meter.GRID_IN));
  }

  @Test
  void whatIsMeasuredAtTheGridIsNotMarkedAsWorkedOut() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi17"));
    recorder.accept(new Refused("roof-1", Set.of("PS2", "GS2")));
    for (int second = 0; second <= 10; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear(Said.pi17("roof-1", at, 1_000, "+03600", 0), at);
    }
    Map<Meter, Quarter.Amount> amounts =
        recorder.energy().get(0).quarter((source, at) -> Map.of()).amounts();
    assertEquals(new Quarter.Amount(10_000, 10_000), amounts.get(Meter.GRID_IN));
    assertEquals(new Quarter.Amount(0, 10_000), amounts.get(Meter.GRID_OUT));
  }

  @Test
  void aPartThatIsNotKnownLeavesTheColumnAndTheBooksOpen() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi18"));
    for (int second = 0; second <= 10; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear(Said.reading("pi18", "roof-1", "GS", at, 1_000, pi18("1924", "----")), at);
    }
    Row row = recorder.rows(9_015, 9_015_000).get(0);
    assertEquals(Row.NONE, number(row, "pv_watts"));
    assertEquals(1_376, number(row, "ac_watt"));
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertEquals(null, quarter.amounts().get(Meter.PV));
    assertEquals(10_000, quarter.amounts().get(Meter.LOAD).millis());
  }

  @Test
  void bothLegsOfASplitPhaseUnitAreItsLoad() {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi41"));
    hear(Said.reading("pi41", "roof-1", "QPIGS", 1_000, 1_000, STATUS), 1_000);
    assertEquals(Row.NONE, number(recorder.rows(15, 15_000).get(0), "ac_watt"));
    String second = "120.1 60.0 120.0 60.0 0400 0380 011 0004 310.4 53.10 10100010";
    hear(Said.reading("pi41", "roof-1", "QPIGS2", 16_000, 5_000, second), 16_000);
    hear(Said.reading("pi41", "roof-1", "QPIGS", 17_000, 1_000, STATUS), 17_000);
    Row row = recorder.rows(30, 30_000).get(0);
    assertEquals(2_380, number(row, "ac_watt"));
    assertEquals(1_500, number(row, "pv_watts"), "its first tracker, as the status tells it");
    assertEquals(Row.NONE, number(row, "pv2_charging_power"));
  }

  @Test
  void theSunOfAUnitWhoseSecondTrackerIsNotReadYetIsNotCounted() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    for (int second = 0; second <= 20; second++) {
      long at = 9_000_000 + second * 1_000L;
      hear("roof-1", "QPIGS", at, STATUS);
      if (second == 9) {
        recorder.accept(new Refused("roof-1", Set.of("QPIGS2")));
      }
    }
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertEquals(10_000, quarter.amounts().get(Meter.PV).millis());
    assertEquals(20_000, quarter.amounts().get(Meter.LOAD).millis());
  }

  @Test
  void anotherUnitUnderTheNameGetsNoRowOfTheFirst() {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 1_000, STATUS);
    recorder.accept(
        new InverterState(
            "roof-1",
            Condition.ONLINE,
            0,
            null,
            "pi30max",
            null,
            "555",
            null,
            null,
            null,
            List.of()));
    assertEquals(List.of(), recorder.rows(15, 15_000));
  }

  private static InverterState nameless(String id, Condition condition) {
    return new InverterState(
        id, condition, 0, null, "pi30max", null, null, null, null, null, List.of());
  }

  @Test
  void unitsWithoutANumberOfTheirOwnAreKeptByTheirNames() {
    for (String id : List.of("roof-1", "roof-2")) {
      recorder.accept(nameless(id, Condition.ONLINE));
      hear(id, "QPIGS", 1_000, STATUS);
    }
    String told = Said.neighbour("55355535553555", 900, 531, 20, 3, 1);
    hear("roof-1", "QPGS1", 1_000, told);
    assertEquals(
        List.of(new RowSource("home", "", "roof-1"), new RowSource("home", "", "roof-2")),
        recorder.rows(15, 15_000).stream().map(Row::source).toList());
  }

  @Test
  void aUnitWithAPlaceholderThatOnlyItsNeighbourTellsOfHasRows() {
    recorder.accept(nameless("roof-2", Condition.ONLINE));
    Reading told =
        Said.reading(
            "roof-2", "QPGS1", 1_000, 5_000, Said.neighbour("55355535553555", 900, 531, 20, 3, 1));
    hear(new Reading("roof-2", "parallel", "QPGS1", 1_000, 5_000, told.raw(), told.data()), 1_000);
    assertEquals(900, number(recorder.rows(15, 15_000).get(0), "ac_watt"));
  }

  @Test
  void aUnitThatDoesNotTellWhichItIsAddsNothingToThePastOfAnother() {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    recorder.accept(nameless("roof-1", Condition.OFFLINE));
    hear("roof-1", "QPIGS", 1_000, STATUS);
    assertEquals(
        Said.serial("roof-1"), recorder.rows(15, 15_000).get(0).source().serial(), "only gone");
    recorder.accept(nameless("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 16_000, STATUS);
    assertEquals("", recorder.rows(30, 30_000).get(0).source().serial());
  }

  @Test
  void whatWasReadByAnotherTableIsNoRow() {
    recorder.accept(nameless("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 1_000, STATUS);
    recorder.accept(
        new InverterState(
            "roof-1", Condition.ONLINE, 0, null, "pi18", null, null, null, null, null, List.of()));
    assertEquals(List.of(), recorder.rows(15, 15_000));
  }

  @Test
  void aUnitThatIsOnlyGoneIsStillTheOneWhoseNeighboursNeedNotBeCounted() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 9_000_000, STATUS);
    recorder.accept(nameless("roof-1", Condition.OFFLINE));
    for (int second = 5; second <= 20; second += 5) {
      String told = Said.neighbour(Said.serial("roof-1"), 900, 531, 0, 3, 1);
      hear("roof-1", "QPGS0", 9_000_000 + second * 1_000L, told);
    }
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    hear("roof-1", "QPIGS", 9_030_000, STATUS);
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertEquals(30_000, quarter.amounts().get(Meter.LOAD).millis(), "each second once");
  }

  private static SystemTotals totals() {
    return new SystemTotals(
        1,
        3,
        2,
        List.of("roof-3"),
        Map.of("pv_watts", 3_000L, "battery_watts", -250L),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of());
  }

  @Test
  void totalsAreARowOfTheSystemWithTheirCoverage() {
    recorder.accept(totals(), 1_000);
    Row row = recorder.rows(15, 15_000).get(0);
    assertEquals(new RowSource("home", "", "system"), row.source());
    assertEquals(3_000, number(row, "pv_watts"));
    assertEquals(-250, number(row, "battery_watts"));
    assertEquals(3, number(row, "units"));
    assertEquals(2, number(row, "counted"));
    assertEquals(List.of(), recorder.rows(30, 30_000));
  }

  @Test
  void totalsOfPollsThatAreSlowerThanRowsAreInTheRowThatIsMadeLate() {
    Recorder often = new Recorder("home", List.of("roof-1"), 5_000);
    for (int poll = 1; poll <= 3; poll++) {
      often.accept(totals(), poll * 10_000);
      assertEquals(1, often.rows(poll * 10 + 5, poll * 10_000 + 6_250).size());
      assertEquals(0, often.rows(poll * 10 + 10, poll * 10_000 + 9_900).size());
    }
    often.accept(totals(), 40_000);
    assertEquals(0, often.rows(50, 50_000).size(), "too old when the time came");
  }

  @Test
  void energyOfAllTrackersIsCountedOnceAndTheNeighboursWordNotBesideTheOwn() throws Exception {
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    for (int second = 0; second <= 100; second++) {
      long at = 9_000_000 + second * 1_000L;
      if (second % 5 == 0) {
        hear("roof-1", "QPIGS2", at - 10, Said.secondTracker(500));
      }
      hear("roof-1", "QPIGS", at, STATUS);
      if (second % 5 == 0) {
        hear("roof-1", "QPGS0", at + 20, Said.neighbour(Said.serial("roof-1"), 900, 531, 0, 3, 1));
      }
    }
    Quarter quarter = recorder.energy().get(0).quarter((source, at) -> Map.of());
    assertEquals(
        new Quarter.Amount(Math.round(2_000 * 100 / 3.6), 100_000),
        quarter.amounts().get(Meter.PV));
    assertEquals(
        new Quarter.Amount(Math.round(2_000 * 100 / 3.6), 100_000),
        quarter.amounts().get(Meter.LOAD));
    assertEquals(
        Math.round(53.1 * 20 * 100 / 3.6),
        quarter.amounts().get(Meter.BATTERY_IN).milliwattHours());
    assertEquals(0, quarter.amounts().get(Meter.BATTERY_OUT).milliwattHours());
  }

  @Test
  void theInvertersOwnCountersAreKeptOnceAQuarter() {
    hear("roof-1", "QET", 1_000, "00012345");
    hear("roof-1", "QET", 61_000, "00012346");
    hear("roof-1", "QED20261124", 62_000, "00000345");
    List<CounterReading> counters = recorder.counters();
    assertEquals(2, counters.size());
    assertEquals(12_346, counters.get(0).wattHours());
    assertEquals("QED20261124", counters.get(1).inquiry());
    recorder.kept(List.of(), counters, 100);
    assertEquals(List.of(), recorder.counters());
  }

  @Test
  void countersOfOtherProtocolsAreKeptAsThoseOfPi30() {
    recorder.accept(
        new InverterState(
            "roof-1", Condition.ONLINE, 0, null, "pi18", null, "555", null, null, null, List.of()));
    Map<String, Object> energy = Map.of("energy", 12_345);
    hear(new Reading("roof-1", "pv_energy_total", "ET", 1_000, 60_000, "", energy), 1_000);
    hear(new Reading("roof-1", "pv_energy_day", "ED20261124", 2_000, 0, "", energy), 2_000);
    hear(new Reading("roof-1", "pv_energy_month", "EM202611", 3_000, 0, "", energy), 3_000);
    assertEquals(
        List.of("QET", "QED20261124", "QEM202611"),
        recorder.counters().stream().map(CounterReading::inquiry).toList());
  }

  @Test
  void thoseOfPi17AreKeptDownToTheHour() {
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, "pi17"));
    hear(Said.reading("pi17", "roof-1", "ET", 1_000, 60_000, "00012345"), 1_000);
    hear(Said.reading("pi17", "roof-1", "EY2026", 2_000, 0, "012256436"), 2_000);
    hear(Said.reading("pi17", "roof-1", "EM202611", 3_000, 0, "00006591"), 3_000);
    hear(Said.reading("pi17", "roof-1", "ED20261124", 4_000, 0, "012391"), 4_000);
    hear(Said.reading("pi17", "roof-1", "EH2026112412", 5_000, 0, "01234"), 5_000);
    assertEquals(
        List.of(
            "QET 12345000",
            "QEY2026 12256436",
            "QEM202611 6591",
            "QED20261124 12391",
            "QEH2026112412 1234"),
        recorder.counters().stream().map(one -> one.inquiry() + " " + one.wattHours()).toList());
  }
}
