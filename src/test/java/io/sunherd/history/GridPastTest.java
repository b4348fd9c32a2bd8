package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.PureTests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@DisplayName("Energy from the grid of the time before it was counted")
class GridPastTest {
  private static final long NOON = HistoryRig.NOON;
  private static final long END = NOON + 5 * 3_600 + 120;
  private static final RowSource ROOF = new RowSource("home", Said.serial("roof-1"), "roof-1");

  @TempDir private Path folder;
  private String url;

  /** What was counted live. */
  private final Map<Long, Amount> live = new TreeMap<>();

  @BeforeEach
  void open() {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
  }

  /** Five hours with rows, as a hub heard them, whose books then lose what came from the grid. */
  private void hear(boolean hasSecondTracker, int trackerRefusedUntil) throws Exception {
    Recorder recorder = new Recorder("home", List.of("roof-1"), 15_000);
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    if (!hasSecondTracker) {
      recorder.accept(new Refused("roof-1", Set.of("QPIGS2")));
    }
    Random random = new Random(18);
    List<Row> rows = new ArrayList<>();
    try (Store store = new Store(url)) {
      for (long at = NOON; at < END; at += 15) {
        long hour = (at - NOON) / 3_600;
        say(recorder, "QMOD", at, hour % 2 == 0 ? "L" : "B");
        if (hasSecondTracker && at - NOON >= trackerRefusedUntil) {
          say(recorder, "QPIGS2", at, Said.secondTracker(200 + random.nextInt(50)));
        }
        String pv = String.format(Locale.ROOT, "%05d", 300 + random.nextInt(20));
        say(
            recorder,
            "QPIGS",
            at,
            Said.status(900 + random.nextInt(900), 5_310, random.nextInt(9), 0, pv));
        rows.addAll(recorder.rows(at, at * 1_000));
      }
      store.append(Batch.of(rows));
      for (Page.Copy copy : recorder.energy()) {
        Quarter quarter = copy.quarter((source, when) -> Map.of());
        Amount grid = quarter.amounts().get(Meter.GRID_IN);
        if (grid != null) {
          live.put(quarter.at(), grid);
        }
        store.append(new Batch(List.of(), List.of(quarter), List.of()));
      }
    }
    run("UPDATE energy SET grid_in = NULL, grid_in_ms = NULL, grid_in_calculated_ms = NULL");
  }

  private static void say(Recorder recorder, String code, long at, String text) {
    Reading reading = Said.reading("roof-1", code, at * 1_000, 15_000, text);
    recorder.accept(reading, at * 1_000, at * 1_000);
  }

  private void run(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Map<Long, Amount> grid() throws Exception {
    Map<Long, Amount> grid = new TreeMap<>();
    try (Store store = new Store(url)) {
      for (long at = Quarter.of(NOON); at < END; at += Quarter.SECONDS) {
        Amount amount = store.quarter(ROOF, at).get(Meter.GRID_IN);
        if (amount != null) {
          grid.put(at, amount);
        }
      }
    }
    return grid;
  }

  /** Each step by a store of its own, as if the hub were started again in between. */
  private int count() throws Exception {
    int steps = 1;
    boolean more = true;
    while (more) {
      try (Store store = new Store(url)) {
        more = store.countGrid("home", PastGrid::quarters);
        steps++;
      }
    }
    return steps;
  }

  private void isAsLive() throws Exception {
    Map<Long, Amount> counted = grid();
    assertEquals(live.keySet(), counted.keySet());
    live.forEach(
        (at, amount) -> {
          assertEquals(amount.milliwattHours(), counted.get(at).milliwattHours(), 20);
          assertEquals(amount.millis(), counted.get(at).millis());
          assertEquals(amount.calculatedMillis(), counted.get(at).calculatedMillis());
        });
  }

  @Test
  @DisplayName("is what would have been counted live, step by step over restarts, and only once")
  void asLive() throws Exception {
    hear(true, 0);
    assertTrue(live.values().stream().anyMatch(amount -> amount.milliwattHours() > 100_000));
    assertTrue(live.values().stream().anyMatch(amount -> amount.milliwattHours() == 0));
    assertTrue(count() > 5, "an hour at a time");
    isAsLive();
    assertEquals(2, count(), "all is done");
    run("DELETE FROM grid_in_past");
    count();
    isAsLive();
  }

  @Test
  @DisplayName("is that of a unit with one tracker, too")
  void oneTracker() throws Exception {
    hear(false, 0);
    count();
    isAsLive();
  }

  @Test
  @DisplayName("stays where it was counted already")
  void kept() throws Exception {
    hear(true, 0);
    long at = live.keySet().iterator().next();
    try (Store store = new Store(url)) {
      Map<Meter, Amount> amounts = new EnumMap<>(Meter.class);
      amounts.putAll(store.quarter(ROOF, at));
      amounts.put(Meter.GRID_IN, new Amount(7, 7, 0));
      store.append(new Batch(List.of(), List.of(new Quarter(ROOF, at, amounts)), List.of()));
    }
    count();
    assertEquals(new Amount(7, 7, 0), grid().get(at));
    assertEquals(live.size(), grid().size());
  }

  @Test
  @DisplayName("is not made of rows that lack a tracker")
  void partOfTheSun() throws Exception {
    hear(true, 7_200);
    count();
    Map<Long, Amount> counted = grid();
    assertTrue(live.keySet().containsAll(counted.keySet()), counted.toString());
    // On the grid, while the tracker was not read: nothing was known live, and nothing is now.
    assertFalse(live.containsKey(NOON + 1_800));
    for (long at = NOON + 7_200; at < END; at += Quarter.SECONDS) {
      assertEquals(live.get(at), counted.get(at));
    }
  }

  @Test
  @DisplayName("is not made of rows that tell of less sun than the books")
  void lessSun() throws Exception {
    hear(true, 0);
    run("UPDATE sample SET pv2_charging_power = NULL");
    run("UPDATE energy SET grid_in = NULL");
    count();
    assertEquals(Map.of(), grid());
  }

  @Test
  @DisplayName("is left out of another hub's books")
  void otherHub() throws Exception {
    hear(true, 0);
    try (Store store = new Store(url)) {
      assertFalse(store.countGrid("barn", PastGrid::quarters));
    }
    assertEquals(Map.of(), grid());
  }
}
