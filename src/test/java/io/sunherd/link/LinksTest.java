package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Within one program, too, a line is one's alone; who has it is told to the others. */
@Timeout(30)
@ProcessTests
class LinksTest {
  private static final String LOOKING = "roof-2, which looks for its unit there";

  @TempDir private Path folder;
  private Pty far;
  private DeviceAddress device;

  /** Opened by the links as simulated devices are. */
  private Opener simulated = device -> new Silent(device);

  private final Links links = new Links(device -> simulated.open(device));

  private record Silent(DeviceAddress device) implements Link {
    @Override
    public int read(byte[] into, int offset, Duration limit) {
      return 0;
    }

    @Override
    public void write(byte[] bytes) {
      // Nobody is there.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @BeforeEach
  void plugIn() throws IOException {
    far = Pty.open();
    device = DeviceAddress.parse("serial:" + far.slavePath());
  }

  @AfterEach
  void pullOut() {
    far.close();
  }

  private static void refused(String holder, DeviceAddress device, Opener opener) {
    var e = assertThrows(LinkException.class, () -> opener.open(device));
    assertEquals(Reason.BUSY, e.reason());
    assertEquals(
        device
            + " is in use by "
            + holder
            + ": a line is never shared, so it has to be waited for.",
        e.getMessage());
  }

  @Test
  void whoHasItIsNamedUntilItIsClosed() throws IOException {
    Link link = links.as("roof-1").open(device);
    refused("roof-1", device, links.as("roof-2"));
    refused("roof-1", device, links);
    refused("roof-1", device, links.as("roof-1"));
    link.close();
    link.close();
    Link searching = links.as(LOOKING).open(device);
    link.close();
    refused(LOOKING, device, links.as("roof-1"));
    searching.close();
    links.open(device).close();
  }

  @Test
  void underAnotherNameToo() throws IOException {
    Path name = folder.resolve("inverter");
    far.linkAs(name);
    try (Link link = links.as("roof-1").open(device)) {
      assertEquals(device, link.device());
      refused("roof-1", DeviceAddress.parse("serial:" + name), links.as("a scan"));
    }
  }

  @Test
  void whatWasUnpluggedIsMissingThoughSomebodyHasItStill() throws IOException {
    try (Link link = links.as("roof-1").open(device)) {
      assertEquals(device, link.device());
      far.hangUp();
      var e = assertThrows(LinkException.class, () -> links.as("roof-2").open(device));
      assertEquals(Reason.MISSING, e.reason());
    }
  }

  @Test
  void whateverKindOfLineItIs() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var tcp = DeviceAddress.parse("tcp:127.0.0.1:" + server.getLocalPort());
      var sim = DeviceAddress.parse("sim:max-8000");
      try (Link first = links.as("roof-1").open(tcp);
          Link second = links.as("roof-2").open(sim)) {
        assertEquals(tcp, first.device());
        assertEquals(sim, second.device());
        refused("roof-1", tcp, links.as("a scan"));
        refused("roof-2", sim, links.as("a scan"));
      }
    }
  }

  @Test
  void whileItIsOpenedToo() throws Exception {
    var sim = DeviceAddress.parse("sim:max-8000");
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    simulated =
        opened -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          throw new LinkException(Reason.MISSING, opened + " does not come.");
        };
    Thread opening =
        new Thread(() -> assertThrows(LinkException.class, () -> links.as("roof-1").open(sim)));
    opening.start();
    begun.await(10, TimeUnit.SECONDS);
    refused("roof-1", sim, links.as("roof-2"));
    goOn.countDown();
    opening.join();
    assertEquals(
        Reason.MISSING,
        assertThrows(LinkException.class, () -> links.as("roof-2").open(sim)).reason());
  }
}
