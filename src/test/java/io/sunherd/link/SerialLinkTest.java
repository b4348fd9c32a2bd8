package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The serial driver on real pseudo-terminals. */
@Timeout(30)
@ProcessTests
class SerialLinkTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final byte[] REPLY = bytes("(B 000.0 00.0 230.0 50.0\r");

  @TempDir private Path folder;
  private Pty far;

  @BeforeEach
  void plugIn() throws IOException {
    far = Pty.open();
  }

  @AfterEach
  void pullOut() {
    far.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Link near() throws LinkException {
    return SerialLink.open(DeviceAddress.parse("serial:" + far.slavePath()));
  }

  private static byte[] received(Link link, int count, Duration limit) throws LinkException {
    byte[] into = new byte[count];
    int at = 0;
    while (at < count) {
      int more = link.read(into, at, limit);
      if (more == 0) {
        return Arrays.copyOf(into, at);
      }
      at += more;
    }
    return into;
  }

  private byte[] receivedByFar(int count) throws IOException {
    byte[] into = new byte[count];
    int at = 0;
    while (at < count) {
      byte[] part = new byte[count - at];
      int more = far.read(part, LONG);
      assertTrue(more > 0, "the pseudo-terminal got no more than " + at + " bytes");
      System.arraycopy(part, 0, into, at, more);
      at += more;
    }
    return into;
  }

  @Test
  void opensWhatIsAtThePlaceThoughTheNameMeansAnotherPortByThen() throws Exception {
    DeviceAddress device = DeviceAddress.parse("serial:" + folder.resolve("roof"));
    Path name = Path.of(device.path());
    try (Pty other = Pty.open()) {
      Files.createSymbolicLink(name, Path.of(far.slavePath()));
      String place = device.place();
      Files.delete(name);
      Files.createSymbolicLink(name, Path.of(other.slavePath()));
      try (Link link = SerialLink.open(device, place)) {
        far.write(REPLY);
        assertArrayEquals(REPLY, received(link, REPLY.length, LONG));
      }
    }
  }

  @Test
  void exchange() throws IOException {
    try (Link link = near()) {
      for (int i = 0; i < 100; i++) {
        link.write(bytes("QMOD" + i + "\r"));
        assertArrayEquals(bytes("QMOD" + i + "\r"), receivedByFar(("QMOD" + i + "\r").length()));
        far.write(REPLY);
        assertArrayEquals(REPLY, received(link, REPLY.length, LONG));
      }
    }
  }

  @Test
  void everyByteValuePassesUnchanged() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Link link = near()) {
      link.write(all);
      assertArrayEquals(all, receivedByFar(all.length));
      far.write(all);
      assertArrayEquals(all, received(link, all.length, LONG));
    }
  }

  @Test
  void replySplitAtEachPlace() throws IOException {
    try (Link link = near()) {
      for (int split = 1; split < REPLY.length; split++) {
        far.write(Arrays.copyOf(REPLY, split));
        assertArrayEquals(Arrays.copyOf(REPLY, split), received(link, split, LONG));
        far.write(Arrays.copyOfRange(REPLY, split, REPLY.length));
        assertArrayEquals(
            Arrays.copyOfRange(REPLY, split, REPLY.length),
            received(link, REPLY.length - split, LONG));
      }
    }
  }

  @Test
  void limitZeroTakesOnlyWhatIsThere() throws IOException {
    try (Link link = near()) {
      assertEquals(0, link.read(new byte[8], 0, Duration.ZERO));
      far.write(bytes("ab"));
      byte[] first = received(link, 1, LONG);
      assertArrayEquals(bytes("a"), first);
      assertArrayEquals(bytes("b"), received(link, 8, Duration.ZERO));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 99, 100, 130})
  void silenceEndsWithTheLimit(int millis) throws IOException {
    try (Link link = near()) {
      assertEquals(0, link.read(new byte[8], 0, Duration.ofMillis(millis)));
    }
  }

  @Test
  void bytesGoWhereTheyAreWanted() throws IOException {
    try (Link link = near()) {
      far.write(bytes("abc"));
      byte[] into = bytes("....");
      int at = 1;
      while (at < into.length) {
        at += link.read(into, at, LONG);
      }
      assertEquals(".abc", new String(into, StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 6, 10_000})
  void hungUpIsLostHoweverLongTheLimit(long millis) throws IOException {
    try (Link link = near()) {
      far.hangUp();
      for (int i = 0; i < 3; i++) {
        var limit = Duration.ofMillis(millis);
        var e = assertThrows(LinkException.class, () -> link.read(new byte[8], 0, limit));
        assertEquals(Reason.LOST, e.reason());
      }
      var e = assertThrows(LinkException.class, () -> link.write(REPLY));
      assertEquals(Reason.LOST, e.reason());
      assertEquals(
          "serial:" + far.slavePath() + " is gone: it was unplugged or switched off.",
          e.getMessage());
    }
  }

  @Test
  void hungUpWhileAReadWaits() throws Exception {
    try (Link link = near()) {
      far.write(bytes("x"));
      var reading = new CompletableFuture<Void>();
      var end =
          CompletableFuture.runAsync(
              () -> {
                try {
                  assertEquals(1, link.read(new byte[1], 0, LONG));
                  reading.complete(null);
                  link.read(new byte[1], 0, Duration.ofHours(1));
                } catch (LinkException e) {
                  throw new CompletionException(e);
                }
              });
      reading.get(10, TimeUnit.SECONDS);
      far.hangUp();
      var e = assertThrows(ExecutionException.class, () -> end.get(10, TimeUnit.SECONDS));
      assertEquals(Reason.LOST, assertInstanceOf(LinkException.class, e.getCause()).reason());
    }
  }

  @Test
  void linkThatMovedToAnotherPort() throws IOException {
    Path name = folder.resolve("unit-1");
    far.linkAs(name);
    var device = DeviceAddress.parse("serial:" + name);
    Link first = SerialLink.open(device);
    try (Pty other = Pty.open()) {
      other.linkAs(name);
      far.hangUp();
      assertThrows(LinkException.class, () -> first.read(new byte[1], 0, LONG));
      first.close();
      try (Link second = SerialLink.open(device)) {
        other.write(REPLY);
        assertArrayEquals(REPLY, received(second, REPLY.length, LONG));
        assertEquals(device, second.device());
      }
    }
    assertTrue(Files.notExists(name, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void closedTwiceAndOpenedAgain() throws IOException {
    Link link = near();
    link.close();
    link.close();
    assertThrows(LinkException.class, () -> link.write(REPLY));
    try (Link again = near()) {
      again.write(REPLY);
      assertArrayEquals(REPLY, receivedByFar(REPLY.length));
    }
  }

  @Test
  void missing() {
    var device = DeviceAddress.parse("serial:" + folder.resolve("ttyUSB0"));
    var e = assertThrows(LinkException.class, () -> SerialLink.open(device));
    assertEquals(Reason.MISSING, e.reason());
    assertEquals(device + " is not there: plug it in, or correct the path.", e.getMessage());
  }

  @Test
  void noSerialPort() throws IOException {
    var device = DeviceAddress.parse("serial:" + Files.createFile(folder.resolve("notes.txt")));
    var e = assertThrows(LinkException.class, () -> SerialLink.open(device));
    assertEquals(Reason.MISSING, e.reason());
    assertTrue(e.getMessage().contains("does not open as a serial port"), e.getMessage());
  }
}
