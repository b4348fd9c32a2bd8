package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.past.Extracts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the history that do not read on, or go away. */
@Timeout(120)
@ProcessTests
class SlowReadersTest {
  /** Far more text than sockets hold. */
  private static final int ROWS = 60_000;

  private static final String ALL = "/api/v1/history?from=2026-06-20&to=2027-06-21";
  private static final String ONE = ALL + "&col=datetime&points=1";

  @TempDir private Path folder;
  private Rig rig;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("history.db");
    Past.keep(url, "roof-1", ROWS);
    rig =
        new Rig(
            Rig.site(List.of(), List.of(), Path.of("no-such-folder"))
                .with(new Archive(url, Past.HUB)));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    rig.close();
  }

  /** Asks for everything and reads its beginning only. */
  private void stuck() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.web.port());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            ("GET " + ALL + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    byte[] beginning = socket.getInputStream().readNBytes(1_000);
    assertTrue(new String(beginning, StandardCharsets.UTF_8).startsWith("HTTP/1.1 200"));
  }

  @Test
  void whoDoesNotReadHoldsUpNobodyForLong() throws Exception {
    for (int i = 0; i < Extracts.MOST; i++) {
      stuck();
    }
    Answer busy = rig.get(ONE);
    assertEquals(503, busy.status(), busy.body());
    assertEquals("5", busy.headers().get("Retry-After"));
    assertEquals(200, rig.get("/api/v1/inverters").status());
    sockets.get(0).close();
    awaitRoom();
  }

  private void awaitRoom() {
    Answer answer = rig.get(ONE);
    while (answer.status() == 503) { // the test's own limit ends this
      Respite.take();
      answer = rig.get(ONE);
    }
    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void aSlowClientGetsAllOfIt() throws Exception {
    stuck();
    String rest =
        new String(sockets.get(0).getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertTrue(rest.endsWith("}]\r\n0\r\n\r\n"), () -> "it has no end: " + rest.length());
    assertEquals(ROWS, rest.lines().filter(line -> line.startsWith("{\"datetime\"")).count(), 2);
  }

  @Test
  void everyRowComesCompressed() throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + rig.web.port() + ALL + "&format=csv"))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElse(""));
    try (InputStream body = new GZIPInputStream(response.body())) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ROWS, text.lines().count());
    }
  }

  @Test
  void aStoppedHubWaitsForNobody() throws Exception {
    stuck();
    JsonObject live = rig.get("/health/live").json();
    assertEquals("live", live.getString("status"));
    rig.close(); // within its own limit
  }
}
