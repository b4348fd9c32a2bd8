package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Verdict;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
      assertEquals(List.of("battery_type", "battery_float_volt"), settings(verdict, "differences"));
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
      Verdict verdict =
          herd.restore("roof-1", Map.of("battery_type", "AGM", "battery_float_volt", 54.0));
      isFine(verdict);
      assertEquals(List.of("PBFT54.0", "PBT00", "PBFT54.0"), unit.orders());
      assertEquals(List.of("battery_float_volt", "battery_type"), settings(verdict, "differences"));
    }
  }

  private static List<Object> settings(Verdict verdict, String key) {
    return Claims.rows(verdict.body().get(key)).stream().map(one -> one.get("setting")).toList();
  }

  /** Does this once the type was ordered and read back. */
  private static void behindType(BusInverter unit, Runnable deed) {
    AtomicInteger asked = new AtomicInteger();
    unit.beforeAnswer(
        () -> {
          List<String> orders = unit.orders();
          boolean isBehind = !orders.isEmpty() && orders.get(orders.size() - 1).startsWith("PBT");
          if (isBehind && asked.incrementAndGet() == 2) {
            deed.run();
          }
        });
  }

  @Test
  @DisplayName("a type that falls back is not written again, and that is told; the rest is written")
  void fallsBack() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      BusInverter unit = herd.at(1);
      unit.press("battery_type", "AGM");
      behindType(unit, () -> unit.press("battery_type", "AGM"));
      Verdict verdict =
          herd.restore("roof-1", Map.of("battery_type", "user", "battery_float_volt", 53.5));
      assertEquals(List.of("PBT02", "PBFT53.5"), unit.orders());
      failed(409, "battery_type was set to user, but roof-1 has AGM by now", verdict);
      assertEquals(List.of(), verdict.body().get("not_sent"));
    }
  }

  @Test
  @DisplayName("a unit that is silent behind the type is told as silent, with what was not sent")
  void silent() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      BusInverter unit = herd.at(1);
      unit.press("battery_type", "AGM");
      behindType(unit, () -> unit.mute(20));
      Verdict verdict =
          herd.restore("roof-1", Map.of("battery_type", "user", "battery_float_volt", 53.5));
      failed(504, "Stopped behind battery_type: roof-1 could not be asked", verdict);
      assertEquals(List.of("PBT02"), unit.orders());
      assertEquals(List.of("battery_float_volt"), verdict.body().get("not_sent"));
      assertEquals(true, verdict.body().get("changed"));
    }
  }

  @Test
  @DisplayName("what is not shown any more behind the type is not written")
  void hidden() throws Exception {
    try (BusHerd herd = new BusHerd(folder, 1)) {
      BusInverter unit = herd.at(1);
      unit.press("battery_type", "AGM");
      behindType(unit, () -> unit.hide("battery_float_volt"));
      Verdict verdict =
          herd.restore("roof-1", Map.of("battery_type", "user", "battery_float_volt", 53.5));
      isFine(verdict, "unknown", List.of("battery_float_volt"), "not_sent", List.of());
      assertEquals(List.of("PBT02"), unit.orders());
    }
  }
}
