package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.Reader;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.PureTests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
class RowImportTest {
  private static final long NOON = HistoryRig.NOON;

  @TempDir private Path folder;

  private String url(String name) {
    return "jdbc:sqlite:" + folder.resolve(name);
  }

  private static List<EnergyPeriod> hours(String url) throws Exception {
    return new Reader(url)
        .energy(
            new EnergyQuery("home", "roof-1", NOON, NOON + 86_399, Period.HOUR, ZoneOffset.UTC));
  }

  /** A day of readings with gaps, heard live by one hub and imported by another. */
  @Test
  void aDayImportedIsTheDayHeardLive() throws Exception {
    Random random = new Random(20_261_129);
    Recorder recorder = new Recorder("home", List.of("roof-1"), 15_000);
    Intake intake = new Intake(recorder, Duration.ofSeconds(15), NOON * 1_000, NOON * 1_000);
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    recorder.accept(new Refused("roof-1", Set.of("QPIGS2")));
    try (Store live = new Store(url("live.db"));
        Store other = new Store(url("imported.db"))) {
      RowImport imported = new RowImport(other, Boot.source());
      for (long at = NOON; at < NOON + 86_400; at += random.nextInt(40) == 0 ? 300 : 15) {
        Reading reading = reading(at, random);
        intake.look(at * 1_000, at * 1_000);
        intake.accept(reading, at * 1_000);
        imported.add(at, reading.data());
        if (random.nextInt(100) == 0) {
          Entry entry = intake.next();
          intake.kept(entry, entry.keep(live), at);
        }
      }
      Entry rest = intake.next();
      intake.kept(rest, rest.keep(live), NOON + 86_400);
      imported.keep();
    }
    List<EnergyPeriod> expected = hours(url("live.db"));
    List<EnergyPeriod> hours = hours(url("imported.db"));
    assertEquals(24, hours.size());
    for (int i = 0; i < 24; i++) {
      for (Meter meter : List.of(Meter.PV, Meter.LOAD, Meter.BATTERY_IN, Meter.BATTERY_OUT)) {
        EnergyPeriod.Energy one = expected.get(i).energy().get(meter);
        assertEquals(one.seconds(), hours.get(i).energy().get(meter).seconds(), meter.key());
        assertEquals(
            one.wattHours(), hours.get(i).energy().get(meter).wattHours(), 0.01, meter.key());
      }
    }
  }

  /** A clock that jumped, or a unit that told less: what was counted once is never taken back. */
  @Test
  void whatWasCountedIsNeverLessAfterwards() throws Exception {
    Random random = new Random(20_261_130);
    Quarter.Amount much = new Quarter.Amount(50_000_000, 300_000);
    Quarter.Amount little = new Quarter.Amount(5, 300_000);
    try (Store store = new Store(url("books.db"))) {
      store.append(
          new Batch(
              List.of(),
              List.of(new Quarter(Boot.source(), NOON, Map.of(Meter.PV, much, Meter.LOAD, little))),
              List.of()));
      RowImport imported = new RowImport(store, Boot.source());
      for (long at = NOON; at < NOON + 1_800; at += 15) {
        imported.add(at, reading(at, random).data());
      }
      imported.keep();
      Map<Meter, Quarter.Amount> kept = store.quarter(Boot.source(), NOON);
      assertEquals(much, kept.get(Meter.PV), "covers less time, but has more");
      assertTrue(Objects.requireNonNull(kept.get(Meter.LOAD)).milliwattHours() > 5);
      assertEquals(900_000, Objects.requireNonNull(kept.get(Meter.LOAD)).millis());
    }
  }

  private static Reading reading(long at, Random random) {
    String pv = String.format(Locale.ROOT, "%05d", random.nextInt(4_000));
    String said =
        Said.status(random.nextInt(5_000), 4_800 + random.nextInt(900), random.nextInt(50), 7, pv);
    return Said.reading("roof-1", "QPIGS", at * 1_000, 15_000, said);
  }
}
