package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Serial ports that take no bytes: nobody waits for them for long, and nothing piles up. */
@Timeout(30)
@ProcessTests
class StuckPortTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final byte[] REQUEST = "QPI\u00be\u00ac\r".getBytes(StandardCharsets.ISO_8859_1);

  private Pty far;

  @BeforeEach
  void plugIn() throws IOException {
    far = Pty.open();
  }

  @AfterEach
  void pullOut() {
    far.close();
  }

  private Link near() throws LinkException {
    return near(Link.WRITE_LIMIT);
  }

  private Link near(Duration writeLimit) throws LinkException {
    return SerialLink.open(DeviceAddress.parse("serial:" + far.slavePath()), writeLimit);
  }

  private byte[] receivedByFar(int count) throws IOException {
    byte[] into = new byte[count];
    for (int at = 0; at < count; ) {
      byte[] part = new byte[count - at];
      int more = far.read(part, LONG);
      System.arraycopy(part, 0, into, at, more);
      at += more;
    }
    return into;
  }

  private void takesNothing(Link link, byte[] bytes) {
    var e = assertThrows(LinkException.class, () -> link.write(bytes));
    assertEquals(Reason.LOST, e.reason());
    assertEquals(
        "serial:"
            + far.slavePath()
            + " takes no bytes: nothing that is sent goes out; re-plug it, or look at its other end.",
        e.getMessage());
  }

  @Test
  void aPortThatIsHeldUpIsLostInTime() throws IOException {
    far.hold(true);
    try (Link link = near(SHORT)) {
      takesNothing(link, REQUEST);
    }
    far.hold(false);
    try (Link link = near()) {
      link.write(REQUEST);
      assertArrayEquals(REQUEST, receivedByFar(REQUEST.length));
    }
  }

  @Test
  void aPortWhoseOtherSideDoesNotReadIsLostInTime() throws IOException {
    try (Link link = near(SHORT)) {
      takesNothing(link, new byte[100_000]);
    }
  }

  @Test
  void aFullPortTakesBytesAsSoonAsTheyAreRead() throws Exception {
    byte[] much = new byte[50_000];
    Arrays.fill(much, (byte) 'x');
    try (Link link = near(LONG)) {
      var written =
          CompletableFuture.runAsync(
              () -> {
                try {
                  link.write(much);
                } catch (LinkException e) {
                  throw new CompletionException(e);
                }
              });
      assertArrayEquals(much, receivedByFar(much.length));
      written.get(10, TimeUnit.SECONDS);
    }
  }

  /** A pseudo-terminal never tells of unsent bytes, so a count is played. */
  @Test
  void whatWasNeverSentIsNoticedBehindAQuestionWithoutAnAnswer() throws IOException {
    var unsent = new ArrayDeque<Integer>();
    try (SerialOutput output =
        SerialOutput.open(far.slavePath(), () -> unsent.isEmpty() ? 8 : unsent.remove())) {
      assertTrue(output.write(REQUEST, true, SHORT), "who answers has got it");
      assertFalse(output.write(REQUEST, false, SHORT));
      unsent.addAll(List.of(8, 8, 3, 0));
      assertTrue(output.write(REQUEST, false, LONG), "it is on its way");
      unsent.add(-1);
      assertThrows(IOException.class, () -> output.write(REQUEST, false, LONG));
    }
    assertArrayEquals(REQUEST, receivedByFar(REQUEST.length));
    assertArrayEquals(REQUEST, receivedByFar(REQUEST.length));
    assertEquals(0, far.read(new byte[8], Duration.ZERO));
  }

  @Test
  void attemptsAtAStuckPortLeaveNothingBehind() throws IOException {
    far.hold(true);
    for (int i = 0; i < 20; i++) {
      Link link = near(Duration.ZERO);
      takesNothing(link, REQUEST);
      link.close();
      assertFalse(HangingCalls.hangs(link.device().place()));
      assertEquals(1, open());
    }
  }

  /** How often this process has the port open; the pseudo-terminal itself has it once. */
  private int open() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path number : all) {
        count += Files.isSymbolicLink(number) && isPort(number) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean isPort(Path number) {
    try {
      return Files.readSymbolicLink(number).toString().equals(far.slavePath());
    } catch (IOException e) {
      return false; // closed since
    }
  }

  @Test
  void aPortThatIsStillBeingClosedIsNotOpenedAgain() throws Exception {
    var device = DeviceAddress.parse("serial:" + far.slavePath());
    var stalled = new CountDownLatch(1);
    assertFalse(HangingCalls.call(device.place(), () -> await(stalled), Duration.ofMillis(1)));
    for (int i = 0; i < 2; i++) {
      var e = assertThrows(LinkException.class, this::near);
      assertEquals(Reason.HELD, e.reason());
      assertEquals(
          device
              + " is still being closed, for its driver hangs: it is tried again once that has"
              + " ended; re-plug it.",
          e.getMessage());
    }
    stalled.countDown();
    while (HangingCalls.hangs(device.place())) {
      Respite.take();
    }
    near().close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
