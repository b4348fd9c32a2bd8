package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Bucket;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a file that a card or a person has damaged. */
@Timeout(120)
@PureTests
class DamagedFileTest {
  private static final int ROWS = 8_000;
  private static final int FILE_HEADER = 100;
  private static final int PAGE = 4_096;

  /** The tables are all begun within the first pages. */
  private static final int ROOTS = 32;

  private static final long LATER = StoreContract.DAY + 40 * 86_400;

  @TempDir private static Path whole;
  @TempDir private Path folder;
  private Path file;
  private String url;

  enum Damage {
    ZEROED_HEADER,
    TEXT,
    TRUNCATED,
    OVERWRITTEN
  }

  /** Each test damages a copy of it. */
  @BeforeAll
  static void write() throws Exception {
    try (Store store = new Store("jdbc:sqlite:" + whole.resolve("history.db"))) {
      for (int batch = 0; batch < ROWS; batch += 500) {
        List<Row> rows = new ArrayList<>();
        List<Quarter> quarters = new ArrayList<>();
        for (int i = batch; i < batch + 500; i++) {
          long at = StoreContract.DAY + 15L * i;
          rows.add(StoreContract.row(StoreContract.ROOF, at, i));
          quarters.add(
              new Quarter(
                  StoreContract.ROOF,
                  Quarter.of(at),
                  Map.of(Meter.PV, new Amount(1_000_000, 900_000))));
        }
        store.append(new Batch(rows, quarters, List.of()));
      }
    }
  }

  @BeforeEach
  void copy() throws IOException {
    file = folder.resolve("history.db");
    url = "jdbc:sqlite:" + file;
    try (var files = Files.list(whole)) {
      for (Path each : files.toList()) {
        Files.copy(each, folder.resolve(each.getFileName()));
      }
    }
  }

  private void damage(Damage how, Random random) throws IOException {
    long size = Files.size(file);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      switch (how) {
        case ZEROED_HEADER -> raw.write(new byte[100]);
        case TEXT -> {
          raw.setLength(0);
          raw.write("this was a history once\n".repeat(500).getBytes("UTF-8"));
        }
        case TRUNCATED -> raw.setLength(size / 2 + random.nextInt((int) size / 3));
        case OVERWRITTEN -> {
          List<Long> leaves = leaves(raw);
          for (int i = 0; i < 6; i++) {
            byte[] noise = new byte[PAGE];
            random.nextBytes(noise);
            raw.seek(leaves.get(random.nextInt(leaves.size())));
            raw.write(noise);
          }
        }
      }
    }
  }

  /**
   * Where the pages are that hold nothing but entries: not the definitions of the tables, which are
   * on the first page or on those that it points to, and no page by which others are found.
   */
  private static List<Long> leaves(RandomAccessFile raw) throws IOException {
    Set<Long> definitions = new HashSet<>();
    raw.seek(FILE_HEADER);
    if (raw.read() == 5) {
      raw.seek(FILE_HEADER + 3);
      int cells = raw.readUnsignedShort();
      raw.seek(FILE_HEADER + 8);
      definitions.add(PAGE * (raw.readInt() - 1L));
      for (int cell = 0; cell < cells; cell++) {
        raw.seek(FILE_HEADER + 12 + 2L * cell);
        raw.seek(raw.readUnsignedShort());
        definitions.add(PAGE * (raw.readInt() - 1L));
      }
    }
    List<Long> leaves = new ArrayList<>();
    for (long at = PAGE * ROOTS; at + PAGE <= raw.length(); at += PAGE) {
      raw.seek(at);
      int kind = raw.read();
      if ((kind == 10 || kind == 13) && !definitions.contains(at)) {
        leaves.add(at);
      }
    }
    return leaves;
  }

  @Test
  void oneThatIsEmptiedUnderTheHubIsSetAsideWithTheNextRow() throws Exception {
    try (Store store = new Store(url)) {
      append(store, LATER);
      try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
        raw.setLength(0);
      }
      assertEquals(2, append(store, LATER + 15));
      assertEquals(1, aside().size());
      assertTrue(rows().containsKey(LATER + 15), "and the new one is kept");
    }
  }

  enum Emptying {
    ALL {
      @Override
      void of(Path file) throws Exception {
        Files.write(file, new byte[0]);
      }
    },
    TABLES {
      @Override
      void of(Path file) throws Exception {
        Files.delete(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            Statement statement = connection.createStatement()) {
          statement.execute("PRAGMA journal_mode = WAL");
        }
      }
    };

    abstract void of(Path file) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsFoundEmptyAtTheStartIsSetAsideAndTold(Emptying how) throws Exception {
    how.of(file);
    try (Store store = new Store(url)) {
      StoreException told = assertThrows(StoreException.class, store::open);
      assertEquals(1, aside().size());
      assertEquals(
          "The file of the history is empty: it is kept as "
              + aside().get(0)
              + "; a new one is begun.",
          told.getMessage());
      assertEquals(1, append(store, LATER));
    }
    assertEquals(Map.of(LATER, 1L), rows());
    try (Store again = new Store(url)) {
      assertEquals(1, append(again, LATER + 15));
    }
    assertEquals(1, aside().size());
  }

  @Test
  void oneThatIsNewIsNotTold() throws Exception {
    Files.delete(file);
    try (Store store = new Store(url)) {
      assertEquals(1, append(store, LATER));
    }
    assertEquals(List.of(), aside());
  }

  @Test
  void oneThatIsFoundEmptyKeepsNobodyFromTakingOverTheOneBefore() throws Exception {
    damage(Damage.ZEROED_HEADER, new Random(1));
    try (Store store = new Store(url)) {
      assertThrows(StoreException.class, store::examine);
    }
    Emptying.ALL.of(file); // it was killed just after it had begun the new one
    try (Store store = new Store(url)) {
      assertEquals(1, append(store, LATER));
    }
    assertEquals(1, aside().size());
    isWellAgain(ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsBeforeTheTablesAreMadeIsToldToComeAgain(Emptying how) throws Exception {
    how.of(file);
    assertEquals(
        "The history cannot be read: its tables are not made yet; ask again in some seconds.",
        assertThrows(StoreException.class, this::rows).getMessage());
  }

  private List<Path> aside() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(one -> one.getFileName().toString().matches("history.db.damaged-[0-9-]+"))
          .toList();
    }
  }

  private Map<Long, Long> rows() throws Exception {
    Map<Long, Long> rows = new HashMap<>();
    new Rows(url)
        .of(StoreContract.query("roof-1", 0, Long.MAX_VALUE, "datetime", "pv_watts"))
        .forEach(row -> rows.put((Long) row.get(0), (Long) row.get(1)));
    return rows;
  }

  /** As a hub does: it tries again. */
  private static int append(Store store, long at) {
    for (int attempt = 1; attempt <= 5; attempt++) {
      try {
        store.append(Batch.of(List.of(StoreContract.row(StoreContract.ROOF, at, 1))));
        return attempt;
      } catch (StoreException e) {
        assertTrue(e.getMessage().contains("damaged"), e.getMessage());
      }
    }
    throw new AssertionError("It stays damaged.");
  }

  private void isWellAgain(int least) throws Exception {
    Map<Long, Long> rows = rows();
    assertEquals(1, rows.remove(LATER));
    rows.forEach((at, watts) -> assertEquals(StoreContract.DAY + 15L * watts, at, "no noise"));
    assertTrue(rows.size() >= least, rows.size() + " rows of " + ROWS + " were saved");
    long count =
        new Reader(url)
                .buckets(
                    StoreContract.query("roof-1", StoreContract.DAY, LATER, "pv_watts"), 10_000)
                .stream()
                .mapToLong(Bucket::rows)
                .sum();
    assertTrue(count >= rows.size() + 1, "roll-ups");
    List<EnergyPeriod> energy =
        new Reader(url)
            .energy(
                new EnergyQuery(
                    "home",
                    "roof-1",
                    StoreContract.DAY,
                    StoreContract.DAY + 86_399,
                    Period.DAY,
                    ZoneOffset.UTC));
    assertEquals(1, energy.size());
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedFileIsSetAsideAndANewOneBegun(Damage how) throws Exception {
    damage(how, new Random(how.ordinal()));
    byte[] damaged = Files.readAllBytes(file);
    try (Store store = new Store(url)) {
      StoreException told = assertThrows(StoreException.class, store::examine);
      assertEquals(1, aside().size());
      assertTrue(told.getMessage().contains(aside().get(0).toString()), told.getMessage());
      assertEquals(1, append(store, LATER));
    }
    assertArrayEquals(damaged, Files.readAllBytes(aside().get(0)), "it is kept as it is");
    int least =
        switch (how) {
          case ZEROED_HEADER -> ROWS;
          case OVERWRITTEN -> ROWS / 2;
          case TRUNCATED, TEXT -> 0;
        };
    isWellAgain(least);
    try (Store again = new Store(url)) {
      again.examine();
      assertEquals(1, append(again, LATER));
    }
    assertEquals(1, aside().size());
  }

  /** Nobody has noticed but who reads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void whoeverReadsTheDamageTellsWhoWrites(int seed) throws Exception {
    try (Store store = new Store(url)) {
      store.open();
      damage(Damage.OVERWRITTEN, new Random(seed));
      try {
        rows();
      } catch (StoreException e) {
        assertTrue(e.getMessage().contains("damaged"), e.getMessage());
      }
      append(store, LATER);
    }
    try (Store again = new Store(url)) {
      try {
        again.examine();
      } catch (StoreException e) {
        append(again, LATER);
      }
    }
    assertEquals(1, aside().size());
    isWellAgain(ROWS / 2);
  }

  @Test
  void theLogBesideItGoesAlong() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Store store = new Store(url)) {
      append(store, LATER - 15);
      for (String part : List.of("", "-wal", "-shm")) {
        Files.copy(Path.of(file + part), other.resolve("history.db" + part));
      }
    }
    folder = other;
    file = other.resolve("history.db");
    url = "jdbc:sqlite:" + file;
    damage(Damage.OVERWRITTEN, new Random(9));
    try (Store store = new Store(url)) {
      assertThrows(StoreException.class, store::examine);
      append(store, LATER);
    }
    assertEquals(1, aside().size());
    Map<Long, Long> rows = rows();
    assertEquals(1, rows.get(LATER - 15), "out of the log");
    assertEquals(1, rows.get(LATER));
  }

  @Test
  void aTakeOverThatWasCutOffGoesOn() throws Exception {
    damage(Damage.OVERWRITTEN, new Random(3));
    try (Store store = new Store(url)) {
      assertThrows(StoreException.class, store::examine);
    }
    try (Store next = new Store(url)) {
      assertEquals(1, append(next, LATER));
    }
    isWellAgain(ROWS / 2);
  }

  @Test
  void aFullDiskIsNoDamage() throws Exception {
    long pages = Files.size(file) / 4_096;
    try (Store full = new Store(url + "?max_page_count=" + pages)) {
      full.examine();
      StoreException told =
          assertThrows(
              StoreException.class,
              () -> {
                for (int i = 0; i < 500; i++) {
                  full.append(Killed.batch(100_000 + i));
                }
              });
      assertTrue(told.getMessage().contains("full"), told.getMessage());
    }
    assertEquals(List.of(), aside());
  }

  @Test
  void aFileThatMayNotBeReadOrWrittenIsNoDamage() throws Exception {
    Path blocked = Files.createDirectory(folder.resolve("blocked.db"));
    try (Store store = new Store("jdbc:sqlite:" + blocked)) {
      assertThrows(StoreException.class, store::open);
    }
    assertTrue(Files.isDirectory(blocked));
    assertEquals(List.of(), aside());
  }
}
