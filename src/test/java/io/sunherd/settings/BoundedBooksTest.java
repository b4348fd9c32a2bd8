package io.sunherd.settings;

import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.AuditLines;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unit that does not rest fills no disk, and whoever reads a long log holds up no write. */
@Timeout(60)
@ProcessTests
class BoundedBooksTest {
  @TempDir private Path folder;

  /** The float voltage is at another value at each of so many polls, half a minute apart. */
  private static void flap(BusHerd herd, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      herd.pass(Duration.ofSeconds(30));
      herd.at(1).press("battery_float_volt", i % 2 == 0 ? 53.0 : 54.0);
      herd.at(1).show("QPIRI");
      isFine(herd.audit()); // whose answer comes once that was looked at
    }
  }

  private static List<Map<String, Object>> findings(BusHerd herd) throws Exception {
    return rows(herd.audit().body().get("findings"));
  }

  @Test
  void aSettingThatFlapsIsAFindingAndTenLinesADay() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).show("QPIRI");
      flap(herd, 10);
      assertEquals(10, Files.readAllLines(herd.audit).size());
      assertEquals(List.of(), findings(herd));
      flap(herd, 30);
      assertEquals(10, rows(herd.audit().body().get("entries")).size());
      assertEquals(10, Files.readAllLines(herd.audit).size());
      String last = herd.entry(10).get("note").toString();
      assertTrue(last.contains("further changes"), last);
      List<Map<String, Object>> findings = findings(herd);
      assertEquals(1, findings.size());
      has(
          findings.get(0),
          "kind",
          "changed_outside",
          "inverter",
          "roof-1",
          "serial",
          "9001",
          "setting",
          "battery_float_volt",
          "cmd",
          "PBFT",
          "times",
          40,
          "not_written",
          30,
          "since",
          "2026-11-24T12:00:30Z",
          "last",
          "2026-11-24T12:20:00Z",
          "old",
          53.0,
          "value",
          54.0);
      String text = findings.get(0).get("text").toString();
      assertTrue(text.contains("battery_float_volt of roof-1") && text.contains("40 times"), text);

      // Another setting of that unit is told as ever.
      herd.at(1).show("QFLAG");
      herd.at(1).press("buzzer", false);
      herd.at(1).show("QFLAG");
      has(herd.entry(11), "setting", "buzzer", "confirmed", false);
    }
  }

  @Test
  void aRestartIsNoNewDay() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).show("QPIRI");
      flap(herd, 12);
      herd.restart();
      herd.at(1).show("QPIRI");
      flap(herd, 12);
      assertEquals(10, Files.readAllLines(herd.audit).size());
      assertEquals(1, findings(herd).size());
    }
  }

  @Test
  void onceItHasRestedForADayItIsWrittenAgain() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).show("QPIRI");
      flap(herd, 16);
      assertEquals(1, findings(herd).size());
      herd.pass(Duration.ofHours(25));
      assertEquals(List.of(), findings(herd));
      flap(herd, 1);
      assertEquals(List.of(), findings(herd));
      has(herd.entry(11), "old", 54.0, "confirmed", 53.0);
      String note = herd.entry(11).get("note").toString();
      assertTrue(note.contains("6 changes before this one were not written"), note);
    }
  }

  @Test
  void whatTheHubWritesIsNoFlapping() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      for (int i = 0; i < 12; i++) {
        isFine(herd.put("roof-1", "PBFT", i % 2 == 0 ? 53.0 : 54.0));
      }
      assertEquals(List.of(), findings(herd));
      flap(herd, 1);
      has(herd.entry(13), "outcome", "changed_outside");
    }
  }

  @Test
  void aLongLogIsReadBesideTheWrites() throws Exception {
    writeLongLog();
    try (BusHerd herd = new BusHerd(folder, 2)) {
      // With these two, less than a thousand of what is kept at hand are of the other unit.
      isFine(herd.put("roof-1", "PBFT", 53.0));
      isFine(herd.put("roof-1", "PBFT", 53.2));
      // Whoever opens this waits until somebody opens it to write.
      Files.delete(herd.audit);
      assertEquals(0, new ProcessBuilder("mkfifo", herd.audit.toString()).start().waitFor());
      Future<Verdict> asked = herd.beginAudit("roof-2", 1_000);
      Future<Verdict> undo = herd.beginUndo(7);
      try {
        isFine(herd.put("roof-1", "PBFT", 53.5), "confirmed", 53.5);
        assertFalse(asked.isComplete() || undo.isComplete());
      } finally {
        try (RandomAccessFile open = new RandomAccessFile(herd.audit.toFile(), "rw")) {
          assertTrue(open.getFD().valid());
          isFine(asked.await(20, TimeUnit.SECONDS));
          assertEquals(404, undo.await(20, TimeUnit.SECONDS).status());
        }
      }
    }
  }

  private void writeLongLog() throws IOException {
    ByteArrayOutputStream old = new ByteArrayOutputStream();
    for (long id = 1; id <= 2_500; id++) {
      old.write(AuditLines.write(AuditLogTest.done(id, WriteOutcome.CONFIRMED)));
    }
    Files.write(folder.resolve("audit.jsonl"), old.toByteArray());
  }

  @Test
  void readersOfTheWholeLogKeepNobodyOutWhoWantsWhatIsAtHand() throws Exception {
    writeLongLog();
    try (BusHerd herd = new BusHerd(folder, 2)) {
      isFine(herd.put("roof-1", "PBFT", 53.0));
      isFine(herd.put("roof-1", "PBFT", 53.5));
      Files.delete(herd.audit);
      assertEquals(0, new ProcessBuilder("mkfifo", herd.audit.toString()).start().waitFor());
      List<Future<Verdict>> readers =
          Stream.generate(() -> herd.beginAudit("roof-2", 1_000)).limit(16).toList();
      try {
        assertEquals(503, herd.beginAudit("roof-2", 1_000).await(20, TimeUnit.SECONDS).status());
        assertEquals(100, rows(herd.audit().body().get("entries")).size());
        isFine(herd.undo(2_502), "confirmed", 53.0);
        assertTrue(readers.stream().noneMatch(Future::isComplete));
      } finally {
        letRead(herd, readers);
      }
    }
  }

  /** Opens the fifo to write and closes it, for each of those who wait for that. */
  private static void letRead(BusHerd herd, List<Future<Verdict>> readers) throws Exception {
    for (Future<Verdict> reader : readers) {
      try (RandomAccessFile open = new RandomAccessFile(herd.audit.toFile(), "rw")) {
        assertTrue(open.getFD().valid());
        isFine(reader.await(20, TimeUnit.SECONDS));
      }
    }
  }
}
