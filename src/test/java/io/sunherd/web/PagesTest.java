package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pages, paths and methods")
@ProcessTests
class PagesTest {
  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    Path webroot = Files.createDirectories(folder.resolve("webroot"));
    Files.writeString(webroot.resolve("index.html"), "<title>hub</title>");
    Files.createDirectories(webroot.resolve("js"));
    Files.writeString(webroot.resolve("js/app.js"), "let a;");
    Files.writeString(webroot.resolve("worker.js"), "let b;");
    Files.writeString(webroot.resolve(".secret"), "password");
    Files.createDirectories(webroot.resolve(".git"));
    Files.writeString(webroot.resolve(".git/config"), "password");
    Files.writeString(folder.resolve("outside.txt"), "password");
    rig = new Rig(Rig.site(List.of("https://home.example"), List.of(), webroot));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/index.html?x=%41"})
  @DisplayName("the page is served, and told to be safe")
  void page(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(200, answer.status());
    assertEquals("<title>hub</title>", answer.body());
    assertTrue(answer.headers().get("content-type").startsWith("text/html"));
    assertEquals("nosniff", answer.headers().get("x-content-type-options"));
    assertTrue(answer.headers().get("content-security-policy").contains("default-src 'none'"));
    assertEquals("let a;", rig.get("/js/app.js").body());
  }

  @Test
  @DisplayName("a page is asked for again each time, and sent again only where it changed")
  void revalidated() {
    Answer first = rig.get("/js/app.js");
    assertTrue(first.headers().get("cache-control").contains("max-age=0"));
    Answer again =
        Rig.wait(
            rig.send(
                HttpMethod.GET,
                "/js/app.js",
                Map.of("if-modified-since", first.headers().get("last-modified"))));
    assertEquals(304, again.status());
  }

  @Test
  @DisplayName("all files of the page are listed by what they are, with one version for them all")
  void files() throws IOException {
    Answer answer = rig.get("/files.json");
    assertEquals("no-store", answer.headers().get("cache-control"));
    JsonObject files = answer.json().getJsonObject("files");
    assertEquals(Set.of("index.html", "js/app.js", "worker.js"), files.fieldNames());
    assertEquals(
        "f355802cb6d444e175a567588ee4182ae21c1a063ff93a9526bf14b15e9392fa",
        files.getString("js/app.js"));
    String version = answer.json().getString("version");
    assertEquals('"' + version + '"', answer.headers().get("etag"));
    assertEquals(version, rig.get("/files.json").json().getString("version"));
    Files.writeString(folder.resolve("webroot/js/app.js"), "let other;");
    JsonObject then = rig.get("/files.json").json();
    assertNotEquals(version, then.getString("version"));
    assertEquals(
        files.getString("index.html"), then.getJsonObject("files").getString("index.html"));
    assertNotEquals(
        files.getString("js/app.js"), then.getJsonObject("files").getString("js/app.js"));
  }

  @Test
  @DisplayName("the worker that keeps the page's files may ask this hub only")
  void worker() {
    Answer answer = rig.get("/worker.js");
    assertTrue(answer.headers().get("content-security-policy").contains("default-src 'none'"));
    assertTrue(answer.headers().get("content-security-policy").contains("connect-src 'self'"));
    assertTrue(answer.headers().get("cache-control").contains("max-age=0"));
    assertNull(rig.get("/js/app.js").headers().get("content-security-policy"));
    assertTrue(rig.get("/").headers().get("content-security-policy").contains("worker-src 'self'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/js/",
        "/.secret",
        "/%2esecret",
        "/.git/config",
        "/../outside.txt",
        "/..%2foutside.txt",
        "/js/..%2f..%2foutside.txt",
        "/..%5coutside.txt",
        "/js/%2e%2e/%2e%2e/outside.txt",
        "//etc/passwd",
        "/cmds/status",
        "/api/v1",
        "/img?src=/etc/passwd"
      })
  @DisplayName("everything else is a 404 in JSON")
  void elsewhere(String uri) {
    Answer answer = rig.get(uri);
    assertEquals(404, answer.status(), answer.body());
    assertEquals("application/json", answer.headers().get("content-type"));
    assertTrue(answer.error().startsWith("There is nothing at GET"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/js/%f", "/api/v1/inverters/%zz"})
  @DisplayName("an address that cannot be decoded is a 400")
  void malformed(String uri) {
    assertEquals(400, rig.get(uri).status());
  }

  @Test
  @DisplayName("another method is a 405 where the path exists, else a 404")
  void methods() {
    Answer put = Rig.wait(rig.send(HttpMethod.PUT, "/api/v1/inverters", Map.of()));
    assertEquals(405, put.status());
    assertTrue(put.error().startsWith("PUT /api/v1/inverters is not possible"), put.body());
    assertEquals("GET, HEAD", put.headers().get("allow"));
    assertEquals(405, Rig.wait(rig.send(HttpMethod.DELETE, "/health/live", Map.of())).status());
    assertEquals(404, Rig.wait(rig.send(HttpMethod.POST, "/nothing", Map.of())).status());
  }

  @Test
  @DisplayName("CORS is open to the configured origins only")
  void cors() {
    Answer home =
        Rig.wait(
            rig.send(HttpMethod.GET, "/health/live", Map.of("origin", "https://home.example")));
    assertEquals("https://home.example", home.headers().get("access-control-allow-origin"));
    Answer other =
        Rig.wait(
            rig.send(HttpMethod.GET, "/health/live", Map.of("origin", "https://evil.example")));
    assertEquals(200, other.status());
    assertNull(other.headers().get("access-control-allow-origin"));
    Answer preflight =
        Rig.wait(
            rig.send(
                HttpMethod.OPTIONS,
                "/cmds",
                Map.of("origin", "https://home.example", "access-control-request-method", "PUT")));
    assertEquals(204, preflight.status());
    assertEquals("GET, HEAD", preflight.headers().get("access-control-allow-methods"));
  }

  @Test
  @DisplayName("without configured origins there is no CORS")
  void noCors() {
    try (Rig closed = Rig.plain()) {
      Answer answer =
          Rig.wait(
              closed.send(
                  HttpMethod.GET, "/health/live", Map.of("origin", "https://home.example")));
      assertNull(answer.headers().get("access-control-allow-origin"));
      assertNull(answer.headers().get("vary"));
    }
  }
}
