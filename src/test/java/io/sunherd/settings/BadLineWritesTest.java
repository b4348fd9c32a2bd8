package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Verdict;
import io.sunherd.config.HubConfig;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Writes over lines that echo, and to units that do not hear a 00 in a CRC. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class BadLineWritesTest {
  @TempDir private Path folder;

  private TappedHub echoing() throws Exception {
    TappedHub house = new TappedHub(folder, 20, "max-8000");
    house.tap(1).echo();
    return house.open();
  }

  @Test
  void anEchoInFrontOfAckIsNoHindrance() throws Exception {
    try (TappedHub house = echoing()) {
      isFine(house.put("roof-1", "PBFT", 53.0), "confirmed", 53.0, "reply", "ACK");
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void onAnEchoingLineAnEchoAloneTellsNothing() throws Exception {
    try (TappedHub house = echoing()) {
      house.tap(1).on("PBFT", Deed.SWALLOW);
      Verdict lost = house.put("roof-1", "PBFT", 53.0);
      failed(504, "has not taken it", lost);
      has(lost.body(), "reply", null, "confirmed", 54.0, "changed", false);
      house.tap(1).on("PBFT", Deed.LOSE_REPLY);
      Verdict taken = house.put("roof-1", "PBFT", 53.0);
      failed(504, "has taken it", taken);
      has(taken.body(), "reply", null, "confirmed", 53.0, "changed", true);
      assertEquals(List.of("PBFT53.0", "PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void onAnotherLineAnEchoAloneIsARefusal() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).on("PBFT", Deed.SAY_BACK);
      Verdict verdict = house.put("roof-1", "PBFT", 53.0);
      failed(409, "refused", verdict);
      has(verdict.body(), "reply", "NAK", "confirmed", 54.0, "changed", false);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void aSettingWithAZeroInItsCrcIsSentOnceInTheFormThatTheUnitIsKnownToTake() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, folder, "max-8000")) {
      units.control("deaf 1 on");
      HubConfig.Settings settings =
          new HubConfig.Settings(folder.resolve("audit.jsonl").toString(), 20);
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units), settings)) {
        hub.await(0, Reading.class, reading -> reading.code().equals("QPIRI"));
        failed(504, "has not taken it", put(hub, 48.8));
        assertEquals(1, orders(units, "PBFT48.8"));
        String day = hub.get("/cmds?cmd=QED20230108&raw=1&inverter=roof-1").body();
        assertTrue(day.startsWith("("), day);
        isFine(put(hub, 48.8), "confirmed", 48.8, "reply", "ACK");
        assertEquals(2, orders(units, "PBFT48.8"));
      }
    }
  }

  @Test
  void aUnitThatHearsAZeroIsSentTheDocumentedForm() throws Exception {
    try (Simulation units = SimulatedUnits.onTerminals(1, folder, "max-8000")) {
      HubConfig.Settings settings =
          new HubConfig.Settings(folder.resolve("audit.jsonl").toString(), 20);
      try (RunningHub hub = new RunningHub(SimulatedUnits.inverters(units), settings)) {
        hub.await(0, Reading.class, reading -> reading.code().equals("QPIRI"));
        isFine(put(hub, 48.8), "confirmed", 48.8, "reply", "ACK");
        assertEquals(1, orders(units, "PBFT48.8"));
      }
    }
  }

  private static Verdict put(RunningHub hub, double volts) {
    return hub.verdict(Addresses.CHANGE, TappedHub.change("roof-1", "PBFT", volts));
  }

  private static long orders(Simulation units, String text) {
    return units.heard(1).stream().filter(text::equals).count();
  }
}
