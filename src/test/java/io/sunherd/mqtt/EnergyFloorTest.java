package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@DisplayName("The energy that is told")
class EnergyFloorTest {
  @TempDir Path folder;

  private static EnergyTotals books(Long began, long pv, long load) {
    return new EnergyTotals(
        began, Map.of("roof-1", Map.of("pv", pv), EnergyTotals.SYSTEM, Map.of("load", load)));
  }

  @Test
  @DisplayName("never falls, over a restart either")
  void floor() throws Exception {
    EnergyFile file = new EnergyFile(folder);
    EnergyFloor first = new EnergyFloor(file.read());
    assertFalse(first.accept(books(900L, 5, 7)));
    assertEquals(books(900L, 5, 7), first.told());
    assertFalse(first.accept(books(900L, 4, 8)));
    assertEquals(books(900L, 5, 8), first.told());
    file.write(first.told());
    EnergyFloor second = new EnergyFloor(new EnergyFile(folder).read());
    assertEquals(books(900L, 5, 8), second.told());
    assertFalse(second.accept(books(900L, 1, 9)));
    assertEquals(books(900L, 5, 9), second.told());
  }

  @Test
  @DisplayName("begins anew with other books")
  void anew() {
    EnergyFloor floor = new EnergyFloor(books(900L, 5, 7));
    assertTrue(floor.accept(books(1_800L, 1, 2)));
    assertEquals(books(1_800L, 1, 2), floor.told());
    assertTrue(floor.accept(new EnergyTotals(null, Map.of())));
    assertEquals(new EnergyTotals(null, Map.of()), floor.told());
    assertFalse(floor.accept(books(2_700L, 3, 4)));
  }

  @Test
  @DisplayName("begins with nothing where its file is damaged")
  void damaged() throws Exception {
    Files.writeString(folder.resolve("mqtt-energy.json"), "{\"told\": 5}");
    assertEquals(new EnergyTotals(null, Map.of()), new EnergyFile(folder).read());
    Files.writeString(folder.resolve("mqtt-energy.json"), "{");
    assertEquals(new EnergyTotals(null, Map.of()), new EnergyFile(folder).read());
  }

  @Test
  @DisplayName("is written in whole watt-hours")
  void payload() {
    assertEquals("{\"pv_kwh\":1234.567}", Payloads.energy(Map.of("pv", 1_234_567_999L)).toString());
    assertEquals("{\"pv_kwh\":0.0}", Payloads.energy(Map.of("pv", 999L)).toString());
  }
}
