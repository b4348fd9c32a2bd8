package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.http.Mishaps;
import io.sunherd.web.http.Unanswered;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("What clients do wrong on their connections")
@ProcessTests
class BrokenOffTest {
  private static final String H2C = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  @TempDir static Path folder;
  private static People people;

  private final Logger all = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger(Mishaps.class);
  private final BlockingQueue<ILoggingEvent> told = new LinkedBlockingQueue<>();
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
          told.add(line);
        }
      };
  private GuardedSite house;

  @BeforeAll
  static void people() throws IOException {
    people = People.in(folder);
  }

  @BeforeEach
  void start() {
    house = new GuardedSite(people.file(), false);
    own.setLevel(Level.INFO);
    lines.start();
    all.addAppender(lines);
  }

  @AfterEach
  void close() {
    all.detachAppender(lines);
    own.setLevel(null);
    house.close();
  }

  private String put(String more) {
    return "PUT /api/v1/inverters/roof-1/settings/battery_float_volt HTTP/1.1\r\n"
        + "Host: 127.0.0.1\r\nAuthorization: Bearer "
        + (people.annsToken() + "\r\n" + more);
  }

  /** Sends this, and goes away; whatever is answered first is read. */
  private String leave(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", house.rig.web.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String next() throws InterruptedException {
    ILoggingEvent line = told.poll(20, TimeUnit.SECONDS);
    return line == null ? "nothing" : line.getLevel() + " " + line.getFormattedMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{\"value\"",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"val\r\n",
        "Transfer-Encoding: chunked\r\n\r\nno number\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na=%zz&",
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100\r\n\r\n--x\r\n",
        "Content-Type: multipart/form-data\r\nContent-Length: 100\r\n\r\n--x\r\n"
      })
  @DisplayName("are told once an address and minute, for information, in a line")
  void bodies(String more) throws Exception {
    for (int i = 0; i < 20; i++) {
      leave(put(more));
    }
    house.rig.get("/health/live");
    assertEquals(
        "INFO A client at 127.0.0.1 broke a request off, or sent what is not HTTP; more of that"
            + " from there is not told for a minute.",
        next());
    house.rig.advanceMs(60_000);
    house.rig.ask("GET", "/api/v1/session", GuardedSite.bearer(people.annsToken()), "");
    leave(put(more));
    assertEquals(
        "INFO A client at 127.0.0.1 broke a request off, or sent what is not HTTP, and 19 times"
            + " before; more of that from there is not told for a minute.",
        next());
    house.rig.get("/health/live");
    assertEquals(List.of(), List.copyOf(told));
    assertEquals(List.of(), house.heard());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0\4\0\0\0\0\0",
        "\0\0\0\4\0\0\0\0\0\0\0\5\1\5\0\0\0\1zzzzz",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
      })
  @DisplayName("are what comes of HTTP/2, which nobody was promised")
  void http2(String more) throws Exception {
    for (int i = 0; i < 5; i++) {
      String answer = leave(H2C + more);
      assertTrue(answer.startsWith("HTTP/1.1 505 "), answer);
      assertTrue(answer.endsWith("{\"error\":\"This hub speaks HTTP/1.1 only.\"}"), answer);
    }
    house.rig.get("/health/live");
    String line = next();
    assertTrue(line.startsWith("INFO A client at 127.0.0.1 broke"), line);
    assertEquals(List.of(), List.copyOf(told));
  }

  @Test
  @DisplayName("who begin very many long bodies are told to wait, and hold nothing when they go")
  void manyBodies() throws Exception {
    String begun =
        "POST /api/v1/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 65000\r\n\r\n"
            + "x".repeat(64_000);
    for (int round = 0; round < 2; round++) {
      List<Socket> open = new ArrayList<>();
      try {
        for (int i = 0; i < 110; i++) {
          Socket socket = new Socket("127.0.0.1", house.rig.web.port());
          socket.setSoTimeout(20_000);
          open.add(socket);
          socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] answer = open.get(109).getInputStream().readNBytes(12);
        assertEquals("HTTP/1.1 503", new String(answer, StandardCharsets.US_ASCII));
        assertEquals(200, house.rig.get("/health/live").status());
      } finally {
        for (Socket socket : open) {
          socket.close();
        }
      }
      int status = 503;
      while (status == 503) { // until it has heard that they are gone
        Respite.take();
        status = house.rig.ask("POST", "/api/v1/login", Map.of(), "{}").status();
      }
      assertEquals(400, status);
    }
  }

  @Test
  @DisplayName("who sends very many requests before the first is answered is hung up on")
  void pipelined() throws Exception {
    String one = "GET /api/v1/inverters HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    assertEquals(Unanswered.MOST, answers(one.repeat(Unanswered.MOST - 1)));
    assertEquals(List.of(), List.copyOf(told));
    assertTrue(answers(one.repeat(1_000)) <= Unanswered.MOST);
    String line = next();
    assertTrue(line.startsWith("INFO A client at 127.0.0.1 broke"), line);
    assertEquals(List.of(), List.copyOf(told));
  }

  /** How many of these requests and one more, which is the last, are answered. */
  private int answers(String requests) throws IOException {
    String last = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", house.rig.web.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((requests + last).getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      try {
        for (int read = socket.getInputStream().read();
            read >= 0;
            read = socket.getInputStream().read()) {
          answer.append((char) read);
        }
      } catch (SocketException reset) {
        // Hung up on: what it sent was not read to its end.
      }
      return answer.toString().split("HTTP/1.1 200", -1).length - 1;
    }
  }

  @Test
  @DisplayName("a body that is gone before its sender is known is none of the hub's errors")
  void goneBefore() throws Exception {
    for (int i = 0; i < 20; i++) {
      house.rig.advanceMs(2_000); // so that the accounts are looked at first
      leave(put("Content-Length: 100\r\n\r\n{\"value\""));
      house.rig.advanceMs(2_000);
      leave(put("Content-Length: 60000\r\n\r\n" + " ".repeat(60_000)));
    }
    house.rig.ask("GET", "/api/v1/session", GuardedSite.bearer(people.annsToken()), "");
    for (ILoggingEvent more : List.copyOf(told)) {
      assertEquals(Level.INFO, more.getLevel(), more.getFormattedMessage());
    }
  }

  @Test
  @DisplayName("and of a WebSocket")
  void webSocket() throws Exception {
    for (String wrong :
        List.of(
            "\u0081\u0005hello", "\u00ff\u00ff", "\u0081\u00ff\u007f\0\0\0\0\0\0\0", "\u0081")) {
      try (FrameSocket client = new FrameSocket(house.rig.web.port(), "/stream")) {
        client.next();
        client.send(wrong.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    house.rig.get("/health/live");
    for (ILoggingEvent more : List.copyOf(told)) {
      assertEquals(Level.INFO, more.getLevel(), more.getFormattedMessage());
    }
  }
}
