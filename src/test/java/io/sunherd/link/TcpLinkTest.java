package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TCP lines against a real server socket. */
@Timeout(30)
@ProcessTests
class TcpLinkTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private ServerSocket server;
  private Link link;
  private Socket far;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    link = TcpLink.open(DeviceAddress.parse("tcp:127.0.0.1:" + server.getLocalPort()));
    far = server.accept();
  }

  @AfterEach
  void end() throws IOException {
    link.close();
    far.close();
    server.close();
  }

  /** One that gives up writing after that time. */
  private static Link hasty(DeviceAddress device, long millis) throws LinkException {
    int port = Integer.parseInt(device.path().substring("127.0.0.1:".length()));
    return TcpLink.open(
        device,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Duration.ofMillis(millis));
  }

  private void send(String text) throws IOException {
    far.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String received(int count) throws LinkException {
    byte[] into = new byte[count];
    for (int at = 0; at < count; ) {
      int more = link.read(into, at, LONG);
      assertTrue(more > 0, "only " + at + " bytes came");
      at += more;
    }
    return new String(into, StandardCharsets.US_ASCII);
  }

  @Test
  void exchangeWithSplitReply() throws IOException {
    link.write("QMOD\r".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "QMOD\r", new String(far.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
    send("(");
    assertEquals("(", received(1));
    send("B");
    send("xx\r");
    assertEquals("Bxx\r", received(4));
  }

  @Test
  void limits() throws IOException {
    assertEquals(0, link.read(new byte[8], 0, Duration.ZERO));
    assertEquals(0, link.read(new byte[8], 0, Duration.ofNanos(1)));
    assertEquals(0, link.read(new byte[8], 0, Duration.ofMillis(3)));
    send("ab");
    assertEquals("a", received(1));
    byte[] rest = new byte[8];
    assertEquals(1, link.read(rest, 2, Duration.ZERO));
    assertEquals('b', rest[2]);
  }

  @Test
  void serverCloses() throws IOException {
    send("a");
    far.close();
    assertEquals("a", received(1));
    var e = assertThrows(LinkException.class, () -> link.read(new byte[8], 0, LONG));
    assertEquals(Reason.LOST, e.reason());
    assertEquals(link.device() + " is gone: the server closed the connection.", e.getMessage());
  }

  @Test
  void closedHere() {
    link.close();
    link.close();
    var e = assertThrows(LinkException.class, () -> link.write(new byte[1]));
    assertEquals(Reason.LOST, e.reason());
  }

  @Test
  void nobodyListens() throws IOException {
    server.close();
    var e = assertThrows(LinkException.class, () -> TcpLink.open(link.device()));
    assertEquals(Reason.MISSING, e.reason());
    assertTrue(e.getMessage().startsWith(link.device() + " cannot be reached"), e.getMessage());
  }

  @Test
  void noSuchHost() {
    var device = DeviceAddress.parse("tcp:no-such-host.invalid:23");
    var e =
        assertThrows(
            LinkException.class,
            () ->
                TcpLink.open(
                    device,
                    host -> {
                      throw new UnknownHostException(host);
                    },
                    LONG));
    assertEquals(Reason.MISSING, e.reason());
    assertEquals(
        device + " cannot be reached: there is no host \"no-such-host.invalid\".", e.getMessage());
  }

  @Test
  void aNameServiceThatHangsIsNotWaitedForAndNotAskedAgainMeanwhile() throws Exception {
    var device = DeviceAddress.parse("tcp:localhost:" + server.getLocalPort());
    var goOn = new CountDownLatch(1);
    var asked = new AtomicInteger();
    TcpLink.Resolver hanging =
        host -> {
          asked.incrementAndGet();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return InetAddress.getLoopbackAddress();
        };
    for (int i = 0; i < 3; i++) {
      var e =
          assertThrows(
              LinkException.class, () -> TcpLink.open(device, hanging, Duration.ofMillis(20)));
      assertEquals(Reason.MISSING, e.reason());
      assertEquals(
          device
              + " cannot be reached: looking up \"localhost\" takes too long; check the name server"
              + " of this machine, or write the host's address.",
          e.getMessage());
    }
    assertEquals(1, asked.get());
    goOn.countDown();
    while (HangingCalls.hangs("host localhost")) {
      Respite.take();
    }
    TcpLink.open(device, hanging, LONG).close();
    assertEquals(2, asked.get());
  }

  @Test
  void aServerThatTakesNothingIsLostInTime() throws IOException {
    Link hasty = hasty(link.device(), 50);
    try (Socket unread = server.accept()) {
      byte[] much = new byte[1 << 24];
      var e = assertThrows(LinkException.class, () -> hasty.write(much));
      assertEquals(Reason.LOST, e.reason());
      assertEquals(LinkException.stuck(hasty.device()).getMessage(), e.getMessage());
      hasty.close();
      // What it did not take is not to come later.
      InputStream rest = unread.getInputStream();
      assertThrows(SocketException.class, () -> rest.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void fewBytesLieUnsentBeforeThatIsNoticed() throws IOException {
    try (ServerSocket narrow = new ServerSocket()) {
      narrow.setReceiveBufferSize(1);
      narrow.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var device = DeviceAddress.parse("tcp:127.0.0.1:" + narrow.getLocalPort());
      try (Link hasty = hasty(device, 1);
          Socket unread = narrow.accept()) {
        assertTrue(unread.isConnected());
        assertThrows(
            LinkException.class,
            () -> {
              for (int i = 0; i < 50_000; i++) {
                hasty.write(new byte[8]);
              }
            });
      }
    }
  }

  @Test
  void aFullConnectionTakesBytesAsSoonAsTheyAreRead() throws Exception {
    byte[] much = new byte[1 << 22];
    Arrays.fill(much, (byte) 'x');
    try (Link patient = hasty(link.device(), LONG.toMillis());
        Socket reader = server.accept()) {
      var written =
          CompletableFuture.runAsync(
              () -> {
                try {
                  patient.write(much);
                } catch (LinkException e) {
                  throw new CompletionException(e);
                }
              });
      assertArrayEquals(much, reader.getInputStream().readNBytes(much.length));
      written.get(10, TimeUnit.SECONDS);
    }
  }
}
