package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.OwnCertificate;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Listening")
@ProcessTests
class ListenTest {
  @TempDir Path folder;

  private static Site site(int port, @Nullable String certificate, @Nullable String key) {
    return site(port, certificate, key, Rig.NO_USERS);
  }

  private static Site site(
      int port, @Nullable String certificate, @Nullable String key, Path users) {
    return new Site(
        "127.0.0.1",
        port,
        List.of(),
        certificate,
        key,
        List.of("roof-1"),
        List.of(),
        Path.of("none"),
        users,
        false);
  }

  @Test
  @DisplayName("a port in use fails the deployment with a sentence that names it")
  void inUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      RuntimeException failure =
          assertThrows(RuntimeException.class, () -> new Rig(site(port, null, null)));
      assertTrue(
          failure.getMessage().startsWith("Cannot listen on 127.0.0.1:" + port + ": the address"),
          failure.getMessage());
    }
  }

  @Test
  @DisplayName("a certificate that is not there fails the deployment with a sentence")
  void noCertificate() {
    RuntimeException failure =
        assertThrows(
            RuntimeException.class, () -> new Rig(site(0, "no-such.pem", "no-such-key.pem")));
    assertTrue(failure.getMessage().contains("no-such"), failure.getMessage());
    assertTrue(failure.getMessage().contains("http.tls"), failure.getMessage());
  }

  @Test
  @DisplayName("a certificate without its key is refused, not served in the clear")
  void halfOfTls() {
    assertThrows(IllegalArgumentException.class, () -> site(0, "cert.pem", null));
    assertThrows(IllegalArgumentException.class, () -> site(0, null, "key.pem"));
  }

  @Test
  @DisplayName("with a certificate and its key it is https")
  void https() throws Exception {
    OwnCertificate own = OwnCertificate.in(folder);
    Site site = site(0, own.pem().toString(), own.key().toString(), folder.resolve("users"));
    try (Rig rig = new Rig(site)) {
      assertEquals(200, Rig.wait(rig.send(HttpMethod.GET, "/health/live", Map.of())).status());
      onlyEncrypted(rig);
    }
  }

  /** The cookie of a login over https never travels in the clear, nor do pages from there write. */
  private void onlyEncrypted(Rig rig) throws IOException {
    QuickUsers.put(
        UsersFile.load(folder.resolve("users")),
        "ann",
        Role.OPERATOR,
        "correct horse".toCharArray());
    rig.advanceMs(1_000);
    String body = "{\"user\": \"ann\", \"password\": \"correct horse\"}";
    String own = "127.0.0.1:" + rig.web.port();
    Rig.Answer login = rig.ask("POST", "/api/v1/login", Map.of("Origin", "https://" + own), body);
    assertEquals(200, login.status(), login.body());
    assertTrue(login.headers().get("set-cookie").contains("; Secure"), login.headers()::toString);
    assertEquals(
        403, rig.ask("POST", "/api/v1/login", Map.of("Origin", "http://" + own), body).status());
  }

  @Test
  @DisplayName("bytes that are no HTTP, endless headers and long bodies are refused")
  void hostile() throws IOException {
    try (Rig rig = Rig.plain()) {
      assertEquals("400", sent(rig, "\0\1\2 rubbish\r\n\r\n"));
      assertEquals(
          "431", sent(rig, "GET / HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(50_000) + "\r\n\r\n"));
      assertEquals(
          "413",
          sent(rig, "GET /health/live HTTP/1.1\r\nhost: a\r\ncontent-length: 9000000\r\n\r\n"));
      assertEquals(200, rig.get("/health/live").status());
    }
  }

  /** The status that the server answers to these bytes. */
  private static String sent(Rig rig, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.web.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1)
          .substring("HTTP/1.1 ".length());
    }
  }
}
