package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Backlog;
import io.sunherd.bus.PartHealth;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.past.Reader;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@PureTests
class HistoryVerticleTest {
  @TempDir private Path folder;
  private HistoryRig rig;

  private void start() {
    rig = new HistoryRig(url());
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("data/history.db");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void writesRowsAtWholeIntervalsAndEnergyAndReportsWell() throws Exception {
    start();
    assertEquals(new PartHealth("history", null), rig.next());
    rig.interval();
    rig.await(1);
    rig.interval();
    List<Long> times = rig.await(2);
    assertTrue(times.stream().allMatch(at -> at % 15 == 0), times::toString);
    rig.stop();
    EnergyPeriod.Energy pv =
        new Reader(url())
            .energy(
                new EnergyQuery(
                    "home",
                    "roof-1",
                    HistoryRig.NOON,
                    HistoryRig.NOON,
                    Period.HOUR,
                    ZoneOffset.UTC))
            .get(0)
            .energy()
            .get(Meter.PV);
    assertNotNull(pv);
    // How late the readings are heard is not in the hands of this test; what flowed meanwhile is.
    assertTrue(pv.seconds() > 0 && pv.seconds() <= 30, pv::toString);
    assertEquals(1_500 * pv.seconds() / 3_600, pv.wattHours(), 0.001);
  }

  @Test
  void aFolderThatCannotBeMadeIsToldAndHealsWithoutLosingRows() throws Exception {
    Files.writeString(folder.resolve("data"), "not a folder");
    start();
    assertEquals(
        new PartHealth(
            "history",
            "The folder of the history cannot be made: "
                + folder.resolve("data")
                + " is there already, and is no folder."),
        rig.next());
    rig.interval();
    assertEquals(List.of(), rig.times());
    Files.delete(folder.resolve("data"));
    rig.pass(5);
    assertNull(rig.next().trouble());
    List<Long> times = rig.await(1);
    assertTrue(times.contains(HistoryRig.NOON + 15), times::toString);
  }

  @Test
  void tellsHowFarItIsBehind() throws Exception {
    Files.writeString(folder.resolve("data"), "not a folder");
    start();
    assertEquals(new Backlog(0, 0, null, 0), rig.next(told -> true));
    rig.interval();
    assertEquals(new Backlog(1, 0, null, 0), rig.next(told -> true));
    rig.interval();
    assertEquals(new Backlog(2, 15_000, null, 0), rig.next(told -> true));
    Files.delete(folder.resolve("data"));
    rig.pass(7);
    assertEquals(new Backlog(0, 0, 7_000L, 0), rig.next(told -> told.rows() == 0));
  }

  @Test
  void whatIsLeftIsWrittenWhenItStops() throws Exception {
    start();
    assertNull(rig.next().trouble());
    rig.interval();
    rig.await(1);
    rig.interval();
    rig.stop();
    assertEquals(2, rig.times().size());
  }

  @Test
  void theLastRowOfAUnitIsMadeAlsoWhereAnotherTakesItsPlaceJustThen() throws Exception {
    start();
    assertNull(rig.next().trouble());
    rig.pass(14);
    rig.hear();
    TimeUnit.MILLISECONDS.sleep(200); // it hears it before the row is due
    rig.pass(1);
    rig.swap();
    rig.stop();
    assertEquals(List.of(HistoryRig.NOON + 15), rig.times());
  }

  @Test
  void aClockSetBackDoublesNoTime() throws Exception {
    start();
    assertNull(rig.next().trouble());
    rig.interval();
    long first = rig.await(1).get(0);
    rig.set(-15);
    rig.pass(5);
    HistoryRig.await(() -> rig.times().get(0) == first - 15 ? true : null);
    rig.interval();
    rig.interval();
    List<Long> times = rig.await(2);
    assertEquals(times.stream().distinct().toList(), times);
  }

  @Test
  void whatAClockStampedYearsAheadComesToItsTrueTime() throws Exception {
    long years = 10 * 365 * 86_400L;
    rig = new HistoryRig(url(), HistoryRig.NOON + years);
    assertNull(rig.next().trouble());
    rig.interval();
    rig.await(1);
    rig.set(-years);
    rig.pass(5);
    HistoryRig.await(() -> rig.times().get(0) < HistoryRig.NOON + years ? true : null);
    rig.interval();
    List<Long> times = rig.await(2);
    rig.stop();
    assertTrue(times.stream().allMatch(at -> at < HistoryRig.NOON + 86_400), times::toString);
    List<EnergyPeriod.Energy> hours =
        new Reader(url())
                .energy(
                    new EnergyQuery(
                        "home",
                        "roof-1",
                        HistoryRig.NOON + years,
                        HistoryRig.NOON + years,
                        Period.DAY,
                        ZoneOffset.UTC))
                .stream()
                .map(one -> one.energy().get(Meter.PV))
                .filter(one -> one != null)
                .toList();
    assertEquals(List.of(), hours);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000})
  void aFileThatIsDamagedOrEmptyIsSetAsideAndToldAndTheHistoryGoesOn(int words) throws Exception {
    Path file = folder.resolve("data/history.db");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no database ".repeat(words));
    start();
    String told = rig.next().trouble();
    assertNotNull(told);
    assertTrue(told.contains(file + ".damaged-"), told);
    rig.interval();
    assertNull(rig.next().trouble());
    rig.await(1);
    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.filter(one -> one.toString().contains(".damaged-")).count());
    }
  }
}
