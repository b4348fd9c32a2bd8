package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.EnergyBooks;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.HistoryColumn;
import io.sunherd.history.rows.HistoryColumns;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.Query;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Retention;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store must do; run on each of the databases. */
abstract class StoreContract {
  /** An hour that begins a day, too. */
  static final long DAY = 1_790_035_200 / 86_400 * 86_400;

  static final RowSource ROOF = new RowSource("home", "92932004102443", "roof-1");
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final RowSource SHED = new RowSource("home", "92932004102444", "shed");

  private String url;
  Store store;
  Reader reader;

  /** The URL of an empty database. */
  abstract String url() throws Exception;

  @BeforeEach
  void open() throws Exception {
    url = url();
    store = new Store(url);
    reader = new Reader(url);
    store.open();
  }

  @AfterEach
  void close() {
    store.close();
  }

  static Row row(RowSource source, long at, int watts) {
    return new Row(source, at, Map.of("pv_watts", watts, "batt_volt", 52.83, "mode", "BT"));
  }

  private void append(int from, int to, int wrap) throws StoreException {
    store.append(
        Batch.of(
            IntStream.range(from, to).mapToObj(i -> row(ROOF, DAY + 15L * i, i % wrap)).toList()));
  }

  static Query query(String inverter, long from, long to, String... columns) {
    return new Query(
        "home",
        inverter,
        from,
        to,
        Stream.of(columns).map(name -> HistoryColumns.find(name).orElseThrow()).toList());
  }

  List<List<Object>> rows(Query query) throws StoreException, IOException {
    return new Rows(url).of(query);
  }

  @Test
  void givesBackEveryValueAsTheReadingHadIt() throws Exception {
    Map<String, Object> values = new HashMap<>();
    for (HistoryColumn column : HistoryColumns.ALL) {
      switch (column.kind()) {
        case WHOLE -> values.put(column.name(), 4_711);
        case DECIMAL, AS_SENT -> values.put(column.name(), 230.1);
        case WORD -> values.put(column.name(), "word");
        case TIME -> {}
      }
    }
    values.put("charge_source", List.of("solar_charging"));
    values.put("load_status", true);
    values.put("batt_volt", 52.83);
    values.put("no_column", 1);
    store.append(Batch.of(List.of(new Row(ROOF, DAY, values))));

    reader.rows(
        query("roof-1", DAY, DAY, HistoryColumns.names().toArray(String[]::new)),
        cursor -> {
          for (int i = 0; i < cursor.size(); i++) {
            HistoryColumn column = cursor.column(i);
            Object expected = values.getOrDefault(column.name(), DAY);
            assertFalse(cursor.isNull(i), column.name());
            assertEquals(
                expected instanceof Integer whole ? (Object) whole.longValue() : expected,
                cursor.value(i),
                column.name());
            if (column.isNumber()) {
              assertEquals(
                  Math.round(((Number) expected).doubleValue() * column.scale()), cursor.kept(i));
            }
          }
        });
    assertEquals(
        List.of(List.of(DAY, 52.83, true)),
        rows(query("roof-1", DAY, DAY, "datetime", "batt_volt", "load_status")));
  }

  @Test
  void anotherProgramMayWriteBetweenTwoBatches() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1))));
    try (Store other = new Store(url())) {
      other.append(Batch.of(List.of(row(ROOF, DAY + 15, 2))));
      store.append(Batch.of(List.of(row(ROOF, DAY + 30, 3))));
      other.append(Batch.of(List.of(row(ROOF, DAY + 45, 4))));
    }
  }

  @Test
  void aNumberThatIsWholeOrNotComesBackAsItWasSent() throws Exception {
    store.append(
        Batch.of(
            List.of(
                new Row(ROOF, DAY, Map.of("pv_amps", 16, "pv1_input_current", 16.0)),
                new Row(ROOF, DAY + 15, Map.of("pv_amps", 0.8, "pv1_input_current", 0.8)),
                new Row(ROOF, DAY + 30, Map.of("batt_volt", 52.8)))));
    store.append(Batch.of(List.of(ofBeforeTenths(DAY + 300, 12))));
    store.append(Batch.of(List.of(new Row(ROOF, DAY + 900, Map.of("batt_volt", 52.8)))));
    assertEquals(
        Arrays.asList(
            List.of(16L),
            List.of(0.8),
            Collections.singletonList(null),
            List.of(12L),
            Collections.singletonList(null)),
        rows(query("roof-1", DAY, DAY + 900, "pv_amps")));
    Query query = query("roof-1", DAY, DAY + 599, "pv_amps");
    assertEquals(List.of(new Range(0.8, 9.6, 16, 3)), reader.buckets(query, 1).get(0).ranges());
    List<Bucket> rolledUp = reader.buckets(query, 2);
    assertEquals(List.of(new Range(0.8, 8.4, 16, 2)), rolledUp.get(0).ranges());
    assertEquals(List.of(new Range(12, 12, 12, 1)), rolledUp.get(1).ranges());
  }

  /** A row of a hub that kept whole amperes only. */
  private static Row ofBeforeTenths(long at, int amps) {
    int[] numbers =
        HistoryColumns.NUMBERS.stream()
            .mapToInt(column -> column.name().equals("pv_amps") ? amps : Row.NONE)
            .toArray();
    return new Row(ROOF, at, "{}", numbers);
  }

  /** As with PI18, which sends watts and volts. */
  @Test
  void aCurrentThatIsWorkedOutKeepsItsTenths() throws Exception {
    store.append(Batch.of(List.of(new Row(ROOF, DAY, Map.of("pv_amps", 4.1)))));
    assertEquals(List.of(List.of(4.1)), rows(query("roof-1", DAY, DAY, "pv_amps")));
  }

  @Test
  void whatWasNotSentIsNull() throws Exception {
    store.append(Batch.of(List.of(new Row(ROOF, DAY, Map.of("grid_volt", 0.0)))));
    assertEquals(
        List.of(Arrays.asList(0.0, null, null)),
        rows(query("roof-1", DAY, DAY, "grid_volt", "temp", "mode")));
    assertNull(reader.buckets(query("roof-1", DAY, DAY, "temp"), 1).get(0).ranges().get(0));
  }

  @Test
  void tellsOneInverterInOrderAndNoOther() throws Exception {
    store.append(
        Batch.of(
            List.of(
                row(ROOF, DAY + 30, 3),
                row(SHED, DAY + 15, 9),
                row(ROOF, DAY, 1),
                row(ROOF, DAY + 15, 2),
                row(new RowSource("other", ROOF.serial(), "roof-1"), DAY, 7))));
    assertEquals(
        List.of(List.of(1L), List.of(2L), List.of(3L)),
        rows(query("roof-1", DAY, DAY + 30, "pv_watts")));
    assertEquals(List.of(List.of(2L)), rows(query("roof-1", DAY + 1, DAY + 29, "pv_watts")));
    assertEquals(List.of(), rows(query("nobody", DAY, DAY + 30, "pv_watts")));
  }

  @Test
  void aSecondRowOfATimeTakesThePlaceOfTheFirst() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1), row(ROOF, DAY, 2))));
    store.append(Batch.of(List.of(row(ROOF, DAY, 3))));
    assertEquals(List.of(List.of(3L)), rows(query("roof-1", DAY, DAY, "pv_watts")));
  }

  @Test
  void aBatchTwiceChangesNothing() throws Exception {
    Batch batch =
        new Batch(
            IntStream.range(0, 500).mapToObj(i -> row(ROOF, DAY + 15L * i, i)).toList(),
            List.of(new Quarter(ROOF, DAY, Map.of(Meter.PV, new Amount(123_456, 900_000)))),
            List.of(new CounterReading(ROOF, DAY, "QET", 5_000)));
    store.append(batch);
    List<Bucket> once = reader.buckets(query("roof-1", DAY, DAY + 7_500, "pv_watts"), 10);
    store.append(batch);
    assertEquals(once, reader.buckets(query("roof-1", DAY, DAY + 7_500, "pv_watts"), 10));
    assertEquals(Map.of(Meter.PV, new Amount(123_456, 900_000)), store.quarter(ROOF, DAY));
    assertEquals(500, rows(query("roof-1", DAY, DAY + 7_500, "datetime")).size());
  }

  @Test
  void bucketsTellTheLowestMeanAndHighest() throws Exception {
    for (int i = 0; i < 5_760; i += 7) {
      append(i, Math.min(5_760, i + 7), 240);
    }
    for (int points : List.of(24, 288, 1_000)) {
      List<Bucket> buckets =
          reader.buckets(query("roof-1", DAY, DAY + 86_399, "pv_watts", "mode"), points);
      assertEquals(points == 1_000 ? 993 : points, buckets.size());
      assertEquals(5_760, buckets.stream().mapToLong(Bucket::rows).sum());
      for (Bucket bucket : buckets) {
        int first = (int) ((bucket.at() - DAY + 14) / 15);
        int last = (int) ((bucket.at() + bucket.seconds() - DAY - 1) / 15);
        var expected =
            IntStream.rangeClosed(first, last)
                .filter(i -> i < 5_760)
                .map(i -> i % 240)
                .summaryStatistics();
        assertEquals(
            Arrays.asList(
                new Range(
                    expected.getMin(),
                    expected.getAverage(),
                    expected.getMax(),
                    expected.getCount()),
                null),
            bucket.ranges());
      }
    }
  }

  /** A day in India begins half an hour before an hour of Greenwich. */
  @Test
  void hoursOfAHalfHourZoneBeginWhereTheyDo() throws Exception {
    append(0, 5_760, 10_000);
    List<Bucket> hours =
        reader.buckets(query("roof-1", DAY + 1_800, DAY + 1_800 + 86_399, "pv_watts"), 24);
    assertEquals(DAY + 1_800, hours.get(0).at());
    assertEquals(3_600, hours.get(0).seconds());
    assertEquals(List.of(new Range(120, 239.5, 359, 240)), hours.get(0).ranges());
    assertEquals(24, hours.size());
  }

  @Test
  void anotherUnitUnderTheSameNameGoesOnWithItsHistory() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1))));
    store.append(Batch.of(List.of(row(new RowSource("home", "555", "roof-1"), DAY + 15, 2))));
    assertEquals(
        List.of(List.of(1L), List.of(2L)), rows(query("roof-1", DAY, DAY + 15, "pv_watts")));
    assertEquals(
        List.of(new Range(1, 1.5, 2, 2)),
        reader.buckets(query("roof-1", DAY, DAY + 15, "pv_watts"), 1).get(0).ranges());
  }

  @Test
  void aRenamedUnitKeepsItsHistory() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1), row(SHED, DAY, 2))));
    RowSource barn = new RowSource("home", ROOF.serial(), "barn");
    store.rename(barn, List.of("barn", "shed"));
    store.rename(new RowSource("home", SHED.serial(), "twin"), List.of("barn", "shed", "twin"));
    assertEquals(List.of(List.of(1L)), rows(query("barn", DAY, DAY, "pv_watts")));
    assertEquals(List.of(), rows(query("roof-1", DAY, DAY, "pv_watts")));
    assertEquals(List.of(List.of(2L)), rows(query("shed", DAY, DAY, "pv_watts")));
  }

  @Test
  void aUnitKeepsTheHistoryThatOlderVersionsKeptUnderItsWholeReply() throws Exception {
    RowSource before = new RowSource("home", "1492932004102450000000", "roof-9");
    store.append(Batch.of(List.of(row(before, DAY, 1))));
    RowSource barn = new RowSource("home", "92932004102450", "barn");
    store.rename(barn, List.of("barn"));
    assertEquals(List.of(List.of(1L)), rows(query("barn", DAY, DAY, "pv_watts")));
  }

  @Test
  void whatWasKeptUnderAPlaceholderIsNobodyElses() throws Exception {
    String reset = "55355535553555";
    store.append(Batch.of(List.of(row(new RowSource("home", reset, "roof-8"), DAY, 1))));
    store.rename(new RowSource("home", reset, "barn"), List.of("barn"));
    assertEquals(List.of(), rows(query("barn", DAY, DAY, "pv_watts")));
    long at = ZonedDateTime.parse("2026-06-01T12:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(
                quarter(new RowSource("home", reset, "roof-7"), at, 1_000, 900_000),
                quarter(new RowSource("home", reset, "roof-8"), at, 900, 900_000),
                quarter(new RowSource("home", "92932004102450", "roof-9"), at, 800, 900_000),
                quarter(new RowSource("home", "1492932004102450000000", "roof-9"), at, 50, 60_000)),
            List.of()));
    EnergyPeriod day = energy("system", "2026-06-01", "2026-06-01", Period.DAY).get(0);
    assertEquals(2.7, day.energy().get(Meter.PV).wattHours());
  }

  /** A row at noon of each of so many days. */
  private void noons(long day, int days) throws StoreException {
    store.append(
        Batch.of(
            IntStream.range(0, days)
                .mapToObj(i -> row(ROOF, day + 43_200 + 86_400L * i, i))
                .toList()));
  }

  private List<Long> days() throws Exception {
    return rows(query("roof-1", 0, Long.MAX_VALUE, "datetime")).stream()
        .map(row -> Math.floorDiv((Long) row.get(0) - DAY, 86_400L))
        .toList();
  }

  private void prune(Retention retention, long now) throws StoreException {
    while (store.prune("home", retention, now)) {}
  }

  @Test
  void prunesByAgeAndKeepsWhatIsRolledUp() throws Exception {
    append(0, 5_760, 10_000);
    Query day = query("roof-1", DAY, DAY + 86_399, "pv_watts");
    List<Bucket> before = reader.buckets(day, 24);
    long later = DAY + 11 * 86_400;
    noons(later, 1);
    Retention retention = new Retention(Duration.ofDays(1), Duration.ofDays(20), null);
    assertTrue(store.prune("home", retention, later + 86_399));
    prune(retention, later + 86_399);
    assertEquals(List.of(), rows(day));
    assertEquals(before, reader.buckets(day, 24));
    assertEquals(288, reader.buckets(day, 5_760).size(), "rows are gone, the finest is left");
    noons(later + 86_400, 18);
    prune(retention, later + 19 * 86_400);
    assertEquals(288, reader.buckets(day, 5_760).size(), "nineteen days with rows came later");
    noons(later + 19 * 86_400, 1);
    prune(retention, later + 20 * 86_400);
    assertEquals(before, reader.buckets(day, 5_760));

    store.append(Batch.of(List.of(row(ROOF, DAY + 3_601, 9_999))));
    assertEquals(before, reader.buckets(day, 24), "one late row is not an hour");
  }

  @Test
  void prunesOnlyWhatIsItsOwn() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1), row(SHED, DAY + 5 * 86_400, 1))));
    Retention retention = new Retention(Duration.ofDays(1), null, null);
    assertFalse(store.prune("other", retention, DAY + 10 * 86_400));
    assertEquals(1, rows(query("roof-1", DAY, DAY, "pv_watts")).size());
    assertTrue(store.prune("home", retention, DAY + 10 * 86_400), "a day of another unit counts");
    assertEquals(List.of(), rows(query("roof-1", DAY, DAY, "pv_watts")));
  }

  @Test
  void daysWithoutRowsDoNotCount() throws Exception {
    Retention retention = new Retention(Duration.ofDays(3), Duration.ofDays(3), null);
    noons(DAY, 3);
    prune(retention, DAY + 300 * 86_400);
    assertEquals(List.of(0L, 1L, 2L), days());
    noons(DAY + 300 * 86_400, 1);
    prune(retention, DAY + 300 * 86_400 + 50_000);
    assertEquals(List.of(1L, 2L, 300L), days());
  }

  /** A machine without a clock of its own begins in 2036, more than once. */
  @Test
  void aFewDaysThatAClockStampedYearsAheadTakeNothingAway() throws Exception {
    Retention retention = new Retention(Duration.ofDays(5), Duration.ofDays(5), Duration.ofDays(9));
    noons(DAY, 5);
    for (int boot : List.of(3_650, 3_655)) {
      noons(DAY + boot * 86_400L, 2);
      prune(retention, DAY + (boot + 1) * 86_400L + 50_000);
    }
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 3_650L, 3_651L, 3_655L, 3_656L), days());
    noons(DAY + 5 * 86_400, 1);
    prune(retention, DAY + 5 * 86_400 + 50_000);
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L, 3_650L, 3_651L, 3_655L, 3_656L),
        days(),
        "with the right time it goes on as if they were not");
    Query first = query("roof-1", DAY, DAY + 86_399, "pv_watts");
    assertEquals(1, reader.buckets(first, 24).size(), "an hour is kept for nine days");
  }

  @Test
  void aClockThatStandsYearsBehindTakesNothingAway() throws Exception {
    Retention retention = new Retention(Duration.ofDays(2), Duration.ofDays(2), Duration.ofDays(2));
    noons(DAY, 4);
    noons(DAY - 9_000L * 86_400, 1);
    prune(retention, DAY - 9_000L * 86_400 + 50_000);
    assertEquals(List.of(-9_000L, 0L, 1L, 2L, 3L), days());
  }

  /** Two years of totals every quarter of an hour, with nights and weeks in which none was read. */
  private long totals() throws StoreException {
    long start = LocalDate.of(2024, 1, 1).atStartOfDay(MADRID).toEpochSecond();
    for (int day = 0; day < 760; day++) {
      List<CounterReading> counters = new ArrayList<>();
      List<Quarter> quarters = new ArrayList<>();
      for (long at = start + day * 86_400L; at < start + (day + 1) * 86_400L; at += 900) {
        long growth = (at - start) / 7;
        for (RowSource unit : day % 50 < 44 ? List.of(ROOF, SHED) : List.of(ROOF)) {
          if ((at / 900 + day) % 13 > 1 && day % 31 != 5) {
            counters.add(new CounterReading(unit, at + 111, "QET", growth));
            counters.add(new CounterReading(unit, at + 111, "QLT", growth * 2));
            quarters.add(quarter(unit, at, 1_000, 900_000));
          }
        }
      }
      Row noon = row(ROOF, start + day * 86_400L + 43_200, day);
      store.append(new Batch(List.of(noon), quarters, counters));
    }
    return start;
  }

  private long count(String table) throws StoreException {
    return reader.ask(
        connection -> {
          try (var statement = connection.createStatement();
              var found = statement.executeQuery("SELECT count(*) FROM " + table)) {
            found.next();
            return found.getLong(1);
          }
        });
  }

  @Test
  void countersArePrunedAndTheEnergyOfPastDaysStaysRightToTheDigit() throws Exception {
    long start = totals();
    long now = start + 759 * 86_400L + 80_000;
    Map<Period, List<EnergyPeriod>> before = new HashMap<>();
    for (Period period : List.of(Period.DAY, Period.MONTH, Period.YEAR)) {
      before.put(period, energy("system", "2023-12-31", "2026-02-01", period));
    }
    List<EnergyPeriod> hours = energy("shed", "2025-04-01", "2026-02-01", Period.HOUR);
    List<EnergyPeriod> oldHours = energy("roof-1", "2024-03-01", "2024-03-31", Period.HOUR);
    Retention retention = new Retention(Duration.ofDays(90), Duration.ofDays(365), null, MADRID);
    prune(retention, now);
    for (Map.Entry<Period, List<EnergyPeriod>> one : before.entrySet()) {
      assertEquals(one.getValue(), energy("system", "2023-12-31", "2026-02-01", one.getKey()));
    }
    assertTrue(
        before.get(Period.DAY).stream().filter(day -> !day.counters().isEmpty()).count() > 600);
    assertEquals(hours, energy("shed", "2025-04-01", "2026-02-01", Period.HOUR));
    List<EnergyPeriod> left = energy("roof-1", "2024-03-01", "2024-03-31", Period.HOUR);
    for (int i = 0; i < left.size(); i++) {
      assertEquals(oldHours.get(i).energy(), left.get(i).energy());
      Map<Meter, Long> counters = left.get(i).counters();
      assertTrue(counters.isEmpty() || counters.equals(oldHours.get(i).counters()));
    }
    // Quarters for 90 days, hours for a year, days before; of two units and two counters each.
    assertTrue(count("counter") < 4 * (91 * 96 + 276 * 24 + 396), count("counter") + " rows");
    store.append(
        new Batch(
            List.of(row(ROOF, now + 86_400, 1)),
            List.of(),
            List.of(new CounterReading(ROOF, now + 86_400, "QET", 10_000_000))));
    long rows = count("counter");
    prune(retention, now + 86_400);
    assertTrue(count("counter") < rows - 100, "another day");
  }

  @ParameterizedTest
  @CsvSource({"pi18, 00001000, 00003500, 2500", "pi17, 00000001, 00000003, 2000"})
  void theTotalOfAnyDialectIsTheCounterOfTheDay(
      String dialect, String first, String last, long grown) throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    Recorder recorder = new Recorder("home", List.of("roof-1"), 15_000);
    recorder.accept(Said.state("roof-1", Condition.ONLINE, null, dialect));
    long[] times = {1_000 * (start - 60), 1_000 * (start + 86_000)};
    String[] told = {first, last};
    for (int i = 0; i < times.length; i++) {
      recorder.accept(
          Said.reading(dialect, "roof-1", "ET", times[i], 60_000, told[i]), times[i], times[i]);
    }
    RowSource source = new RowSource("home", Said.serial("roof-1"), "roof-1");
    store.append(
        new Batch(List.of(), List.of(quarter(source, start, 1_000, 900_000)), recorder.counters()));
    assertEquals(
        Map.of(Meter.PV, grown),
        energy("roof-1", "2026-06-01", "2026-06-01", Period.DAY).get(0).counters());
  }

  @Test
  void anHourInWhichNoTotalWasReadHasNone() throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(quarter(ROOF, start, 1_000, 900_000)),
            List.of(new CounterReading(ROOF, start - 60, "QET", 1_000))));
    assertEquals(
        Map.of(), energy("roof-1", "2026-06-01", "2026-06-01", Period.HOUR).get(0).counters());
  }

  @Test
  void aFailedBatchLeavesNothingBehind() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1))));
    Batch impossible =
        new Batch(
            List.of(row(new RowSource("home", "new", "new"), DAY, 5)),
            List.of(),
            List.of(new CounterReading(new RowSource("home", "1", null), DAY, "QET", 1)));
    assertThrows(StoreException.class, () -> store.append(impossible));
    assertEquals(List.of(), rows(query("new", DAY, DAY, "pv_watts")));
    store.append(Batch.of(List.of(row(new RowSource("home", "new", "new"), DAY, 6))));
    assertEquals(List.of(List.of(6L)), rows(query("new", DAY, DAY, "pv_watts")));
  }

  @Test
  void whateverFailsWithinATransactionEndsIt() throws Exception {
    store.append(Batch.of(List.of(row(ROOF, DAY, 1))));
    Batch unthinkable =
        new Batch(
            List.of(row(ROOF, DAY + 15, 2)), List.of(new Quarter(null, DAY, Map.of())), List.of());
    assertThrows(NullPointerException.class, () -> store.append(unthinkable));
    assertEquals(List.of(List.of(1L)), rows(query("roof-1", DAY, DAY + 60, "pv_watts")));
    try (Store other = new Store(url)) {
      other.append(Batch.of(List.of(row(ROOF, DAY + 30, 3))));
    }
    store.append(Batch.of(List.of(row(ROOF, DAY + 45, 4))));
    assertEquals(
        List.of(List.of(1L), List.of(3L), List.of(4L)),
        rows(query("roof-1", DAY, DAY + 60, "pv_watts")));
  }

  @Test
  void aReaderCannotWrite() {
    StoreException refused =
        assertThrows(
            StoreException.class,
            () ->
                reader.ask(connection -> connection.createStatement().execute("DELETE FROM unit")));
    assertTrue(refused.getMessage().startsWith("The history cannot be read: "));
  }

  @Test
  void appendsWhileSomebodyReads() throws Exception {
    store.append(
        Batch.of(IntStream.range(0, 5_000).mapToObj(i -> row(ROOF, DAY + 15L * i, i)).toList()));
    int[] seen = {0};
    reader.rows(
        query("roof-1", DAY, DAY + 86_400, "pv_watts"),
        cursor -> {
          if (seen[0]++ % 1_000 == 0) {
            try {
              store.append(Batch.of(List.of(row(SHED, DAY + seen[0], 1))));
              store.prune("home", new Retention(Duration.ofDays(1), null, null), DAY + 30 * 86_400);
            } catch (StoreException e) {
              throw new IOException(e);
            }
          }
        });
    assertEquals(5_000, seen[0]);
  }

  private static Quarter quarter(RowSource source, long at, long milliwattHours, long millis) {
    return new Quarter(source, at, Map.of(Meter.PV, new Amount(milliwattHours, millis)));
  }

  private List<EnergyPeriod> energy(String inverter, String from, String to, Period period)
      throws StoreException {
    return reader.energy(
        new EnergyQuery(
            "home",
            inverter,
            LocalDate.parse(from).atStartOfDay(MADRID).toEpochSecond(),
            LocalDate.parse(to).plusDays(1).atStartOfDay(MADRID).toEpochSecond() - 1,
            period,
            MADRID));
  }

  @Test
  void energyIsAddedUpByLocalDaysWhateverTheClocksDo() throws Exception {
    List<Quarter> quarters = new ArrayList<>();
    long start = ZonedDateTime.parse("2026-10-24T00:00:00+02:00").toEpochSecond();
    for (long at = start; at < start + 4 * 86_400; at += Quarter.SECONDS) {
      quarters.add(quarter(ROOF, at, 250, 900_000));
    }
    store.append(new Batch(List.of(), quarters, List.of()));
    List<EnergyPeriod> days = energy("roof-1", "2026-10-24", "2026-10-26", Period.DAY);
    assertEquals(
        List.of(24, 25, 24),
        days.stream().map(day -> (int) (day.to() - day.from()) / 3_600).toList());
    assertEquals(
        List.of(24.0, 25.0, 24.0),
        days.stream().map(day -> day.energy().get(Meter.PV).wattHours()).toList());
    assertEquals(0, days.get(1).energy().get(Meter.PV).gap(25 * 3_600, 1));
    assertEquals(73, energy("roof-1", "2026-10-24", "2026-10-26", Period.HOUR).size());
    assertEquals(
        95.0 + 1,
        energy("roof-1", "2026-10-01", "2026-10-31", Period.MONTH)
            .get(0)
            .energy()
            .get(Meter.PV)
            .wattHours());
    assertEquals(1, energy("roof-1", "2026-10-01", "2026-10-31", Period.YEAR).size());
  }

  @Test
  void energyOfASystemCountsEveryUnitOnceAndTellsItsGaps() throws Exception {
    long at = ZonedDateTime.parse("2026-06-01T12:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(
                quarter(ROOF, at, 1_000, 900_000),
                quarter(new RowSource("home", ROOF.serial(), "again"), at, 900, 800_000),
                quarter(SHED, at, 500, 300_000),
                quarter(new RowSource("other", "1", "roof-1"), at, 7_000, 900_000)),
            List.of()));
    EnergyPeriod day = energy("system", "2026-06-01", "2026-06-01", Period.DAY).get(0);
    EnergyPeriod.Energy pv = day.energy().get(Meter.PV);
    assertEquals(new EnergyPeriod.Energy(1.5, 1_200), pv);
    assertEquals(600, pv.gap(900, 2));
    assertEquals(
        Map.of(), energy("nobody", "2026-06-01", "2026-06-01", Period.DAY).get(0).energy());
  }

  @Test
  void energyFromTheGridSaysHowMuchOfItWasWorkedOut() throws Exception {
    long at = ZonedDateTime.parse("2026-06-01T12:00:00+02:00").toEpochSecond();
    Amount measured = new Amount(1_000, 900_000);
    Amount workedOut = new Amount(2_000, 900_000, 300_000);
    store.append(
        new Batch(
            List.of(),
            List.of(
                new Quarter(ROOF, at, Map.of(Meter.GRID_IN, workedOut, Meter.GRID_OUT, measured)),
                new Quarter(SHED, at, Map.of(Meter.GRID_IN, measured))),
            List.of()));
    assertEquals(
        Map.of(Meter.GRID_IN, workedOut, Meter.GRID_OUT, measured), store.quarter(ROOF, at));
    assertEquals(
        new EnergyPeriod.Energy(3, 1_800, true),
        energy("system", "2026-06-01", "2026-06-01", Period.DAY)
            .get(0)
            .energy()
            .get(Meter.GRID_IN));
    assertEquals(
        new EnergyPeriod.Energy(1, 900),
        energy("shed", "2026-06-01", "2026-06-01", Period.DAY).get(0).energy().get(Meter.GRID_IN));
    BookTotals totals = new BookTotals(reader, "home");
    Map<String, Map<Meter, Long>> expected =
        Map.of(
            "serial 92932004102443", Map.of(Meter.GRID_IN, 2_000L, Meter.GRID_OUT, 1_000L),
            "serial 92932004102444", Map.of(Meter.GRID_IN, 1_000L),
            "system", Map.of(Meter.GRID_IN, 3_000L, Meter.GRID_OUT, 1_000L));
    assertEquals(expected, totals.read(at + 900));
    assertEquals(expected, totals.read(at + 30 * 86_400), "from both sides of what may change");
    store.append(
        new Batch(
            List.of(),
            List.of(new Quarter(SHED, at, Map.of(Meter.GRID_IN, new Amount(900, 900_000)))),
            List.of()));
    assertEquals(expected, totals.read(at + 33 * 86_400), "what was told does not fall");
  }

  @Test
  void aUnitKeepsItsTotalsWhateverItsIdIs() throws Exception {
    RowSource one = new RowSource("home", "92932004102443", "roof-1");
    RowSource other = new RowSource("home", "92932004102444", "roof-2");
    store.append(
        new Batch(
            List.of(),
            List.of(
                quarter(one, DAY, 1_000, 900_000),
                quarter(other, DAY, 20, 900_000),
                quarter(new RowSource("home", "", "roof-3"), DAY, 7, 900_000)),
            List.of()));
    store.append(
        new Batch(
            List.of(),
            List.of(
                quarter(new RowSource("home", one.serial(), "roof-2"), DAY + 900, 500, 900_000),
                quarter(new RowSource("home", other.serial(), "roof-1"), DAY + 900, 30, 900_000),
                quarter(new RowSource("home", "", "roof-3"), DAY + 900, 8, 900_000)),
            List.of()));
    assertEquals(
        Map.of(
            "serial 92932004102443", Map.of(Meter.PV, 1_500L),
            "serial 92932004102444", Map.of(Meter.PV, 50L),
            "id roof-3", Map.of(Meter.PV, 15L),
            "system", Map.of(Meter.PV, 1_565L)),
        new BookTotals(reader, "home").read(DAY + 1_800));
  }

  @Test
  void energyFromTheGridIsCountedOfRowsThatWereKeptBefore() throws Exception {
    Map<String, Object> values =
        Map.of(
            "grid_volt",
            230.1,
            "ac_volt",
            230.0,
            "ac_watt",
            1_800,
            "batt_volt",
            52.0,
            "batt_charge_amps",
            10,
            "batt_discharge_amps",
            0,
            "pv_watts",
            320,
            "mode",
            "LN");
    store.append(
        new Batch(
            IntStream.range(0, 240).mapToObj(i -> new Row(ROOF, DAY + 15L * i, values)).toList(),
            IntStream.range(0, 4)
                .mapToObj(i -> quarter(ROOF, DAY + 900L * i, 80_000, 900_000))
                .toList(),
            List.of()));
    int steps = 0;
    while (store.countGrid("home", PastGrid::quarters)) {
      steps++;
    }
    assertEquals(3, steps, "to where they are, their hour, and the one that borders on it");
    assertEquals(
        new Amount(500_000, 900_000, 900_000), store.quarter(ROOF, DAY).get(Meter.GRID_IN));
    assertEquals(80_000, store.quarter(ROOF, DAY).get(Meter.PV).milliwattHours());
    assertEquals(
        new Amount(491_667, 885_000, 885_000), store.quarter(ROOF, DAY + 2_700).get(Meter.GRID_IN));
  }

  @Test
  void theInvertersOwnCountersStandBesideTheEnergy() throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(row(ROOF, start, 1)),
            List.of(),
            List.of(
                new CounterReading(ROOF, start - 60, "QET", 1_000),
                new CounterReading(ROOF, start + 86_000, "QET", 6_000),
                new CounterReading(ROOF, start + 100_000, "QET", 7_000),
                new CounterReading(ROOF, start + 90_000, "QED20260601", 5_010),
                new CounterReading(ROOF, start + 90_000, "QLT", 80))));
    List<EnergyPeriod> days = energy("roof-1", "2026-06-01", "2026-06-02", Period.DAY);
    assertEquals(Map.of(Meter.PV, 5_010L), days.get(0).counters());
    assertEquals(Map.of(Meter.PV, 1_000L), days.get(1).counters());
  }

  @Test
  void anHourHasTheCounterThatWasReadOfIt() throws Exception {
    long start = ZonedDateTime.parse("2026-10-25T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(row(ROOF, start, 1)),
            List.of(),
            List.of(
                new CounterReading(ROOF, start + 90_000, "QEH2026102501", 310),
                new CounterReading(ROOF, start + 90_000, "QEH2026102502", 320),
                new CounterReading(ROOF, start + 90_000, "QEH2026102503", 330),
                new CounterReading(ROOF, start + 3_000, "QEH2026102500", 300))));
    List<EnergyPeriod> hours = energy("roof-1", "2026-10-25", "2026-10-25", Period.HOUR);
    assertEquals(Map.of(), hours.get(0).counters(), "read before it was over");
    assertEquals(Map.of(Meter.PV, 310L), hours.get(1).counters());
    assertEquals(Map.of(), hours.get(2).counters(), "that hour came twice");
    assertEquals(Map.of(), hours.get(3).counters(), "that hour came twice");
    assertEquals(Map.of(Meter.PV, 330L), hours.get(4).counters());
  }

  @Test
  void aUnitOfTwoNumbersHasOneCounter() throws Exception {
    RowSource whole = new RowSource("home", "1492932004102450000000", "roof-9");
    RowSource decoded = new RowSource("home", "92932004102450", "roof-9");
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(row(whole, start, 1), row(decoded, start + 50_000, 1)),
            List.of(quarter(decoded, start, 1_000, 900_000)),
            List.of(
                new CounterReading(whole, start - 60, "QET", 1_000),
                new CounterReading(whole, start + 40_000, "QET", 3_000),
                new CounterReading(decoded, start + 50_000, "QET", 3_500),
                new CounterReading(decoded, start + 86_000, "QET", 6_000))));
    assertEquals(
        Map.of(Meter.PV, 5_000L),
        energy("roof-9", "2026-06-01", "2026-06-01", Period.DAY).get(0).counters());
    assertEquals(
        Map.of(Meter.PV, 5_000L),
        energy("system", "2026-06-01", "2026-06-01", Period.DAY).get(0).counters());
  }

  @Test
  void aCounterThatWasReadBeforeItsDayWasOverIsNotThatOfTheDay() throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(),
            List.of(
                new CounterReading(ROOF, start - 60, "QET", 1_000),
                new CounterReading(ROOF, start + 43_200, "QED20260601", 2_500),
                new CounterReading(ROOF, start + 86_000, "QET", 6_000))));
    assertEquals(
        Map.of(Meter.PV, 5_000L),
        energy("roof-1", "2026-06-01", "2026-06-01", Period.DAY).get(0).counters());
    store.append(
        new Batch(
            List.of(),
            List.of(),
            List.of(new CounterReading(ROOF, start + 864_000, "QED20260601", 5_020))));
    assertEquals(
        Map.of(Meter.PV, 5_020L),
        energy("roof-1", "2026-06-01", "2026-06-01", Period.DAY).get(0).counters());
  }

  /** A second inverter is bought in May, and the first one taken down in July. */
  @Test
  void aSumIsMadeOfTheUnitsThatHadDataThen() throws Exception {
    List<Quarter> quarters = new ArrayList<>();
    List<CounterReading> counters = new ArrayList<>();
    for (int month = 3; month <= 8; month++) {
      long start = LocalDate.of(2026, month, 1).atStartOfDay(MADRID).toEpochSecond();
      for (RowSource unit :
          month < 5 ? List.of(ROOF) : month < 7 ? List.of(ROOF, SHED) : List.of(SHED)) {
        quarters.add(quarter(unit, start, 1_000, 900_000));
        counters.add(new CounterReading(unit, start - 60, "QET", month * 1_000L));
        counters.add(new CounterReading(unit, start + 80_000, "QET", month * 1_000L + 7));
      }
    }
    store.append(new Batch(List.of(), quarters, counters));
    List<EnergyPeriod> months = energy("system", "2026-03-01", "2026-09-30", Period.MONTH);
    assertEquals(List.of(1, 1, 2, 2, 1, 1, 0), months.stream().map(EnergyPeriod::units).toList());
    List<EnergyPeriod> days = energy("system", "2026-03-01", "2026-08-01", Period.DAY);
    assertEquals(Map.of(Meter.PV, 7L), days.get(0).counters());
    assertEquals(Map.of(Meter.PV, 14L), days.get(31 + 30).counters(), "both in May");
    assertEquals(Map.of(Meter.PV, 7L), days.get(days.size() - 1).counters(), "one in August");
    assertEquals(0, days.get(1).units());
  }

  @Test
  void whereOneOfThoseThatHadDataHasNoCounterTheSystemHasNone() throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(quarter(ROOF, start, 1_000, 900_000), quarter(SHED, start, 500, 900_000)),
            List.of(
                new CounterReading(ROOF, start - 60, "QET", 1_000),
                new CounterReading(ROOF, start + 80_000, "QET", 6_000))));
    EnergyPeriod day = energy("system", "2026-06-01", "2026-06-01", Period.DAY).get(0);
    assertEquals(Map.of(), day.counters());
    assertEquals(2, day.units());
  }

  @Test
  void aUnitThatWasReplacedUnderItsNameOrRenamedIsOne() throws Exception {
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    store.append(
        new Batch(
            List.of(),
            List.of(
                quarter(ROOF, start, 1_000, 900_000),
                quarter(new RowSource("home", "555", "roof-1"), start + 3_600, 900, 900_000),
                quarter(SHED, start, 500, 900_000),
                quarter(new RowSource("home", SHED.serial(), "barn"), start + 900, 500, 900_000)),
            List.of()));
    assertEquals(1, energy("roof-1", "2026-06-01", "2026-06-01", Period.DAY).get(0).units());
    assertEquals(2, energy("system", "2026-06-01", "2026-06-01", Period.HOUR).get(0).units());
  }

  /** Years and units that nobody asked for are not read. */
  @Test
  void aQuestionReadsItsOwnTimeAndUnits() throws Exception {
    List<CounterReading> counters = new ArrayList<>();
    List<Quarter> quarters = new ArrayList<>();
    long start = ZonedDateTime.parse("2026-06-01T00:00:00+02:00").toEpochSecond();
    for (long at = start - 10 * 86_400; at < start + 20 * 86_400; at += Quarter.SECONDS) {
      for (RowSource unit : List.of(ROOF, SHED)) {
        counters.add(new CounterReading(unit, at, "QET", at - start + 1_000_000));
        quarters.add(quarter(unit, at, 1_000, 900_000));
      }
    }
    store.append(new Batch(List.of(), quarters, counters));
    int[] read = {0};
    reader.ask(
        connection -> {
          EnergyQuery query =
              new EnergyQuery("home", "roof-1", start, start + 86_399, Period.DAY, MADRID);
          List<Known> known = Reader.units(connection, query("roof-1", 0, 0)).stream().toList();
          EnergyBooks.tell(
              CountedRows.of(connection, read),
              query,
              known,
              day -> assertEquals(Map.of(Meter.PV, 86_400L - 900 + 900), day.counters()));
          return true;
        });
    // A day of quarters, a day of totals and the hour before it, no counters of days; and each end.
    assertEquals(96 + 1 + 100 + 1 + 2, read[0]);
  }
}
