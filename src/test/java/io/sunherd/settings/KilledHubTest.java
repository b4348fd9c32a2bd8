package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.has;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.SettingChange;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A hub that is killed (-9) between an order and its ACK. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class KilledHubTest {
  @TempDir private Path folder;

  /** A house whose last hub was killed behind its order for a float voltage of 53. */
  private TappedHub killed(Deed deed) throws Exception {
    TappedHub house = new TappedHub(folder, 1, "max-8000");
    house.tap(1).on("PBFT", deed);
    Process process = KilledHub.process(house.tap(1).address(), house.audit, "PBFT", 53.0).start();
    try {
      assertEquals(List.of("PBFT53.0"), house.tap(1).awaitOrders(1));
    } finally {
      process.destroyForcibly().waitFor();
    }
    house.tap(1).leaveAlone();
    return house;
  }

  private static Map<String, Object> settled(TappedHub house) throws InterruptedException {
    while (house.entries().get(0).get("outcome") == null) {
      Respite.take();
    }
    return house.entries().get(0);
  }

  @Test
  void theUnitTookIt() throws Exception {
    try (TappedHub house = killed(Deed.LOSE_REPLY)) {
      assertEquals(1, Files.readAllLines(house.audit).size());
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(house.audit)));
      house.open();
      house.hub.await(0, SettingChange.class, c -> c.value().equals(53.0) && "anna".equals(c.by()));
      Map<String, Object> entry = settled(house);
      has(entry, "outcome", "interrupted", "confirmed", 53.0, "old", 54.0, "user", "anna");
      assertTrue(entry.get("note").toString().contains("has taken it"), entry::toString);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      failed(429, "daily-budget", house.put("roof-1", "PBFT", 53.5));

      house.restart();
      assertEquals(1, house.entries().size());
      assertEquals(2, Files.readAllLines(house.audit).size());
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
    }
  }

  @Test
  void theUnitDidNotTakeItAndTheLastLineIsTorn() throws Exception {
    try (TappedHub house = killed(Deed.SWALLOW)) {
      Files.writeString(house.audit, "{\"id\":2,\"at\":\"20", StandardOpenOption.APPEND);
      house.open();
      Map<String, Object> entry = settled(house);
      has(entry, "id", 1L, "outcome", "interrupted", "confirmed", 54.0);
      assertTrue(entry.get("note").toString().contains("has 54.0"), entry::toString);
      assertEquals(List.of("PBFT53.0"), house.tap(1).orders());
      isFine(house.put("roof-1", "PCVV", 56.0));
      List<String> lines = Files.readAllLines(house.audit);
      assertEquals("{\"id\":2,\"at\":\"20", lines.get(1));
      assertEquals(5, lines.size());
      house.restart();
      has(house.entries().get(0), "id", 2L, "setting", "battery_bulk_volt", "outcome", "confirmed");
      assertEquals(2, house.entries().size());
    }
  }
}
