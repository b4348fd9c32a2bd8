package io.sunherd.inverter.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@PureTests
class LeashTest {
  private static final DeviceAddress DEVICE = DeviceAddress.parse("serial:/dev/ttyUSB0");

  private int interrupts;
  private final Leash leash = new Leash(device -> new Counted());

  private final class Counted implements Link {
    @Override
    public int read(byte[] into, int offset, Duration limit) {
      return 0;
    }

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void interrupt() {
      interrupts++;
    }

    @Override
    public DeviceAddress device() {
      return DEVICE;
    }

    @Override
    public void close() {}
  }

  @Test
  void aQuestionIsBrokenOffAndNothingIsOpenedAfterwards() throws Exception {
    assertSame(Counted.class, leash.open(DEVICE).getClass());
    assertEquals(0, interrupts);
    leash.cut();
    assertEquals(1, interrupts);
    assertThrows(LinkException.class, () -> leash.open(DEVICE));
    assertFalse(leash.beginOrder());
  }

  @Test
  void anOrderIsNot() throws Exception {
    assertSame(Counted.class, leash.open(DEVICE).getClass());
    assertTrue(leash.beginOrder());
    leash.cut();
    assertEquals(0, interrupts);
    leash.endOrder();
    assertEquals(1, interrupts);
    assertFalse(leash.beginOrder());
  }

  @Test
  void whatWasBeingOpenedIsOfNoUse() throws Exception {
    Leash late = new Leash(device -> cutting());
    opening = late;
    assertSame(Counted.class, late.open(DEVICE).getClass());
    assertEquals(1, interrupts);
  }

  private Leash opening = leash;

  /** Opening takes its time, and meanwhile it is cut. */
  private Link cutting() {
    opening.cut();
    return new Counted();
  }
}
