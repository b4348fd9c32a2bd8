package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Bucket.Range;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Engine;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  String url() {
    return "jdbc:sqlite:" + folder.resolve("made/on/demand/history.db");
  }

  @Test
  void aFileThatWasTakenAwayIsMadeAnew() throws Exception {
    Path file = folder.resolve("gone.db");
    Rows rows = new Rows("jdbc:sqlite:" + file);
    try (Store mine = new Store("jdbc:sqlite:" + file)) {
      mine.append(Killed.batch(0));
      for (String part : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(file + part));
      }
      mine.append(Killed.batch(1));
      assertEquals(1, rows.of(query("roof-1", 0, Long.MAX_VALUE, "datetime")).size());
    }
  }

  @Test
  void aHistoryOfTheFirstVersionGoesOnAndHasNoNumberThatItNeverHad() throws Exception {
    String old = "jdbc:sqlite:" + folder.resolve("old.db");
    Flyway.configure()
        .dataSource(old, null, null)
        .locations("classpath:io/sunherd/history/migration/common")
        .placeholders(Engine.of(old).placeholders())
        .table("sunherd_schema")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(old);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO unit VALUES (1, 'home', '92932004102443', 'roof-1', null)");
      statement.execute(
          "INSERT INTO rollup (unit, width, at, n, pv_watts_min, pv_watts_sum, pv_watts_max)"
              + " VALUES (1, 300, "
              + DAY
              + ", 20, 100, 4000, 300)");
    }
    try (Store store = new Store(old)) {
      store.append(
          Batch.of(List.of(new Row(ROOF, DAY + 900, Map.of("pv_watts", 500, "grid_watts", -250)))));
    }
    List<Bucket> buckets =
        new Reader(old).buckets(query("roof-1", DAY, DAY + 1_199, "pv_watts", "grid_watts"), 4);
    assertEquals(
        Arrays.asList(new Range(100, 200, 300, 20), null), buckets.get(0).ranges(), "before");
    assertEquals(
        List.of(new Range(500, 500, 500, 1), new Range(-250, -250, -250, 1)),
        buckets.get(1).ranges());
  }

  @Test
  void readingWhatIsNotThereMakesNoFile() {
    Path file = folder.resolve("never.db");
    assertThrows(StoreException.class, () -> new Reader("jdbc:sqlite:" + file).sources());
    assertFalse(Files.exists(file));
  }

  @Test
  void aFullDiskIsToldAndTheRowsCanBeWrittenOnceThereIsRoom() throws Exception {
    Path file = folder.resolve("full.db");
    try (Store full = new Store("jdbc:sqlite:" + file + "?max_page_count=60")) {
      int kept = 0;
      StoreException told = null;
      while (told == null) {
        try {
          full.append(Killed.batch(kept));
          kept++;
        } catch (StoreException e) {
          told = e;
        }
      }
      assertTrue(told.getMessage().contains("full"), told.getMessage());
      assertThrows(StoreException.class, () -> full.append(Killed.batch(1_000)));
      Rows rows = new Rows("jdbc:sqlite:" + file);
      assertEquals(kept, rows.of(query("roof-1", 0, Long.MAX_VALUE, "datetime")).size());
      try (Store roomy = new Store("jdbc:sqlite:" + file)) {
        roomy.append(Killed.batch(kept));
      }
      assertEquals(kept + 1, rows.of(query("roof-9", 0, Long.MAX_VALUE, "datetime")).size());
    }
  }
}
