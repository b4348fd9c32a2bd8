package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reports of a bridge, with a driver played by the test; the lock is a real one. */
@Timeout(30)
@ProcessTests
class HidLinkTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);

  /** Sends what it gets; from one report on it hangs until it is let go. */
  private static final class Driver implements HidLink.Bridge {
    private final List<byte[]> sent = new ArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final int hangsAt;
    private int result = 9;

    Driver(int hangsAt) {
      this.hangsAt = hangsAt;
    }

    @Override
    public int read(byte[] report, int millis) {
      return 0;
    }

    @Override
    public int write(byte[] report) {
      sent.add(report);
      if (sent.size() == hangsAt) {
        try {
          letGo.await();
        } catch (InterruptedException e) {
          return -1;
        }
      }
      return result;
    }

    @Override
    public void close() {
      assertTrue(closed.complete(sent.size()), "it is closed once");
    }
  }

  private Pty file;
  private DeviceAddress device;

  @BeforeEach
  void plugIn() throws IOException {
    file = Pty.open();
    device = new DeviceAddress(Kind.USB, file.slavePath());
  }

  @AfterEach
  void pullOut() {
    file.close();
  }

  private HidLink link(Driver driver, Duration writeLimit) throws LinkException {
    DeviceLock lock = DeviceLock.take(device, Path.of(file.slavePath()));
    return new HidLink(device, device.place(), lock, driver, writeLimit);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aRequestGoesOutInReportsOfEight() throws Exception {
    Driver driver = new Driver(0);
    try (HidLink link = link(driver, LONG)) {
      link.write(bytes("PBFT53.0xx\r"));
    }
    assertArrayEquals(bytes("PBFT53.0"), driver.sent.get(0));
    assertArrayEquals(bytes("xx\r\0\0\0\0\0"), driver.sent.get(1));
    assertEquals(2, driver.closed.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aBridgeThatIsGoneIsLost() throws Exception {
    Driver driver = new Driver(0);
    driver.result = -1;
    try (HidLink link = link(driver, LONG)) {
      var e = assertThrows(LinkException.class, () -> link.write(bytes("QPI..\r")));
      assertEquals(Reason.LOST, e.reason());
      assertTrue(e.getMessage().contains(" is gone: "), e.getMessage());
    }
  }

  @Test
  void aBridgeThatTakesNothingIsLostInTimeAndNotOpenedUntilItsDriverIsThroughWithIt()
      throws Exception {
    Driver driver = new Driver(1);
    HidLink link = link(driver, SHORT);
    for (int i = 0; i < 2; i++) {
      var e = assertThrows(LinkException.class, () -> link.write(bytes("PBFT53.0xx\r")));
      assertEquals(LinkException.stuck(device).getMessage(), e.getMessage());
    }
    assertThrows(LinkException.class, () -> link.read(new byte[8], 0, LONG));
    link.close();
    link.close();
    for (int i = 0; i < 2; i++) {
      var e = assertThrows(LinkException.class, () -> HidLink.open(device, device.place()));
      assertEquals(Reason.HELD, e.reason());
      assertTrue(e.getMessage().contains(" is still being closed, "), e.getMessage());
    }
    driver.letGo.countDown();
    assertEquals(1, driver.closed.get(10, TimeUnit.SECONDS), "the rest is not sent afterwards");
    while (HangingCalls.hangs(device.place())) {
      Respite.take();
    }
    DeviceLock.take(device, Path.of(file.slavePath())).close();
  }
}
