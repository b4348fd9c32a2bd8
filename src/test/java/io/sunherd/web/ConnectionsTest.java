package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.sunherd.web.http.Connections;
import io.sunherd.web.http.Mishaps;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("So many connections")
@Timeout(30)
@ProcessTests
class ConnectionsTest {
  /** More than sockets hold. */
  private static final int MUCH = 32 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Promise<Void> gone = Promise.promise();
  private Connections connections;
  private HttpServer server;
  private volatile Context loop;

  @BeforeEach
  void listen() {
    Site site = Rig.site(List.of(), List.of(), Path.of("no-such-folder"));
    connections = new Connections(new Mishaps(System::nanoTime), 2);
    server =
        vertx
            .createHttpServer(ServerOptions.of(site))
            .connectionHandler(connections::add)
            .requestHandler(
                request -> {
                  loop = Vertx.currentContext();
                  if (request.path().equals("/much")) {
                    request.response().closeHandler(closed -> gone.tryComplete());
                    request.response().setChunked(true).write(Buffer.buffer(new byte[MUCH]));
                  } else {
                    request.response().end();
                  }
                })
            .listen()
            .await();
  }

  @AfterEach
  void close() {
    goOn.countDown();
    vertx.close().await();
  }

  private Socket open() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.actualPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  @Test
  @DisplayName("are served; one more is cut, and let in once another has gone")
  void oneTooMany() throws Exception {
    try (Socket first = open()) {
      assertEquals("HTTP/1.1 200", answer(first));
      try (Socket second = open()) {
        assertEquals("HTTP/1.1 200", answer(second));
        assertEquals("", answerOrEnd());
      }
      assertEquals("HTTP/1.1 200", untilLetIn());
    }
  }

  @Test
  @DisplayName("are those, too, that have not sent anything")
  void silent() throws Exception {
    try (Socket first = open()) {
      assertEquals("HTTP/1.1 200", answer(first)); // from now on they are counted where they enter
      try (Socket second = open()) {
        assertEquals(-1, open().getInputStream().read());
        assertEquals("HTTP/1.1 200", answer(second));
      }
    }
    assertEquals("HTTP/1.1 200", untilLetIn());
  }

  @Test
  @DisplayName("are cut at once, even where much is written that nobody reads")
  void unread() throws Exception {
    try (Socket deaf = open()) {
      deaf.getOutputStream()
          .write("GET /much HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      deaf.getInputStream().readNBytes(12);
      connections.cut();
      gone.future().await();
    }
  }

  @Test
  @DisplayName("are let in no faster than they are cut")
  void flood() throws Exception {
    List<Socket> many = new ArrayList<>();
    try (Socket first = open()) {
      assertEquals("HTTP/1.1 200", answer(first));
      holdUp();
      for (int i = 0; i < 20; i++) {
        many.add(open());
      }
      // The server's own loop stands still, so it is not the one that cuts these.
      for (Socket one : many.subList(1, 20)) {
        assertEquals(-1, one.getInputStream().read());
      }
      goOn.countDown();
      assertEquals("HTTP/1.1 200", answer(many.get(0)));
    } finally {
      for (Socket one : many) {
        one.close();
      }
    }
  }

  private void holdUp() throws InterruptedException {
    CountDownLatch stands = new CountDownLatch(1);
    loop.runOnContext(
        now -> {
          stands.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    stands.await();
  }

  /** Of one more; nothing where it is cut. */
  private String answerOrEnd() throws IOException {
    try (Socket another = open()) {
      return answer(another);
    } catch (SocketException e) {
      return ""; // it was cut while it asked
    }
  }

  /** The server hears a moment later that one has gone. */
  private String untilLetIn() throws IOException {
    String answer = "";
    while (answer.isEmpty()) {
      Respite.take();
      answer = answerOrEnd();
    }
    return answer;
  }
}
