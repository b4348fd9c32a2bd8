package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.store.StoreException;
import io.sunherd.suite.LongTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * A machine without a clock of its own is switched on and off, and hears of the time now and then.
 */
@LongTests
class ClockProperties {
  private static final long YEARS = 10 * 365 * 86_400L / 7 * 7;

  /**
   * From one start to the next.
   *
   * @param off how long it was off before, seconds
   * @param wrong by how much its clock is wrong then
   * @param parts how long it runs until the clock is set: right at the last, if at all
   */
  record Start(int off, long wrong, List<Part> parts, boolean isSetRight) {}

  /** A while, by how much the clock is set wrong after it, and how often what waits is kept. */
  record Part(int seconds, int wrong, int keeps) {}

  @Provide
  Arbitrary<List<Start>> starts() {
    Arbitrary<Part> part =
        Combinators.combine(
                Arbitraries.integers().between(1, 2_500),
                Arbitraries.integers().between(-12_000, 12_000).map(i -> i * 7),
                Arbitraries.integers().between(1, 200))
            .as(Part::new);
    Arbitrary<Start> right =
        Combinators.combine(
                Arbitraries.integers().between(10, 200_000),
                Arbitraries.frequencyOf(
                    Tuple.of(2, Arbitraries.just(0L)),
                    Tuple.of(2, Arbitraries.longs().between(-14_000, 0).map(i -> i * 7)),
                    Tuple.of(
                        1, Arbitraries.longs().between(-3 * YEARS / 7, -YEARS / 7).map(i -> i * 7)),
                    Tuple.of(2, Arbitraries.longs().between(0, 14_000).map(i -> YEARS + i * 7))),
                part.list().ofMinSize(1).ofMaxSize(4))
            .as((off, wrong, parts) -> new Start(off, wrong, parts, true));
    Arbitrary<Start> never =
        Combinators.combine(
                Arbitraries.integers().between(10, 200_000),
                Arbitraries.longs().between(2 * YEARS, 2 * YEARS + 90_000),
                Arbitraries.integers().between(1, 2_500))
            .as((off, wrong, s) -> new Start(off, wrong, List.of(new Part(s, 0, 7)), false));
    return Arbitraries.frequencyOf(Tuple.of(4, right), Tuple.of(1, never))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static void run(Boot boot, Start start) throws StoreException {
    for (int i = 0; i < start.parts.size(); i++) {
      Part part = start.parts.get(i);
      for (int left = part.seconds; left > 0; left -= part.keeps * 15) {
        boot.pass(Math.min(left, part.keeps * 15));
        boot.write();
      }
      if (start.isSetRight) {
        boot.set(i == start.parts.size() - 1 ? 0 : part.wrong);
      }
    }
    if (start.isSetRight) {
      boot.pass(40);
    }
    boot.write();
  }

  /** A model: what was made when, and for how long something was heard. */
  @Property(tries = 60, seed = "20261129")
  void nothingIsLostOrDoubledAndTheBooksAreRight(@ForAll("starts") List<Start> starts)
      throws Exception {
    Path folder = Files.createTempDirectory("clocks");
    String url = "jdbc:sqlite:" + folder.resolve("history.db");
    Map<Long, Integer> rows = new HashMap<>();
    Map<Long, Long> secondsOfHours = new HashMap<>();
    long wrongRows = 0;
    long wrongSeconds = 0;
    long truth = HistoryRig.NOON;
    int watts = 0;
    try {
      for (Start start : starts) {
        truth += start.off;
        watts++;
        long began = truth;
        try (Boot boot = new Boot(url, truth, start.wrong, watts)) {
          run(boot, start);
          truth = boot.truth();
          if (start.isSetRight) {
            for (Boot.Made made : boot.made()) {
              rows.put(made.at(), watts);
            }
            for (long s = began + 1; s < truth; s++) {
              secondsOfHours.merge(s / 3_600 * 3_600, 1L, Long::sum);
            }
          } else {
            wrongRows += boot.made().size();
            wrongSeconds += truth - began - 1;
          }
        }
      }
      long after = wrongRows;
      long sum = secondsOfHours.values().stream().mapToLong(Long::longValue).sum() + wrongSeconds;
      check(url, rows, after, secondsOfHours, sum);
    } finally {
      delete(folder);
    }
  }

  private static void check(
      String url, Map<Long, Integer> rows, long wrongRows, Map<Long, Long> hours, long sum)
      throws Exception {
    Map<Long, Integer> found = new HashMap<>();
    new Rows(url)
        .of(StoreContract.query("roof-1", 0, Long.MAX_VALUE, "datetime", "pv_watts"))
        .forEach(row -> found.put((Long) row.get(0), ((Long) row.get(1)).intValue()));
    Map<Long, Integer> right = new HashMap<>(found);
    right.keySet().removeIf(at -> at > HistoryRig.NOON + YEARS);
    assertEquals(Set.of(), minus(rows, right), "lost");
    assertEquals(Set.of(), minus(right, rows), "at a wrong time");
    assertTrue(found.size() - right.size() <= wrongRows, "what was never set right");
    long last = found.keySet().stream().mapToLong(at -> at).max().orElse(0);
    long rolledUp =
        new Reader(url)
            .buckets(StoreContract.query("roof-1", 0, last, "pv_watts"), 1_000_000).stream()
                .mapToLong(Bucket::rows)
                .sum();
    assertEquals(found.size(), rolledUp, "roll-ups");
    energy(url, hours, sum);
  }

  private static Set<Map.Entry<Long, Integer>> minus(
      Map<Long, Integer> all, Map<Long, Integer> others) {
    Set<Map.Entry<Long, Integer>> rest = new HashSet<>(all.entrySet());
    rest.removeAll(others.entrySet());
    return rest;
  }

  private static void energy(String url, Map<Long, Long> hours, long sum) throws Exception {
    EnergyPeriod.Energy all =
        new Reader(url)
                .energy(
                    new EnergyQuery(
                        "home",
                        "roof-1",
                        0,
                        HistoryRig.NOON + 3 * YEARS,
                        Period.YEAR,
                        ZoneOffset.UTC))
                .stream()
                .map(year -> year.energy().get(Meter.PV))
                .filter(pv -> pv != null)
                .reduce(
                    (a, b) ->
                        new EnergyPeriod.Energy(
                            a.wattHours() + b.wattHours(), a.seconds() + b.seconds()))
                .orElse(new EnergyPeriod.Energy(0, 0));
    assertEquals(sum, all.seconds(), 0.5, "all that was heard, once");
    for (Map.Entry<Long, Long> hour : hours.entrySet()) {
      EnergyPeriod.Energy pv =
          new Reader(url)
              .energy(
                  new EnergyQuery(
                      "home", "roof-1", hour.getKey(), hour.getKey(), Period.HOUR, ZoneOffset.UTC))
              .get(0)
              .energy()
              .get(Meter.PV);
      assertEquals(hour.getValue(), pv == null ? 0 : pv.seconds(), 3, "in its hour");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
