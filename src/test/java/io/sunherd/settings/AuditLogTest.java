package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.bus.Wiring;
import io.sunherd.heard.HeardUnit;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.AuditLines;
import io.sunherd.settings.audit.AuditLog;
import io.sunherd.settings.audit.Budget;
import io.sunherd.settings.audit.SettingOfUnit;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The file of all writes, and what is counted from it. */
@PureTests
class AuditLogTest {
  private static final String NOON = "2026-11-24T12:00:00Z";

  @TempDir private Path folder;

  private AuditLog log() {
    return new AuditLog(folder.resolve("audit.jsonl"), entry -> {});
  }

  static AuditEntry entry(long id, String at) {
    return new AuditEntry(
        id,
        at,
        "anna",
        "x",
        null,
        id % 2 == 0 ? "roof-2" : "roof-1",
        "9293",
        "buzzer",
        "PEa",
        true,
        false,
        List.of("PDa"),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static AuditEntry done(long id, WriteOutcome outcome) {
    return entry(id, NOON).completed("ACK", false, outcome, null, Duration.ofMillis(5));
  }

  private static List<AuditEntry> newest(
      AuditLog log, Predicate<AuditEntry> wanted, long before, int limit) throws IOException {
    return log.search(wanted, before, limit).read();
  }

  private static List<Long> ids(List<AuditEntry> entries) {
    return entries.stream().map(AuditEntry::id).toList();
  }

  @Test
  void aLaterLineOfAnEntryIsTheEntry() throws IOException {
    try (AuditLog log = log()) {
      log.append(entry(1, NOON));
      log.append(entry(2, NOON));
      log.append(done(1, WriteOutcome.CONFIRMED));
      assertEquals(List.of(2L), ids(log.unsettled()));
    }
    try (AuditLog again = log()) {
      again.load();
      assertEquals(3, again.nextId());
      assertEquals(List.of(2L), ids(again.unsettled()));
      assertEquals(
          done(1, WriteOutcome.CONFIRMED), newest(again, e -> e.id() == 1, 1 + 1, 1).get(0));
      assertEquals(entry(2, NOON), newest(again, e -> e.id() == 2, 2 + 1, 1).get(0));
    }
  }

  @Test
  void entriesThatAreNotInMemoryComeFromTheFile() throws IOException {
    try (AuditLog log = log()) {
      StringBuilder old = new StringBuilder();
      for (long id = 1; id <= 2500; id++) {
        old.append(new String(AuditLines.write(entry(id, NOON)), StandardCharsets.UTF_8));
        old.append(
            new String(AuditLines.write(done(id, WriteOutcome.CONFIRMED)), StandardCharsets.UTF_8));
      }
      Files.writeString(folder.resolve("audit.jsonl"), old);
      log.load();
      assertEquals(List.of(2500L, 2499L), ids(newest(log, e -> true, Long.MAX_VALUE, 2)));
      assertEquals(List.of(2498L), ids(newest(log, e -> e.id() % 2 == 0, 2500, 1)));
      assertEquals(List.of(10L, 9L, 8L), ids(newest(log, e -> true, 11, 3)));
      assertEquals(List.of(2L, 1L), ids(newest(log, e -> true, 3, 100)));
      assertEquals(
          WriteOutcome.CONFIRMED, newest(log, e -> e.id() == 7, 7 + 1, 1).get(0).outcome());
      assertEquals(List.of(), newest(log, e -> e.id() > 9000, Long.MAX_VALUE, 5));
    }
  }

  @Test
  void aTornLineIsKeptAndTheNextOneStartsAfresh() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (AuditLog log = log()) {
      log.append(done(1, WriteOutcome.CONFIRMED));
    }
    byte[] torn = {'{', '"', 'i', (byte) 0xC3};
    Files.write(file, torn, StandardOpenOption.APPEND);
    try (AuditLog log = log()) {
      log.append(entry(log.nextId() + 1, NOON));
      assertEquals(List.of(2L, 1L), ids(newest(log, e -> true, Long.MAX_VALUE, 9)));
    }
    try (AuditLog log = log()) {
      assertEquals(List.of(2L, 1L), ids(newest(log, e -> true, Long.MAX_VALUE, 9)));
    }
  }

  @Test
  void aFileThatWasPutAwayIsBegunAnew() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    try (AuditLog log = log()) {
      log.append(done(1, WriteOutcome.CONFIRMED));
      Files.move(file, folder.resolve("audit.old"));
      log.append(done(2, WriteOutcome.CONFIRMED));
      assertEquals(1, Files.readAllLines(file).size());
    }
  }

  @Test
  void whatCannotBeWrittenIsNotThere() throws IOException {
    Files.createDirectory(folder.resolve("audit.jsonl"));
    try (AuditLog log = log()) {
      assertThrows(IOException.class, () -> log.append(entry(1, NOON)));
    }
    Files.delete(folder.resolve("audit.jsonl"));
    try (AuditLog log = log()) {
      assertEquals(List.of(), newest(log, e -> true, Long.MAX_VALUE, 9));
    }
  }

  @Test
  void theBudgetCountsWhatWasSentOnThatDay() {
    Budget budget = new Budget(3, ZoneId.of("Europe/Madrid"));
    Instant noon = Instant.parse(NOON);
    budget.accept(entry(1, NOON));
    budget.accept(done(1, WriteOutcome.CONFIRMED));
    budget.accept(done(2, WriteOutcome.REFUSED));
    budget.accept(entry(3, NOON));
    assertEquals(0, budget.left("roof-1", "9293", "buzzer", noon));
    budget.accept(done(3, WriteOutcome.NOT_SENT));
    budget.accept(done(4, WriteOutcome.CHANGED_OUTSIDE));
    assertEquals(1, budget.left("roof-7", "9293", "buzzer", noon));
    assertEquals(3, budget.left("roof-1", "1111", "buzzer", noon));
    assertEquals(3, budget.left("roof-1", "9293", "backlight", noon));
    assertEquals(1, budget.left("roof-1", "9293", "buzzer", Instant.parse("2026-11-24T22:59:59Z")));
    assertEquals(3, budget.left("roof-1", "9293", "buzzer", Instant.parse("2026-11-24T23:00:00Z")));
  }

  /** Noon in Greenwich is two in the morning of the next day in the Line Islands. */
  @Test
  void theBudgetGoesByAnotherTimeZoneAtOnce() {
    Budget budget = new Budget(3, ZoneId.of("UTC"));
    budget.accept(entry(1, "2026-11-24T09:59:59Z"));
    budget.accept(entry(2, "2026-11-24T10:00:00Z"));
    assertEquals(1, budget.left("roof-1", "9293", "buzzer", Instant.parse(NOON)));
    budget.goBy(ZoneId.of("Pacific/Kiritimati"));
    assertEquals(2, budget.left("roof-1", "9293", "buzzer", Instant.parse(NOON)));
    budget.goBy(ZoneId.of("UTC"));
    assertEquals(1, budget.left("roof-1", "9293", "buzzer", Instant.parse(NOON)));
  }

  /** A clock that was years ahead for a while is no new budget. */
  @Test
  void theBudgetOutlivesAClockInTheFuture() {
    Budget budget = new Budget(3, ZoneId.of("UTC"));
    budget.accept(entry(1, NOON));
    budget.accept(entry(2, NOON));
    assertEquals(3, budget.left("roof-1", "9293", "buzzer", Instant.parse("2036-01-01T00:00:00Z")));
    assertEquals(1, budget.left("roof-1", "9293", "buzzer", Instant.parse(NOON)));
  }

  @Test
  void whatAUnitTookBeforeIsTriedFirst() {
    Spellings spellings = new Spellings();
    List<String> texts = new ArrayList<>(List.of("MNCHGC0030", "MCHGC0030", "MNCHGC030"));
    spellings.accept(done(1, WriteOutcome.CONFIRMED).sending("MNCHGC020"));
    assertEquals("MNCHGC030", spellings.inOrder(unit("roof-9", "9293"), "buzzer", texts).get(0));
    assertEquals(texts, spellings.inOrder(unit("roof-1", "9294"), "buzzer", texts));
  }

  @Test
  void unitsWithoutANumberOfTheirOwnShareNothing() {
    assertEquals("id roof-1", unit("roof-1", null).identity());
    assertEquals("id roof-1", HeardUnit.identity("roof-1", "55355535553555"));
    assertEquals("id roof-2", HeardUnit.identity("roof-2", "55355535553555"));
  }

  /** Logs of versions before have that number, which several units tell. */
  @Test
  void aPlaceholderInAnOldLogMakesTwoUnitsNoneTheSame() throws IOException {
    String reset = "55355535553555";
    assertNotEquals(
        SettingOfUnit.of("roof-1", reset, "buzzer"), SettingOfUnit.of("roof-2", reset, "buzzer"));
    Files.write(
        folder.resolve("audit.jsonl"),
        List.of(line(entry(1, NOON)), line(done(2, WriteOutcome.CONFIRMED))).stream()
            .map(line -> line.replace("9293", reset))
            .toList());
    try (AuditLog log = log()) {
      log.load();
      AuditEntry open = log.unsettled().get(0);
      assertNull(open.serial());
      assertFalse(log.isWrittenAgain(open), "roof-2 was, not roof-1");
    }
  }

  /** Versions before kept the whole reply of some units, the length in front of it. */
  @Test
  void aWholeReplyInAnOldLogIsTheNumberInIt() throws IOException {
    Files.writeString(
        folder.resolve("audit.jsonl"),
        line(done(1, WriteOutcome.CONFIRMED)).replace("9293", "1492932004102450000000")
            + "\n"
            + line(done(2, WriteOutcome.CONFIRMED)).replace("9293", "1455355535553555000000"));
    try (AuditLog log = log()) {
      List<AuditEntry> entries = newest(log, e -> true, Long.MAX_VALUE, 9);
      assertNull(entries.get(0).serial());
      assertEquals("92932004102450", entries.get(1).serial());
    }
  }

  private static String line(AuditEntry entry) throws IOException {
    return new String(AuditLines.write(entry), StandardCharsets.UTF_8).strip();
  }

  private static SettableUnit unit(String id, String serial) {
    return new SettableUnit(new Wiring(id, serial, null, 0));
  }

  @Test
  void tellsThatItIsFoundEmpty() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    assertEquals(List.of(), told());
    Files.createFile(file);
    assertEquals(
        List.of(
            "WARN The audit log "
                + file
                + " is empty: what was in it is lost, and its numbers and the daily budget begin"
                + " anew."),
        told());
  }

  /** What is told while it is read, which is done once. */
  private List<String> told() throws IOException {
    Logger log = (Logger) LoggerFactory.getLogger(AuditLog.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try (AuditLog read = log()) {
      read.load();
      read.load();
    } finally {
      log.detachAppender(lines);
    }
    return lines.list.stream()
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .filter(line -> !line.startsWith("DEBUG"))
        .toList();
  }
}
