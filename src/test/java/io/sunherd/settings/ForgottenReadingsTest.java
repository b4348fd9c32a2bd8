package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Change;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Values that may be other ones since something was sent, and that cannot be read. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("What is not known any more")
class ForgottenReadingsTest {
  private static final Change RESET =
      new Change(TappedHub.ANNA, "roof-1", "factory_settings", null, false, true, false);

  @TempDir private Path folder;

  private static JsonObject told(TappedHub house) throws Exception {
    return new JsonObject(house.hub.get("/api/v1/inverters/roof-1").body());
  }

  private static void becomesTrue(String what, Callable<Boolean> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!wanted.call()) {
      assertTrue(System.nanoTime() < end, what);
      Respite.take();
    }
  }

  @SuppressWarnings("unchecked")
  private static Object shown(TappedHub house, String setting) {
    return ((List<Map<String, Object>>) house.show("roof-1").body().get("settings"))
        .stream()
            .filter(row -> row.get("name").equals(setting))
            .findFirst()
            .map(row -> row.get("value"))
            .orElse(null);
  }

  private static Double kept(TappedHub house) throws Exception {
    JsonObject settings = told(house).getJsonObject("settings");
    return settings == null
        ? null
        : settings.getJsonObject("data").getDouble("battery_float_voltage");
  }

  /** The readings of the unit are lost; whoever shows them shows them again once they come. */
  private static void showsNoneUntilTheyCome(TappedHub house, double now) throws Exception {
    becomesTrue("what was so before is told", () -> kept(house) == null);
    assertEquals(
        504, house.hub.get("/cmds?cmd=settings&inverter=roof-1&max_age=60000").statusCode());
    assertEquals(null, shown(house, "battery_float_volt"));
    int before = house.hub.now();
    house.tap(1).leaveAlone();
    house.hub.await(before, Reading.class, reading -> reading.code().equals("QPIRI"));
    becomesTrue("it is not told again", () -> Double.valueOf(now).equals(kept(house)));
    assertEquals(now, shown(house, "battery_float_volt"));
  }

  @Test
  @DisplayName("after factory settings is told by nobody, and read again until it comes")
  void factorySettings() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.put("roof-1", "PBFT", 53.0);
      becomesTrue("it is told", () -> Double.valueOf(53.0).equals(kept(house)));
      house.tap(1).once(1, "PF", () -> lost(house));
      Verdict verdict = house.ask(RESET);
      assertEquals(200, verdict.status(), verdict.body()::toString);
      String note = String.valueOf(verdict.body().get("note"));
      assertTrue(note.contains("QPIRI"), note);
      showsNoneUntilTheyCome(house, 54.0);
    }
  }

  @Test
  @DisplayName("after factory settings that were not answered neither")
  void unanswered() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.put("roof-1", "PBFT", 53.0);
      becomesTrue("it is told", () -> Double.valueOf(53.0).equals(kept(house)));
      house
          .tap(1)
          .once(
              1,
              "PF",
              () -> {
                lost(house);
                return Deed.LOSE_REPLY;
              });
      assertEquals(504, house.ask(RESET).status());
      showsNoneUntilTheyCome(house, 54.0);
    }
  }

  @Test
  @DisplayName("after a value that could not be read back neither")
  void notReadBack() throws Exception {
    try (TappedHub house = TappedHub.of(folder, "max-8000")) {
      house.tap(1).once(0, "PBFT", () -> lost(house));
      assertEquals(504, house.put("roof-1", "PBFT", 53.0).status());
      showsNoneUntilTheyCome(house, 53.0);
    }
  }

  private static Deed lost(TappedHub house) {
    house.tap(1).on("QPIRI", Deed.SWALLOW);
    return null;
  }
}
