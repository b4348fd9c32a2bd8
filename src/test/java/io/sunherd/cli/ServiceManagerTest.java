package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import io.sunherd.link.NotifySocket;
import io.sunherd.suite.PureTests;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told, over a real datagram socket. */
@Timeout(60)
@PureTests
class ServiceManagerTest {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;

  /** What the manager's side needs of the C library. */
  interface Sockets extends Library {
    Sockets C = Native.load("c", Sockets.class);

    int socket(int domain, int type, int protocol) throws LastErrorException;

    int bind(int fd, byte[] address, int length) throws LastErrorException;

    NativeLong recv(int fd, byte[] into, NativeLong length, int flags) throws LastErrorException;

    int close(int fd);
  }

  @TempDir private Path folder;
  private String path;
  private int manager;

  @BeforeEach
  void listen() {
    path = folder.resolve("notify").toString();
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    ByteBuffer address = ByteBuffer.allocate(2 + name.length).order(ByteOrder.nativeOrder());
    address.putShort(AF_UNIX).put(name);
    manager = Sockets.C.socket(AF_UNIX, SOCK_DGRAM, 0);
    Sockets.C.bind(manager, address.array(), address.capacity());
  }

  @AfterEach
  void close() {
    Sockets.C.close(manager);
  }

  @Test
  void readyThenStopping() {
    ServiceManager told = ServiceManager.from(Map.of("NOTIFY_SOCKET", path));
    told.ready();
    told.stopping();
    assertEquals("READY=1", next());
    assertEquals("STOPPING=1", next());
  }

  @Test
  void signsOfLifeOnlyWhileTurnsCome() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<Void> stuckIsAsked = Promise.promise();
      Supplier<Future<Void>> stuck =
          () -> {
            stuckIsAsked.tryComplete();
            return Promise.<Void>promise().future();
          };
      AtomicReference<Supplier<Future<Void>>> turn = new AtomicReference<>(Future::succeededFuture);
      watched().watch(vertx, () -> turn.get().get());
      assertEquals("WATCHDOG=1", next());
      assertEquals("WATCHDOG=1", next());
      turn.set(stuck);
      stuckIsAsked.future().await();
      drain();
      Promise<Void> later = Promise.promise();
      vertx.setTimer(100, timer -> later.complete());
      later.future().await();
      assertThrows(LastErrorException.class, () -> receive(MSG_DONTWAIT));
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void noManagerNothingToTell() {
    ServiceManager none = ServiceManager.from(Map.of());
    none.ready();
    none.stopping();
    assertThrows(LastErrorException.class, () -> receive(MSG_DONTWAIT));
  }

  @Test
  void aPathThatIsNone() {
    var e = assertThrows(IOException.class, () -> NotifySocket.to("notify"));
    assertEquals("NOTIFY_SOCKET is neither an absolute path nor an @name: notify.", e.getMessage());
  }

  private ServiceManager watched() {
    return ServiceManager.from(
        Map.of(
            "NOTIFY_SOCKET",
            path,
            "WATCHDOG_USEC",
            "20000",
            "WATCHDOG_PID",
            Long.toString(ProcessHandle.current().pid())));
  }

  private String next() {
    return receive(0);
  }

  private void drain() {
    try {
      while (true) {
        receive(MSG_DONTWAIT);
      }
    } catch (LastErrorException e) {
      assertEquals(11, e.getErrorCode(), "no more of them");
    }
  }

  private String receive(int flags) {
    byte[] message = new byte[256];
    int length = Sockets.C.recv(manager, message, new NativeLong(message.length), flags).intValue();
    return new String(message, 0, length, StandardCharsets.UTF_8);
  }
}
