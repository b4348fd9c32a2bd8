package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.OtherJava;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A line is never shared, and who has it is named. */
@Timeout(30)
@ProcessTests
class ExclusiveUseTest {
  @TempDir private Path folder;
  private Pty far;
  private DeviceAddress device;

  @BeforeEach
  void plugIn() throws IOException {
    far = Pty.open();
    device = DeviceAddress.parse("serial:" + far.slavePath());
  }

  @AfterEach
  void pullOut() {
    far.close();
  }

  /** A child process that does that with the device as its argument, and says "ready" then. */
  private Process child(String... command) throws IOException {
    return child(new ProcessBuilder(command));
  }

  private Process child(ProcessBuilder command) throws IOException {
    Process child = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertEquals("ready", child.inputReader(StandardCharsets.US_ASCII).readLine());
    return child;
  }

  private void refused(String holder) {
    var e = assertThrows(LinkException.class, () -> SerialLink.open(device));
    assertEquals(Reason.HELD, e.reason());
    assertEquals(
        device + " is held by " + holder + ": stop it first, a line is never shared.",
        e.getMessage());
  }

  @Test
  void heldByAProgramThatLocks() throws Exception {
    Process child = child("flock", "-n", far.slavePath(), "sh", "-c", "echo ready; read end");
    refused("process " + child.pid() + " (flock)");
    child.getOutputStream().close();
    child.waitFor(10, TimeUnit.SECONDS);
    SerialLink.open(device).close();
  }

  @Test
  void heldByAProgramThatDoesNotLock() throws Exception {
    Process child = child("sh", "-c", "exec 7<>" + far.slavePath() + "; echo ready; read end");
    refused("process " + child.pid() + " (sh)");
    child.getOutputStream().close();
    child.waitFor(10, TimeUnit.SECONDS);
    SerialLink.open(device).close();
  }

  @Test
  void heldUnderAnotherName() throws Exception {
    Path name = folder.resolve("inverter");
    far.linkAs(name);
    Process child = child("sh", "-c", "exec 7<" + far.slavePath() + "; echo ready; read end");
    device = DeviceAddress.parse("serial:" + name);
    refused("process " + child.pid() + " (sh)");
    child.getOutputStream().close();
  }

  @Test
  void openedTwiceHere() throws IOException {
    try (Link link = SerialLink.open(device)) {
      assertEquals(device, link.device());
      var e = assertThrows(LinkException.class, () -> SerialLink.open(device));
      assertEquals(Reason.BUSY, e.reason());
      assertEquals(
          device
              + " is in use by this program: a line is never shared, so it has to be waited for.",
          e.getMessage());
    }
    SerialLink.open(device).close();
  }

  @Test
  void otherEndOfTheLineIsNoRival() throws Exception {
    Process simulator =
        child(OtherJava.process(FarEnd.class.getName(), folder.resolve("unit").toString()));
    device = DeviceAddress.parse("serial:" + folder.resolve("unit"));
    try (Link link = SerialLink.open(device)) {
      assertEquals(device, link.device());
    } finally {
      simulator.getOutputStream().close();
    }
  }

  @Test
  void deviceLockEndsOnlyWithItsOwner() throws IOException {
    Path file = Path.of(far.slavePath());
    DeviceLock lock = DeviceLock.take(device, file);
    for (int i = 0; i < 2; i++) {
      var e = assertThrows(LinkException.class, () -> DeviceLock.take(device, file));
      assertEquals(Reason.BUSY, e.reason());
    }
    lock.close();
    DeviceLock.take(device, file).close();
  }

  /** Serves a pseudo-terminal until its input ends, as a simulator of another process does. */
  static final class FarEnd {
    private FarEnd() {}

    public static void main(String[] args) throws IOException {
      try (Pty pty = Pty.open()) {
        pty.linkAs(Path.of(args[0]));
        System.out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
