package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@PureTests
class EnergyLedgerProperties {
  private static final RowSource ROOF = new RowSource("home", "1", "roof-1");
  private static final long NOON = 1_790_035_200;

  /** A database in a map. */
  private final Map<Long, Map<Meter, Amount>> kept = new HashMap<>();

  /** A reading: seconds since the one before, watts, and by how much the time of day jumped. */
  record Step(int seconds, int watts, int jump) {}

  @Provide
  Arbitrary<List<Step>> days() {
    return steps(Arbitraries.just(0));
  }

  @Provide
  Arbitrary<List<Step>> daysWithJumps() {
    return steps(
        Arbitraries.frequencyOf(
            Tuple.of(19, Arbitraries.just(0)),
            Tuple.of(1, Arbitraries.integers().between(-7_200, 7_200))));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<Integer> jumps) {
    Arbitrary<Integer> seconds =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 60)),
            Tuple.of(1, Arbitraries.integers().between(61, 5_000)));
    return Combinators.combine(seconds, Arbitraries.integers().between(0, 9_000), jumps)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  private void keep(EnergyLedger books, long now) throws StoreException {
    List<Page.Copy> changed = books.changed();
    for (Page.Copy copy : changed) {
      Quarter quarter = copy.quarter((source, at) -> kept.getOrDefault(at, Map.of()));
      Map<Meter, Amount> before = kept.put(quarter.at(), quarter.amounts());
      if (before != null) {
        before.forEach(
            (meter, amount) ->
                assertTrue(
                    quarter.amounts().get(meter).milliwattHours() >= amount.milliwattHours(),
                    "a counter went back"));
      }
    }
    books.kept(changed, now);
  }

  /** Second by second: what lies between two readings no further apart than a minute. */
  @Property(tries = 1000, seed = "20261124")
  void theBooksAreTheIntegralOfThePowerWithoutTheGaps(@ForAll("days") List<Step> steps)
      throws Exception {
    kept.clear();
    EnergyLedger books = new EnergyLedger();
    Map<Long, Double> wattSeconds = new TreeMap<>();
    Map<Long, Long> seconds = new TreeMap<>();
    long now = NOON;
    Step before = null;
    for (Step step : steps) {
      now += step.seconds;
      read(books, now, now, step.watts);
      if (before != null && step.seconds <= 60) {
        for (int s = 0; s < step.seconds; s++) {
          double share = (s + 0.5) / step.seconds;
          long quarter = (now - step.seconds + s) / 900 * 900;
          wattSeconds.merge(
              quarter, before.watts + share * (step.watts - before.watts), Double::sum);
          seconds.merge(quarter, 1L, Long::sum);
        }
      }
      if (step.watts % 3 == 0) {
        keep(books, now);
      }
      before = step;
    }
    keep(books, now);
    assertEquals(wattSeconds.keySet(), new TreeMap<>(kept).keySet());
    wattSeconds.forEach(
        (quarter, expected) -> {
          Amount amount = kept.get(quarter).get(Meter.PV);
          assertEquals(expected / 3.6, amount.milliwattHours(), 1);
          assertEquals(seconds.get(quarter) * 1_000, amount.millis());
        });
  }

  /** However the time of day jumps, all that flowed is counted, and only once. */
  @Property(tries = 1000, seed = "20261124")
  void jumpsOfTheClockNeitherLoseNorInventEnergy(@ForAll("daysWithJumps") List<Step> steps)
      throws Exception {
    kept.clear();
    EnergyLedger books = new EnergyLedger();
    double expected = 0;
    long steady = 0;
    long day = NOON;
    Step before = null;
    for (Step step : steps) {
      steady += step.seconds;
      day += step.seconds + step.jump;
      read(books, day, steady, step.watts);
      if (before != null && step.seconds <= 60) {
        expected += (before.watts + step.watts) / 2.0 * step.seconds / 3.6;
      }
      keep(books, day);
      before = step;
    }
    long counted =
        kept.values().stream().mapToLong(quarter -> quarter.get(Meter.PV).milliwattHours()).sum();
    // Every transaction may round by half a unit in each quarter it touches.
    assertEquals(expected, counted, 1 + steps.size());
  }

  @Example
  void aNewStartGoesOnWithTheQuarterItFinds() throws Exception {
    EnergyLedger first = new EnergyLedger();
    read(first, NOON, 0, 3_600);
    read(first, NOON + 10, 10, 3_600);
    keep(first, NOON + 10);
    EnergyLedger second = new EnergyLedger();
    read(second, NOON + 30, 5, 3_600);
    read(second, NOON + 40, 15, 3_600);
    keep(second, NOON + 40);
    assertEquals(Map.of(Meter.PV, new Amount(20_000, 20_000)), kept.get(NOON));
  }

  @Example
  void anAnswerThatWasLostDoesNotCountTwice() throws Exception {
    EnergyLedger books = new EnergyLedger();
    read(books, NOON, 0, 3_600);
    read(books, NOON + 10, 10, 3_600);
    Page.Copy copy = books.changed().get(0);
    Quarter came = copy.quarter((source, at) -> Map.of());
    assertEquals(10_000, came.amounts().get(Meter.PV).milliwattHours());
    read(books, NOON + 20, 20, 3_600);
    Quarter again = books.changed().get(0).quarter((source, at) -> came.amounts());
    assertEquals(20_000, again.amounts().get(Meter.PV).milliwattHours());
  }

  @Example
  void slowPollsAreBridgedUpToThreeOfThem() {
    EnergyLedger books = new EnergyLedger();
    for (long at : List.of(0L, 900_000L, 1_800_000L, 4_600_000L)) {
      books.read(ROOF, "QPIGS", at, at, 300_000, sun(1_000));
    }
    assertEquals(2, books.changed().size());
  }

  private static void read(EnergyLedger books, long second, long steady, int watts) {
    books.read(ROOF, "QPIGS", second * 1_000, steady * 1_000, 1_000, sun(watts));
  }

  private static Power sun(double watts) {
    return new Power(Map.of(Meter.PV, watts), Set.of());
  }
}
