package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@DisplayName("The energy that is told")
class EnergyFloorTest {
  private static final String UNIT = "serial 92932004102443";

  @TempDir Path folder;

  private static EnergyTotals books(Long began, long pv, long load) {
    return new EnergyTotals(
        began, Map.of(UNIT, Map.of("pv", pv), EnergyTotals.SYSTEM, Map.of("load", load)));
  }

  private static EnergyFloor floor(Long began, long pv, long load) {
    EnergyFloor floor = new EnergyFloor(ToldEnergy.NOTHING);
    floor.accept(books(began, pv, load));
    return floor;
  }

  private static void assertTold(long pv, long load, EnergyFloor floor) {
    assertEquals(Map.of("pv", pv), floor.of(UNIT));
    assertEquals(Map.of("load", load), floor.of(EnergyTotals.SYSTEM));
  }

  @Test
  @DisplayName("never falls, over a restart either")
  void floor() throws Exception {
    EnergyFile file = new EnergyFile(folder);
    EnergyFloor first = new EnergyFloor(file.read());
    assertFalse(first.accept(books(900L, 5, 7)));
    assertTold(5, 7, first);
    assertFalse(first.accept(books(900L, 4, 8)));
    assertTold(5, 8, first);
    file.write(first.told(Map.of("roof-1", UNIT)));
    EnergyFloor second = new EnergyFloor(new EnergyFile(folder).read());
    assertTold(5, 8, second);
    assertFalse(second.accept(books(900L, 1, 9)));
    assertTold(5, 9, second);
    assertEquals(Map.of("roof-1", UNIT), new EnergyFile(folder).read().places());
  }

  @Test
  @DisplayName("begins at 0 with other books, whatever is in them already, over a restart too")
  void anew() throws Exception {
    EnergyFloor floor = floor(900L, 5_000, 7_000);
    assertTrue(floor.accept(books(1_800L, 3_000, 8_000)));
    assertTold(0, 0, floor);
    assertFalse(floor.accept(books(1_800L, 3_010, 8_020)));
    assertTold(10, 20, floor);
    EnergyFile file = new EnergyFile(folder);
    file.write(floor.told(Map.of()));
    EnergyFloor later = new EnergyFloor(file.read());
    assertFalse(later.accept(books(1_800L, 3_015, 8_030)));
    assertTold(15, 30, later);
  }

  @Test
  @DisplayName("begins anew with empty books")
  void empty() {
    EnergyFloor floor = floor(900L, 5, 7);
    assertTrue(floor.accept(new EnergyTotals(null, Map.of())));
    assertTrue(floor.isEmpty());
    assertFalse(floor.accept(books(2_700L, 3, 4)));
    assertTold(3, 4, floor);
  }

  @Test
  @DisplayName("goes on where a version that knew units by their ids has left it")
  void adopted() throws Exception {
    Files.writeString(
        folder.resolve("mqtt-energy.json"),
        "{\"began\":900,\"told\":{\"roof-1\":{\"pv\":50},\"gone-1\":{\"pv\":9},"
            + "\"system\":{\"load\":7}}}");
    EnergyFloor floor = new EnergyFloor(new EnergyFile(folder).read());
    floor.configure(List.of("roof-1"));
    floor.adopt("roof-1", UNIT);
    floor.adopt("gone-1", "serial 2");
    floor.accept(books(900L, 49, 8));
    assertTold(50, 8, floor);
    assertEquals(Map.of(), floor.of("serial 2"));
  }

  @Test
  @DisplayName("begins with nothing where its file is damaged")
  void damaged() throws Exception {
    Files.writeString(folder.resolve("mqtt-energy.json"), "{\"told\": 5}");
    assertEquals(ToldEnergy.NOTHING, new EnergyFile(folder).read());
    Files.writeString(folder.resolve("mqtt-energy.json"), "{");
    assertEquals(ToldEnergy.NOTHING, new EnergyFile(folder).read());
  }

  @Test
  @DisplayName("is written in whole watt-hours")
  void payload() {
    assertEquals("{\"pv_kwh\":1234.567}", Payloads.energy(Map.of("pv", 1_234_567_999L)).toString());
    assertEquals("{\"pv_kwh\":0.0}", Payloads.energy(Map.of("pv", 999L)).toString());
  }
}
