package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.AuditLines;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An entry that does not tell yet what became of it is never told of what a later write has made.
 */
@Timeout(60)
@ProcessTests
class OpenEntriesTest {
  private static final int ALL = Integer.MAX_VALUE;

  @TempDir private Path folder;

  /** A write that the unit takes, and of which nothing more is heard: entry 1. */
  private static void lose(BusHerd herd) throws Exception {
    herd.at(1).muteAfterOrder(ALL);
    failed(504, "could not be read back", herd.put("roof-1", "PBFT", 53.0));
    herd.at(1).speak();
  }

  @Test
  void theNextWriteTellsItFirstWhileOthersAreWritten() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      lose(herd);
      herd.at(1).hold();
      isFine(herd.put("roof-2", "PBFT", 52.0)); // and looks what that has made of roof-1
      Future<Verdict> next = herd.begin("roof-1", "PBFT", 53.5);
      herd.at(1).release(2);
      isFine(next.await(20, TimeUnit.SECONDS), "from", 53.0, "confirmed", 53.5);
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", 53.0);
      assertEquals(List.of("PBFT53.0", "PBFT53.5"), herd.at(1).orders());
    }
  }

  /** The one that is written next settles it, whoever that is. */
  private void settles(Later later) throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.join();
      lose(herd);
      later.write(herd);
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", 53.0);
      assertEquals("The inverter has taken it.", herd.entry(1).get("note"));
    }
  }

  private interface Later {
    void write(BusHerd herd) throws Exception;
  }

  @Test
  void aWriteToTheWholeSystem() throws Exception {
    settles(herd -> isFine(herd.put(null, "PBFT", 53.5), "changed", true));
  }

  @Test
  void aSettingOfTheSystemAtAnotherOfItsUnits() throws Exception {
    settles(herd -> isFine(herd.put("roof-2", "PBFT", 53.5), "confirmed", 53.5));
  }

  @Test
  void anImport() throws Exception {
    settles(herd -> isFine(herd.restore("roof-1", Map.of("battery_float_volt", 53.5))));
  }

  @Test
  void anUndoOfAnEarlierWrite() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      isFine(herd.put("roof-1", "PBFT", 53.0));
      herd.at(1).muteAfterOrder(ALL);
      failed(504, "could not be read back", herd.put("roof-1", "PCVV", 55.0));
      herd.at(1).speak();
      isFine(herd.undo(1), "confirmed", 54.0);
      has(herd.entry(2), "outcome", "not_read_back", "confirmed", 55.0);
    }
  }

  @Test
  void aPutBack() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 3)) {
      herd.at(2).muteAfterOrder(1); // it takes it, and answers again when it is to be put back
      failed(504, "could not be read back", herd.put(null, "buzzer", false));
      assertEquals(List.of("PDa", "PEa"), herd.at(1).orders());
      assertEquals(List.of("PDa", "PEa"), herd.at(2).orders());
      assertEquals(List.of(), herd.at(3).orders());
      has(herd.entry(2), "outcome", "not_read_back", "confirmed", false, "requested", false);
      has(herd.entry(3), "put_back_of", 2L, "old", false, "confirmed", true);
    }
  }

  @Test
  void whatRestoresAllSettingsReadsThemFirst() throws Exception {
    settles(herd -> isFine(herd.put("roof-1", "PF", null), "reply", "ACK"));
  }

  @Test
  void whereItCannotBeReadAnyMoreNobodyWillEverKnow() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.join();
      lose(herd);
      herd.at(1).become(Condition.OFFLINE);
      isFine(herd.put("roof-2", "PBFT", 53.5), "confirmed", 53.5);
      herd.at(1).become(Condition.ONLINE);
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", null);
      assertTrue(herd.entry(1).get("note").toString().contains("written to again"));
    }
  }

  @Test
  void aLaterWriteThatDoesNotLeaveTheHubLeavesItOpen() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.join();
      lose(herd);
      herd.at(1).become(Condition.OFFLINE);
      herd.at(2).keepOrders(true);
      failed(503, "Nothing was changed", herd.put("roof-2", "PBFT", 53.5));
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", null);
      String note = herd.entry(1).get("note").toString();
      assertFalse(note.contains("written to again"), note);
      herd.restart(); // as the log tells it
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", 53.0);
    }
  }

  /** Nothing has left the hub, so that whoever sets just that at the front panel is not the hub. */
  @Test
  void aWriteThatDoesNotLeaveTheHubHasChangedNothing() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.at(2).show("QPIRI");
      isSeen(herd, 2, 53.5, 1);
      herd.at(1).keepOrders(true);
      failed(503, "Nothing was changed", herd.put("roof-1", "PBFT", 53.0));
      isSeen(herd, 1, 53.0, 3);
      isSeen(herd, 2, 53.0, 4);
    }
  }

  /** What somebody sets at a front panel is known as such, in the entry of that number. */
  private static void isSeen(BusHerd herd, int unit, double volts, int id) throws Exception {
    herd.at(unit).press("battery_float_volt", volts);
    herd.at(unit).show("QPIRI");
    while (Claims.rows(herd.audit().body().get("entries")).size() < id) {
      Respite.take();
    }
    has(herd.entry(id), "outcome", "changed_outside", "inverter", "roof-" + unit, "user", null);
  }

  /** What comes while an order is on its way may be its doing already. */
  @Test
  void aReadingDuringTheLaterWriteTellsNothingOfIt() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.join();
      lose(herd);
      herd.at(1).become(Condition.OFFLINE);
      herd.at(2).holdOrders();
      Future<Verdict> later = herd.begin("roof-2", "PBFT", 53.5);
      herd.at(2).awaitOrder();
      herd.at(1).become(Condition.ONLINE);
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", null);
      herd.at(2).releaseOrder();
      isFine(later.await(20, TimeUnit.SECONDS), "confirmed", 53.5);
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", null);
      assertTrue(herd.entry(1).get("note").toString().contains("written to again"));
    }
  }

  @Test
  void writesThatReachTheSameUnitsWaitForEachOther() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.join();
      herd.at(1).hold();
      Future<Verdict> first = herd.begin("roof-1", "PBFT", 53.0);
      herd.at(1).await(1);
      Future<Verdict> second = herd.begin("roof-2", "PBFT", 53.5);
      herd.at(1).release(1);
      isFine(first.await(20, TimeUnit.SECONDS), "from", 54.0, "confirmed", 53.0);
      isFine(second.await(20, TimeUnit.SECONDS), "from", 53.0, "confirmed", 53.5);
    }
  }

  @Test
  void unitsThatAreNotOfOneSystemHaveNothingToDoWithIt() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      lose(herd);
      herd.at(1).become(Condition.OFFLINE);
      isFine(herd.put("roof-2", "PBFT", 53.5), "confirmed", 53.5);
      herd.at(1).become(Condition.ONLINE);
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "not_read_back", "confirmed", 53.0);
    }
  }

  @Test
  void aWriteOfAnEarlierRunIsSettledLikewise() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      lose(herd);
      herd.at(1).hold();
      herd.restart();
      Future<Verdict> next = herd.begin("roof-1", "PBFT", 53.5);
      herd.at(1).release(2); // that of the unit's coming online, and that of the write
      isFine(next.await(20, TimeUnit.SECONDS), "from", 53.0, "confirmed", 53.5);
      has(herd.entry(1), "confirmed", 53.0);
    }
  }

  @Test
  void aLogInWhichItWasWrittenAgainAlready() throws Exception {
    AuditEntry open = AuditLogTest.entry(1, "2026-11-24T12:00:00Z");
    AuditEntry later = AuditLogTest.entry(3, "2026-11-24T12:00:01Z");
    Files.write(folder.resolve("audit.jsonl"), AuditLines.write(open));
    Files.write(
        folder.resolve("audit.jsonl"),
        AuditLines.write(
            later.completed("ACK", false, WriteOutcome.CONFIRMED, null, Duration.ZERO)),
        StandardOpenOption.APPEND);
    try (BusHerd herd = new BusHerd(folder, 1)) {
      has(herd.entry(1), "outcome", "interrupted", "confirmed", null);
    }
  }
}
