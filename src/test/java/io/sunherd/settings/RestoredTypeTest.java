package io.sunherd.settings;

import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restore that changes the battery type, at a unit that resets voltages with it. */
@Timeout(60)
@ProcessTests
class RestoredTypeTest {
  @TempDir private Path folder;

  private static void resetsWithType(BusInverter unit) {
    AtomicBoolean first = new AtomicBoolean(true);
    unit.afterOrder(
        () -> {
          if (first.getAndSet(false)) {
            unit.press("battery_float_volt", 52.0);
          }
        });
  }

  @Test
  @DisplayName("what was as it should be before is set again")
  void again() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      BusInverter unit = herd.at(1);
      unit.press("battery_type", "AGM");
      resetsWithType(unit);
      Verdict verdict =
          herd.restore("roof-1", Map.of("battery_type", "user", "battery_float_volt", 54.0));
      isFine(verdict, "changed", true, "not_sent", List.of());
      assertEquals(List.of("PBT02", "PBFT54.0"), unit.orders());
      List<Map<String, Object>> differences = Claims.rows(verdict.body().get("differences"));
      assertEquals(
          List.of("battery_type", "battery_float_volt"),
          differences.stream().map(one -> one.get("setting")).toList());
      assertEquals(52.0, differences.get(1).get("from"));
    }
  }

  @Test
  @DisplayName("and so is what was written before the type")
  void before() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      BusInverter unit = herd.at(1);
      unit.press("battery_type", "user");
      unit.press("battery_float_volt", 53.0);
      unit.afterOrder(
          () -> {
            if (unit.orders().equals(List.of("PBFT54.0", "PBT00"))) {
              unit.press("battery_float_volt", 52.0);
            }
          });
      isFine(herd.restore("roof-1", Map.of("battery_type", "AGM", "battery_float_volt", 54.0)));
      assertEquals(List.of("PBFT54.0", "PBT00", "PBFT54.0"), unit.orders());
    }
  }
}
