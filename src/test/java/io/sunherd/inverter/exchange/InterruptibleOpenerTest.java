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
class InterruptibleOpenerTest {
  private static final DeviceAddress DEVICE = DeviceAddress.parse("serial:/dev/ttyUSB0");

  private int interrupts;
  private final InterruptibleOpener opener = new InterruptibleOpener(device -> new Counted());

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
    assertSame(Counted.class, opener.open(DEVICE).getClass());
    assertEquals(0, interrupts);
    opener.interrupt();
    assertEquals(1, interrupts);
    assertThrows(LinkException.class, () -> opener.open(DEVICE));
    assertFalse(opener.beginOrder());
  }

  @Test
  void anOrderIsNot() throws Exception {
    assertSame(Counted.class, opener.open(DEVICE).getClass());
    assertTrue(opener.beginOrder());
    opener.interrupt();
    assertEquals(0, interrupts);
    opener.endOrder();
    assertEquals(1, interrupts);
    assertFalse(opener.beginOrder());
  }

  @Test
  void whatWasBeingOpenedIsOfNoUse() throws Exception {
    InterruptibleOpener late = new InterruptibleOpener(device -> cutting());
    opening = late;
    assertSame(Counted.class, late.open(DEVICE).getClass());
    assertEquals(1, interrupts);
  }

  private InterruptibleOpener opening = opener;

  /** Opening takes its time, and meanwhile it is cut. */
  private Link cutting() {
    opening.interrupt();
    return new Counted();
  }
}
