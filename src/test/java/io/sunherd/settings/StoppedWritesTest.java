package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.rows;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are ended while they write: what is on the wire comes to its end, nothing else. */
@Timeout(60)
@ProcessTests
class StoppedWritesTest {
  private static final String STOPPED = "The settings are being stopped: nothing was sent.";

  @TempDir private Path folder;

  @Test
  void whatIsOnTheWireIsAnsweredAndAllElseIsRefusedAtOnce() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.at(1).holdOrders();
      Future<Verdict> sent = herd.begin("roof-1", "PBFT", 53.0);
      herd.at(1).awaitOrder();
      Future<Verdict> behind = herd.begin("roof-1", "PBFT", 53.5);
      herd.at(2).hold();
      Future<Verdict> looking = herd.begin("roof-2", "buzzer", false);
      herd.at(2).await(1);

      Future<Void> stop = herd.stop();
      failed(503, STOPPED, behind.await(20, SECONDS));
      failed(503, STOPPED, looking.await(20, SECONDS));
      failed(503, STOPPED, herd.put("roof-2", "buzzer", false));
      assertFalse(sent.isComplete() || stop.isComplete());

      herd.at(2).release(1);
      herd.at(1).releaseOrder();
      isFine(sent.await(20, SECONDS), "confirmed", 53.0, "reply", "ACK");
      stop.await(20, SECONDS);
      assertEquals(List.of("PBFT53.0"), herd.at(1).orders());
      assertEquals(List.of(), herd.at(2).orders());
      List<String> lines = Files.readAllLines(herd.audit);
      assertEquals(2, lines.size());
      assertTrue(lines.get(1).contains("\"outcome\":\"confirmed\""), lines.get(1));
    }
  }

  @Test
  void aWriteToAllGoesNoFurtherAndIsTakenBack() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 3)) {
      herd.at(2).holdOrders();
      Future<Verdict> all = herd.begin(null, "buzzer", false);
      herd.at(2).awaitOrder();
      Future<Void> stop = herd.stop();
      failed(503, STOPPED, herd.put("roof-3", "buzzer", false)); // so that it has begun
      herd.at(2).releaseOrder();
      Verdict verdict = all.await(20, SECONDS);
      failed(503, STOPPED, verdict);
      failed(503, "The units written before have what they had before.", verdict);
      stop.await(20, SECONDS);
      assertEquals(List.of("PDa", "PEa"), herd.at(1).orders());
      assertEquals(List.of("PDa", "PEa"), herd.at(2).orders());
      assertEquals(List.of(), herd.at(3).orders());
    }
  }

  @Test
  void anImportGoesNoFurther() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).holdOrders();
      Future<Verdict> both =
          herd.ask(
              Addresses.RESTORE,
              new Restore(
                  TappedHub.ANNA,
                  "roof-1",
                  Map.of("buzzer", false, "backlight", false),
                  true,
                  false));
      herd.at(1).awaitOrder();
      Future<Void> stop = herd.stop();
      failed(503, STOPPED, herd.put("roof-1", "PBFT", 53.0));
      herd.at(1).releaseOrder();
      Verdict verdict = both.await(20, SECONDS);
      failed(503, "Stopped at", verdict);
      has(rows(verdict.body().get("written")).get(0), "status", 200, "confirmed", false);
      stop.await(20, SECONDS);
      assertEquals(1, herd.at(1).orders().size());
    }
  }

  @Test
  void whatTakesTooLongIsInterruptedAndToldAfterTheRestart() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).holdOrders();
      Future<Verdict> sent = herd.begin("roof-1", "PBFT", 53.0);
      herd.at(1).awaitOrder();
      herd.stop().await(20, SECONDS);
      failed(504, "sent and not answered: the hub is being stopped", sent.await(1, SECONDS));
      has(sent.result().body(), "reply", null, "confirmed", null, "changed", null, "entry", 1L);
      List<String> lines = Files.readAllLines(herd.audit);
      assertEquals(2, lines.size());
      assertTrue(lines.get(1).contains("\"outcome\":\"interrupted\""), lines.get(1));
      assertFalse(lines.get(1).contains("\"duration_ms\":null"), lines.get(1));

      herd.deploy();
      herd.at(1).show("QPIRI");
      has(herd.entry(1), "outcome", "interrupted", "confirmed", 53.0, "reply", null);
      assertEquals(
          "The hub stopped waiting before it knew what became of this write. The inverter has"
              + " taken it.",
          herd.entry(1).get("note"));
      herd.at(1).releaseOrder();
      isFine(herd.undo(1), "confirmed", 54.0);
    }
  }
}
