package io.sunherd.mqtt.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.PartHealth;
import io.sunherd.suite.PureTests;
import org.junit.jupiter.api.Test;

/** What hub/writes says. */
@PureTests
class TakenWritesTest {
  @Test
  void areTakenWhileAllowedAndTheSettingsAreWell() {
    TakenWrites writes = new TakenWrites(true);
    assertEquals("offline", writes.word());
    writes.accept(new PartHealth("web", null));
    assertEquals("offline", writes.word());
    writes.accept(new PartHealth("settings", null));
    assertEquals("online", writes.word());
    writes.accept(new PartHealth("inverter roof-1", "It is gone."));
    assertEquals("online", writes.word());
    writes.accept(new PartHealth("settings", "The disk is full."));
    assertEquals("offline", writes.word());
  }

  @Test
  void areNotTakenWhereTheyAreNotAllowed() {
    TakenWrites writes = new TakenWrites(false);
    writes.accept(new PartHealth("settings", null));
    assertEquals("offline", writes.word());
  }
}
