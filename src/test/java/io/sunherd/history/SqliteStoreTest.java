package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
