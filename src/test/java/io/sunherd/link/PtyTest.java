package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pseudo-terminals from the side that makes them. */
@Timeout(30)
@ProcessTests
class PtyTest {
  @TempDir private Path folder;

  @Test
  void staysReadableBetweenClients() throws IOException {
    try (Pty pty = Pty.open()) {
      byte[] into = new byte[8];
      for (byte i = 1; i <= 3; i++) {
        assertEquals(0, pty.read(into, Duration.ofMillis(1)));
        Files.write(Path.of(pty.slavePath()), new byte[] {i, '\r'});
        assertEquals(2, pty.read(into, Duration.ofSeconds(10)));
        assertEquals(i, into[0]);
        assertEquals('\r', into[1]);
      }
    }
  }

  @Test
  void hangUpEndsAWaitingRead() throws Exception {
    Pty pty = Pty.open();
    var waiting = new CompletableFuture<Void>();
    var end =
        CompletableFuture.supplyAsync(
            () -> {
              waiting.complete(null);
              try {
                return pty.read(new byte[8], Duration.ofHours(1));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    waiting.get(10, TimeUnit.SECONDS);
    pty.hangUp();
    assertEquals(-1, end.get(10, TimeUnit.SECONDS));
    assertEquals(-1, pty.read(new byte[8], Duration.ZERO));
    assertThrows(IOException.class, () -> pty.write(new byte[1]));
    assertFalse(Files.exists(Path.of(pty.slavePath())));
    pty.hangUp();
  }

  @Test
  void whatNobodyTakesIsLostAndBlocksNobody() throws IOException {
    try (Pty pty = Pty.open()) {
      pty.write(new byte[1 << 20]);
      assertEquals(0, pty.read(new byte[1], Duration.ZERO));
    }
  }

  @Test
  void anotherNameGoesWithIt() throws IOException {
    Path name = folder.resolve("unit-1");
    Pty pty = Pty.open();
    pty.linkAs(name);
    assertEquals(Path.of(pty.slavePath()), Files.readSymbolicLink(name));
    pty.close();
    assertFalse(Files.exists(name, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void anotherNameThatMovedOnStays() throws IOException {
    Path name = folder.resolve("unit-1");
    Pty first = Pty.open();
    try (Pty second = Pty.open()) {
      first.linkAs(name);
      second.linkAs(name);
      first.close();
      assertTrue(Files.isSameFile(name, Path.of(second.slavePath())));
    }
  }
}
