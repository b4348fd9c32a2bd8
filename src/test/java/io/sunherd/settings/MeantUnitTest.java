package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static io.sunherd.settings.Claims.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.AuditLines;
import io.sunherd.settings.audit.WriteOutcome;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever says which unit is meant writes to no other one that is in its place. */
@Timeout(60)
@ProcessTests
class MeantUnitTest {
  private static final Actor ANNA = TappedHub.ANNA;

  @TempDir private Path folder;

  private static Verdict put(BusHerd herd, Object volts, boolean dryRun, String serial)
      throws Exception {
    return herd.wait(
        Addresses.CHANGE,
        new Change(
            ANNA, "roof-1", "PBFT", volts, false, false, dryRun, Map.of("roof-1", serial), null));
  }

  @Test
  void aWriteToOne() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      failed(409, "roof-1 is the unit 9001, not 9009", put(herd, 53.0, false, "9009"));
      failed(409, "Nothing was sent", put(herd, 53.0, true, "9009"));
      failed(409, "not 9009", put(herd, 54.0, false, "9009")); // which it has already
      failed(400, "battery_float_volt", put(herd, "warm", false, "9009"));
      assertEquals(List.of(), herd.at(1).orders());
      isFine(put(herd, 53.0, false, "9001"), "confirmed", 53.0);
      herd.at(1).become(Condition.OFFLINE);
      failed(503, "roof-1 is offline", put(herd, 53.5, false, "9001"));
      assertEquals(List.of("PBFT53.0"), herd.at(1).orders());
    }
  }

  @Test
  void aUnitThatTellsNoSerialNumberMayBeAnother() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).exchange(null);
      failed(409, "roof-1 tells no serial number", put(herd, 53.0, false, "9001"));
      assertEquals(List.of(), herd.at(1).orders());
      isFine(herd.put("roof-1", "PBFT", 53.0));
    }
  }

  @Test
  void aUnitThatIsExchangedWhileItIsLookedAt() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).hold();
      Future<Verdict> write = herd.begin("roof-1", "PBFT", 53.0); // which does not say who is meant
      herd.at(1).await(1);
      herd.at(1).exchange("9009");
      herd.at(1).release(1);
      failed(409, "roof-1 is the unit 9009, not 9001", write.await(20, TimeUnit.SECONDS));
      assertEquals(List.of(), herd.at(1).orders());
    }
  }

  @Test
  void anUndoAndAnImport() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      isFine(herd.put("roof-1", "PBFT", 53.0));
      failed(
          409,
          "not 9009",
          herd.wait(Addresses.UNDO, new Undo(ANNA, "1", false, false, "9009", null)));
      Map<String, Object> values = Map.of("battery_float_volt", 54.0);
      for (boolean dryRun : new boolean[] {true, false}) {
        failed(
            409,
            "not 9009",
            herd.wait(
                Addresses.RESTORE, new Restore(ANNA, "roof-1", values, false, dryRun, "9009")));
      }
      assertEquals(List.of("PBFT53.0"), herd.at(1).orders());
      isFine(herd.wait(Addresses.UNDO, new Undo(ANNA, "1", false, false, "9001", null)));
      isFine(
          herd.wait(
              Addresses.RESTORE,
              new Restore(
                  ANNA, "roof-1", Map.of("battery_float_volt", 53.0), false, false, "9001")));
    }
  }

  @Test
  void anUndoOfAnEntryWithAPlaceholderForASerialNumber() throws Exception {
    AuditEntry old =
        new AuditEntry(
            1,
            "2026-11-24T11:00:00Z",
            "anna",
            "x",
            null,
            "roof-1",
            "55355535553555",
            "battery_float_volt",
            "PBFT",
            53.0,
            54.0,
            List.of("PBFT54.0"),
            List.of(),
            "ACK",
            54.0,
            WriteOutcome.CONFIRMED,
            null,
            null,
            null,
            null,
            null,
            7L);
    String line = new String(AuditLines.write(old), StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("audit.jsonl"),
        line.replace("\"serial\":null", "\"serial\":\"55355535553555\""));
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.at(1).exchange(null);
      isFine(herd.undo(1), "confirmed", 53.0);
      assertEquals(List.of("PBFT53.0"), herd.at(1).orders());
    }
  }

  @Test
  void anUndoAtAUnitThatIsExchangedWhileItWaits() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      herd.at(1).exchange(null); // so that the entry names no serial number
      isFine(herd.put("roof-1", "PBFT", 53.0));
      herd.at(1).exchange("9001");
      herd.at(1).hold();
      Future<Verdict> write = herd.begin("roof-1", "buzzer", false);
      herd.at(1).await(1);
      Future<Verdict> undo =
          herd.ask(Addresses.UNDO, new Undo(ANNA, "1", false, false, "9001", null));
      isFine(herd.audit()); // which is answered once the undo was found and waits for its turn
      herd.at(1).exchange("9009");
      herd.at(1).release(1);
      failed(409, "not 9001", write.await(20, TimeUnit.SECONDS));
      failed(409, "roof-1 is the unit 9009, not 9001", undo.await(20, TimeUnit.SECONDS));
      assertEquals(List.of("PBFT53.0"), herd.at(1).orders());
    }
  }

  private static Verdict toAll(BusHerd herd, String... serials) throws Exception {
    Map<String, String> meant = new LinkedHashMap<>();
    Arrays.stream(serials).forEach(serial -> meant.put("roof-" + (meant.size() + 1), serial));
    return herd.wait(
        Addresses.CHANGE,
        new Change(ANNA, null, "buzzer", false, false, false, false, meant, null));
  }

  @Test
  void aWriteToAllNamesEachOfThem() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      Verdict other = toAll(herd, "9001", "9009");
      failed(409, "roof-2 is the unit 9002, not 9009", other);
      failed(409, "No unit was written", other);
      failed(409, "The inverters are roof-1, roof-2", toAll(herd, "9001"));
      failed(409, "The inverters are roof-1, roof-2", toAll(herd, "9001", "9002", "9003"));
      assertTrue(herd.at(1).orders().isEmpty() && herd.at(2).orders().isEmpty());
      isFine(toAll(herd, "9001", null), "changed", true);
    }
  }

  @Test
  void aPutBackGoesToTheUnitThatWasWritten() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 2)) {
      herd.at(2).muteAfterOrder(Integer.MAX_VALUE);
      herd.at(2).afterOrder(() -> herd.at(1).exchange("9009"));
      Verdict verdict = herd.put(null, "buzzer", false);
      failed(504, "roof-1 had false when it was read last", verdict);
      Map<String, Object> put =
          map(map(map(verdict.body().get("units")).get("roof-1")).get("put_back"));
      assertTrue(put.get("error").toString().contains("roof-1 is the unit 9009, not 9001"));
      assertEquals(List.of("PDa"), herd.at(1).orders());
      has(herd.entry(1), "serial", "9001");
    }
  }
}
