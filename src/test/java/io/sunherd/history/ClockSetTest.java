package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what a wrong clock has stamped, whatever keeps the rows. */
abstract class ClockSetTest {
  private static final long NOON = HistoryRig.NOON;
  private static final long YEARS = 10 * 365 * 86_400L;

  private String url;

  @BeforeEach
  void name() throws Exception {
    url = url();
  }

  /** The URL of an empty database. */
  abstract String url() throws Exception;

  /** Times from noon on. */
  private List<Long> times() throws Exception {
    return new Rows(url)
        .of(StoreContract.query("roof-1", 0, Long.MAX_VALUE, "datetime")).stream()
            .map(row -> (Long) row.get(0) - NOON)
            .toList();
  }

  private static List<Long> every(int from, int to) {
    return LongStream.rangeClosed(from / 15, to / 15).mapToObj(i -> i * 15).toList();
  }

  private EnergyPeriod.Energy pv(long from, long to, Period period) throws Exception {
    return new Reader(url)
        .energy(new EnergyQuery("home", "roof-1", from, to, period, ZoneOffset.UTC)).stream()
            .map(one -> one.energy().getOrDefault(Meter.PV, new EnergyPeriod.Energy(0, 0)))
            .reduce(
                (a, b) ->
                    new EnergyPeriod.Energy(
                        a.wattHours() + b.wattHours(), a.seconds() + b.seconds()))
            .orElseThrow();
  }

  private Map<Meter, Long> counters(long at) throws Exception {
    return new Reader(url)
        .energy(new EnergyQuery("home", "roof-1", at, at, Period.HOUR, ZoneOffset.UTC))
        .get(0)
        .counters();
  }

  @Test
  void whatWasStampedYearsAheadIsMovedToItsTrueTime() throws Exception {
    try (Boot boot = new Boot(url, NOON, YEARS, 3_600)) {
      boot.pass(120).write().pass(7).set(0).pass(173).write();
    }
    assertEquals(every(15, 300), times());
    assertEquals(300, pv(NOON, NOON + 3_599, Period.HOUR).seconds(), 1);
    assertEquals(300, pv(NOON, NOON + 3_599, Period.HOUR).wattHours(), 1);
    assertEquals(
        0, pv(NOON + YEARS - 86_400, NOON + YEARS + 86_400, Period.DAY).seconds(), "in 2036");
    List<Bucket> five =
        new Reader(url)
            .buckets(StoreContract.query("roof-1", NOON, NOON + 2 * YEARS, "pv_watts"), 100_000);
    assertEquals(20, five.stream().mapToLong(Bucket::rows).sum());
  }

  /** The clock goes on where it stood when the power went, or an hour before. */
  @Test
  void aClockThatStandsBehindOverwritesNothing() throws Exception {
    try (Boot first = new Boot(url, NOON, 0, 1_000)) {
      first.counts(500).pass(600).write().counts(700).pass(1).write();
    }
    long night = 8 * 3_600;
    try (Boot boot = new Boot(url, NOON + night, 300 - night, 2_000)) {
      boot.pass(60).write().counts(9_000).pass(60).write();
      assertEquals(every(15, 600), times());
      boot.set(0).pass(60).write();
    }
    List<List<Object>> before =
        new Rows(url).of(StoreContract.query("roof-1", NOON, NOON + 3_600, "pv_watts"));
    assertEquals(40, before.size());
    assertEquals(List.of(List.of(1_000L)), before.stream().distinct().toList());
    List<Long> times = times();
    assertEquals(every((int) night + 15, (int) night + 180), times.subList(40, times.size()));
    assertEquals(600, pv(NOON, NOON + 3_599, Period.HOUR).seconds(), 2);
    EnergyPeriod.Energy later = pv(NOON + night, NOON + night + 3_599, Period.HOUR);
    assertEquals(180, later.seconds(), 2);
    assertEquals(2_000 * later.seconds() / 3_600, later.wattHours(), 0.1);
    assertEquals(Map.of(), counters(NOON + 300), "as before");
  }

  @Test
  void theCountersOfTheInverterMoveAlong() throws Exception {
    try (Boot boot = new Boot(url, NOON - 1_800, YEARS, 1_000)) {
      boot.counts(5_000).pass(900).counts(5_100).pass(900).write().set(0);
      boot.pass(900).counts(5_400).pass(15).write();
    }
    assertEquals(Map.of(Meter.PV, 300L), counters(NOON));
  }

  @Test
  void aJumpWhoseAnswerWasLostIsMadeOnce() throws Exception {
    try (Boot boot = new Boot(url, NOON, 40, 3_600)) {
      boot.pass(300).write().set(0);
      boot.writeUnheard();
      boot.write().pass(30).write();
    }
    List<Long> times = times();
    assertEquals(times.stream().distinct().toList(), times);
    assertEquals(22, times.size());
    assertEquals(5, times.get(0), "at 45 by a clock that was 40 ahead");
    assertEquals(330, pv(NOON, NOON + 3_599, Period.HOUR).seconds(), 1);
  }

  /** Power lost before the time was right; the next one begins years ahead, too. */
  @Test
  void whatAnEarlierProcessStampedStaysAndIsNotDoubled() throws Exception {
    try (Boot first = new Boot(url, NOON, YEARS, 1_000)) {
      first.pass(60).write();
    }
    try (Boot second = new Boot(url, NOON + 600, YEARS - 600, 2_000)) {
      second.pass(75).write().set(0).pass(30).write();
    }
    List<Long> times = times();
    assertEquals(every(615, 705), times.subList(0, 7));
    assertEquals(
        every(15, 60), times.subList(7, times.size()).stream().map(at -> at - YEARS).toList());
    assertEquals(60, pv(NOON + YEARS, NOON + YEARS, Period.DAY).seconds(), 2);
    assertEquals(105, pv(NOON, NOON, Period.DAY).seconds(), 2);
  }

  @Test
  void whereTheTrueTimeHasARowAlreadyThatOneStays() throws Exception {
    try (Boot first = new Boot(url, NOON, 0, 1_000)) {
      first.pass(60).write();
    }
    try (Boot second = new Boot(url, NOON + 3_600, 0, 2_000)) {
      second.pass(60).write().set(-3_600).write();
    }
    List<List<Object>> rows =
        new Rows(url).of(StoreContract.query("roof-1", NOON, NOON + 100, "pv_watts"));
    assertEquals(4, rows.size());
    assertEquals(List.of(List.of(1_000L)), rows.stream().distinct().toList());
    assertEquals(8, times().size(), "the others stay where they were");
  }

  @Test
  void aClockThatIsSetAfterMoreThanAWeekMovesNothing() throws Exception {
    try (Boot boot = new Boot(url, NOON, 0, 1_000)) {
      boot.pass(60).write().dark(8 * 86_400).pass(60).write();
      List<Long> before = times();
      boot.set(YEARS).pass(30).write();
      assertEquals(before, times().subList(0, before.size()));
      boot.set(0).pass(15).write();
      assertEquals(before, times().subList(0, before.size()), "this one is set back");
      assertEquals(before.size() + 3, times().size());
      assertEquals(before.get(before.size() - 1) + 45, times().get(before.size() + 2));
    }
  }

  /** A machine that was paused for a night knows the time of what was before. */
  @Test
  void aPauseAfterMoreThanADayMovesNothing() throws Exception {
    try (Boot boot = new Boot(url, NOON, 0, 1_000)) {
      boot.dark(2 * 86_400).pass(60).write();
      List<Long> before = times();
      boot.set(8 * 3_600).pass(30).write();
      assertEquals(before, times().subList(0, before.size()));
    }
  }
}
