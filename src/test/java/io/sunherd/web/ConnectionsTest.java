package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("So many connections")
@Timeout(30)
@ProcessTests
class ConnectionsTest {
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void listen() {
    Connections connections = new Connections(new Mishaps(System::nanoTime), 2);
    server =
        vertx
            .createHttpServer()
            .connectionHandler(connections::add)
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void close() {
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
      answer = answerOrEnd();
    }
    return answer;
  }
}
