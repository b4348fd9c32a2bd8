package io.sunherd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.ProcessTests;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A read that waits for hours is ended by another thread. */
@Timeout(30)
@ProcessTests
class InterruptTest {
  private static final Duration HOURS = Duration.ofHours(2);

  @TempDir private Path folder;

  private static void isEnded(Link link) throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    CountDownLatch reads = new CountDownLatch(1);
    Future<Integer> read =
        reader.submit(
            () -> {
              reads.countDown();
              return link.read(new byte[10], 0, HOURS);
            });
    reads.await();
    link.interrupt();
    ExecutionException failed = assertThrows(ExecutionException.class, read::get);
    assertEquals(LinkException.class, failed.getCause().getClass());
    assertThrows(LinkException.class, () -> link.read(new byte[10], 0, HOURS));
    link.close();
    reader.shutdown();
  }

  @Test
  void onASerialLine() throws Exception {
    Path name = folder.resolve("unit");
    try (Pty pty = Pty.open()) {
      pty.linkAs(name);
      isEnded(SerialLink.open(DeviceAddress.parse("serial:" + name)));
    }
  }

  @Test
  void overTcp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Link link = TcpLink.open(DeviceAddress.parse("tcp:127.0.0.1:" + server.getLocalPort()));
      try (Socket accepted = server.accept()) {
        assertEquals(true, accepted.isConnected());
        isEnded(link);
      }
    }
  }
}
