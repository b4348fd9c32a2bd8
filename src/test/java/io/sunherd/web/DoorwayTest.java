package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.Subnet;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.gate.Doorway;
import io.sunherd.web.http.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The names that the site is asked by, and the proxies in front of it")
@ProcessTests
class DoorwayTest {
  private static final String READING = "/api/v1/inverters";
  private static final Map<String, String> PROXIED =
      Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");

  @TempDir static Path folder;
  private static People people;

  @BeforeAll
  static void people() throws IOException {
    people = People.in(folder);
  }

  private static Site site(Doorway doorway, boolean usersOnly) {
    return GuardedSite.site(people.file(), usersOnly, Path.of("webroot")).behind(doorway);
  }

  /** A house in a network whose machines are called so. */
  private static GuardedSite house(String resolver, boolean usersOnly, String... hosts)
      throws IOException {
    Path file = Files.writeString(folder.resolve("resolv.conf"), resolver);
    return new GuardedSite(site(new Doorway(List.of(hosts), List.of(), "", file), usersOnly));
  }

  private static GuardedSite behind(String... proxies) {
    return new GuardedSite(
        site(
            new Doorway(List.of("hub.example.org"), Stream.of(proxies).map(Subnet::parse).toList()),
            false));
  }

  private static Answer get(GuardedSite house, String uri, String host, String... more) {
    return house.rig.ask("GET", uri, headers(host, more), "");
  }

  private static Map<String, String> headers(String host, String... more) {
    Map<String, String> headers = new HashMap<>(Map.of("Host", host));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** The status that the server answers to these lines. */
  private static String raw(GuardedSite house, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.rig.web.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1)
          .substring("HTTP/1.1 ".length());
    }
  }

  @ParameterizedTest
  @DisplayName("addresses and names that can only be of this place are taken, however written")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "192.168.1.20:8889",
        "203.0.113.7",
        "[::1]",
        "[2001:db8::1]:8889",
        "[fe80::1%eth0]",
        "[::ffff:192.0.2.1]",
        "localhost",
        "LocalHost:1",
        "localhost.",
        "hub",
        "sunherd:8889",
        "my_hub",
        "hub.local",
        "HUB.Local.:8889",
        "a.b.lan",
        "hub.home",
        "hub.home.arpa",
        "hub.internal",
        "hub.internal:",
        "roof.example.org",
        "ROOF.example.ORG.:443",
        "pi.village.example"
      })
  void taken(String host) throws IOException {
    try (GuardedSite house = house("search village.example\n", false, "Roof.Example.org")) {
      assertEquals(200, get(house, READING, host).status(), host);
    }
  }

  @ParameterizedTest
  @DisplayName("other names are not, with a sentence that says what to write")
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8889",
        "evil.example.",
        "127.0.0.1.evil.example",
        "roof.example.org.evil.example",
        "xroof.example.org",
        "x.roof.example.org",
        "village.example.evil.example",
        "evilvillage.example",
        "evillocal.example",
        "hub.localhost",
        "1.2.3.4.5",
        "127.1",
        "256.1.1.1"
      })
  void foreign(String host) throws IOException {
    try (GuardedSite house = house("search village.example\n", false, "roof.example.org")) {
      String name = Authority.parse(host).orElseThrow().host();
      for (String uri : List.of(READING, "/", "/nothing", "/cmds?cmd=status", "/stream", "/%7E")) {
        Answer answer = get(house, uri, host);
        assertEquals(421, answer.status(), uri);
        assertEquals(
            "This hub does not go by the name %1$s: if it is to, write hosts: [%1$s] under http in"
                    .formatted(name)
                + " its configuration.",
            answer.error());
      }
      for (String uri : List.of("/health/live", "/health/ready", "/metrics")) {
        assertEquals(200, get(house, uri, host).status(), uri);
      }
      Map<String, String> ann = GuardedSite.bearer(people.annsToken());
      assertEquals(421, house.write(and(headers(host), ann)).status());
      assertEquals(421, house.login("ann", GuardedSite.PASSWORD, headers(host)).status());
      assertEquals(
          421,
          house
              .rig
              .ask("POST", "/api/v1/setup", headers(host, "Origin", "http://" + host), "{}")
              .status());
      assertEquals(List.of(), house.heard());
    }
  }

  @Test
  @DisplayName("a page of another name gets no stream, though it is of the same origin")
  void stream() throws Exception {
    try (GuardedSite house = house("", false)) {
      String own = ":" + house.rig.web.port();
      assertEquals(
          421,
          Listener.refusedWith(
              house.rig,
              "/stream",
              headers("evil.example" + own, "Origin", "http://evil.example" + own)));
      Listener listener =
          Listener.connectWith(
              house.rig, "/stream", headers("hub.lan" + own, "Origin", "http://hub.lan" + own));
      listener.resume();
      assertEquals("snapshot", listener.next().getString("type"));
    }
  }

  @Test
  @DisplayName("no host, several, or one that is none: by no name at all")
  void nameless() throws IOException {
    try (GuardedSite house = house("", false)) {
      String get = "GET " + READING;
      assertEquals("200", raw(house, get + " HTTP/1.1", "Host: a"));
      assertEquals("421", raw(house, get + " HTTP/1.1"));
      assertEquals("421", raw(house, get + " HTTP/1.0"));
      assertEquals("421", raw(house, get + " HTTP/1.1", "Host:"));
      assertEquals("421", raw(house, get + " HTTP/1.1", "Host: localhost", "Host: evil.example"));
      assertEquals("421", raw(house, get + " HTTP/1.1", "Host: localhost", "Host: localhost"));
      for (String host :
          List.of(
              "localhost evil.example",
              "evil.example@localhost",
              "localhost,evil.example",
              "localhost/evil.example",
              "localhost:80.evil.example",
              "localhost:99999",
              "[::1].evil.example",
              "[::1",
              "[evil.example]",
              "[:::1]",
              "::1",
              "%6cocalhost",
              "*.local",
              ".local",
              "a..local",
              "\u00e9")) {
        assertEquals("421", raw(house, get + " HTTP/1.1", "Host: " + host), host);
      }
      assertEquals("200", raw(house, "GET /health/live HTTP/1.0"));
      assertEquals("200", raw(house, "GET /metrics HTTP/1.0"));
    }
  }

  @Test
  @DisplayName("a host in the request's own line counts, and so does the header beside it")
  void absolute() throws IOException {
    try (GuardedSite house = house("", false)) {
      for (String target : List.of("http://localhost", "HTTP://localhost:1", "https://127.0.0.1")) {
        assertEquals(
            "200", raw(house, "GET " + target + READING + " HTTP/1.1", "Host: localhost"), target);
        assertEquals(
            "421", raw(house, "GET " + target + READING + " HTTP/1.1", "Host: evil.example"));
      }
      for (String target :
          List.of("http://evil.example", "http://localhost@evil.example", "http://", "x://a.b")) {
        assertEquals(
            "421", raw(house, "GET " + target + READING + " HTTP/1.1", "Host: localhost"), target);
      }
    }
  }

  @Test
  @DisplayName("a browser is shown a page")
  void page() throws IOException {
    try (GuardedSite house = house("", false)) {
      Answer page = get(house, "/", "evil.example", "Accept", "text/html,application/xml;q=0.9");
      assertEquals(421, page.status());
      assertTrue(page.headers().get("Content-Type").startsWith("text/html"));
      assertTrue(page.headers().get("Content-Security-Policy").startsWith("default-src 'none'"));
      assertEquals("no-store", page.headers().get("Cache-Control"));
      assertTrue(page.body().contains("write hosts: [evil.example] under http"), page.body());
      Answer nameless = get(house, "/", "<b>", "Accept", "text/html");
      assertFalse(nameless.body().contains("<b>"), nameless.body());
    }
  }

  @Test
  @DisplayName("this machine's network may say its domain after the hub began, and another later")
  void searchDomains() throws IOException {
    try (GuardedSite house = house("nameserver 127.0.0.1\nsearch .\n", false)) {
      Path file = folder.resolve("resolv.conf");
      assertEquals(421, get(house, READING, "hub.village.example").status());
      Files.writeString(file, "domain town.example\nsearch other.example Village.Example.\n");
      house.rig.advanceMs(10_000);
      assertEquals(200, get(house, READING, "hub.village.example").status());
      assertEquals(421, get(house, READING, "hub.town.example").status(), "the last line counts");
      assertEquals(421, get(house, READING, "village.example").status(), "it is no machine");
      Files.delete(file);
      house.rig.advanceMs(10_000);
      assertEquals(421, get(house, READING, "hub.village.example").status());
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("whoever asks by a name of the network is served in full: bodies, pages, the stream")
  void inFull(boolean usersOnly) throws Exception {
    try (GuardedSite house = house("search village.example", usersOnly)) {
      Map<String, String> ann =
          and(GuardedSite.bearer(people.annsToken()), headers("hub.village.example"));
      house.rig.advanceMs(10_000);
      Answer login = house.login("ann", GuardedSite.PASSWORD, headers("hub.village.example"));
      assertEquals(200, login.status(), login.body());
      house.rig.advanceMs(10_000);
      assertEquals(200, house.write(ann).status());
      house.rig.advanceMs(10_000);
      assertEquals(200, house.rig.ask("GET", "/openapi.yaml", ann, "").status());
      house.rig.advanceMs(10_000);
      Listener listener = Listener.connectWith(house.rig, "/stream", ann);
      listener.resume();
      assertEquals("snapshot", listener.next().getString("type"));
    }
  }

  /** Whether the API and the stream take a page for their own; they must agree. */
  private static boolean isOwn(GuardedSite house, Map<String, String> headers) {
    int api =
        house
            .rig
            .ask(
                "PUT",
                "/api/v1/inverters/roof-1/settings/battery_float_volt",
                and(GuardedSite.basic("ann", GuardedSite.PASSWORD), headers),
                "{\"value\": 53.0}")
            .status();
    int login = house.login("ann", GuardedSite.PASSWORD, headers).status();
    assertTrue(api == 200 || api == 403, headers + ": " + api);
    assertEquals(api, login, headers::toString);
    if (api == 200) {
      Listener.connectWith(house.rig, "/stream", headers).socket.close();
    } else {
      assertEquals(403, Listener.refusedWith(house.rig, "/stream", headers), headers::toString);
    }
    return api == 200;
  }

  @Test
  @DisplayName("without a told proxy the scheme says nothing: one may encrypt")
  void untold() {
    try (GuardedSite house = behind()) {
      String own = "127.0.0.1:" + house.rig.web.port();
      assertTrue(isOwn(house, Map.of("Origin", "http://" + own)));
      assertTrue(isOwn(house, Map.of("Origin", "https://" + own)));
      assertTrue(isOwn(house, headers("hub.example.org", "Origin", "https://hub.example.org")));
      assertTrue(isOwn(house, headers("hub.example.org:443", "Origin", "https://hub.example.org")));
      assertTrue(isOwn(house, headers("Hub.example.org", "Origin", "http://hub.example.org:80")));
      assertFalse(isOwn(house, headers("hub.example.org:80", "Origin", "https://hub.example.org")));
      assertFalse(isOwn(house, headers("hub.example.org", "Origin", "https://evil.example")));
      assertFalse(isOwn(house, headers("hub.example.org", "Origin", "https://hub.local")));
      assertFalse(isOwn(house, headers("hub.example.org", "Origin", "ws://hub.example.org")));
      assertFalse(isOwn(house, headers("hub.example.org", "Origin", "null")));
    }
  }

  @Test
  @DisplayName("a proxy that is told says the scheme and the host, and no one else does")
  void told() {
    try (GuardedSite house = behind("127.0.0.1")) {
      Map<String, String> page = headers("hub.example.org", "Origin", "https://hub.example.org");
      assertTrue(isOwn(house, and(page, PROXIED)));
      assertFalse(isOwn(house, and(page, Map.of("X-Forwarded-Proto", "http"))));
      assertTrue(isOwn(house, and(page, Map.of("X-Forwarded-Proto", "wss"))));
      assertTrue(isOwn(house, and(page, Map.of("X-Forwarded-Proto", "HTTPS, http"))));
      assertTrue(isOwn(house, page), "it does not say");
      Map<String, String> inside = Map.of("Origin", "https://hub.example.org");
      assertFalse(isOwn(house, and(inside, PROXIED)), "its own name for the hub is not the page's");
      Map<String, String> host = Map.of("X-Forwarded-Host", "hub.example.org");
      assertTrue(isOwn(house, and(and(inside, PROXIED), host)));
      assertFalse(
          isOwn(
              house,
              and(
                  and(PROXIED, host),
                  Map.of("Origin", "http://127.0.0.1:" + house.rig.web.port()))));
      Map<String, String> foreign = Map.of("X-Forwarded-Host", "hub.example.org, evil.example");
      assertEquals(421, house.rig.ask("GET", READING, foreign, "").status());
      assertEquals(
          421,
          house.rig.ask("GET", READING, and(host, headers("evil.example")), "").status(),
          "a page may send that header to its own host");
    }
    try (GuardedSite house = behind("192.0.2.1", "10.0.0.0/8", "::1")) {
      Map<String, String> inside = Map.of("Origin", "https://hub.example.org");
      Map<String, String> host = Map.of("X-Forwarded-Host", "hub.example.org");
      assertFalse(isOwn(house, and(and(inside, PROXIED), host)), "anybody may say that");
      assertEquals(
          200,
          house.rig.ask("GET", READING, Map.of("X-Forwarded-Host", "evil.example"), "").status(),
          "it is not even looked at");
    }
  }

  @Test
  @DisplayName("the cookie of a login that came encrypted to a told proxy stays encrypted")
  void secureCookie() {
    try (GuardedSite house = behind("127.0.0.0/8")) {
      Map<String, String> host = headers("hub.example.org");
      assertTrue(cookie(house, and(host, PROXIED)).contains("; Secure"));
      assertFalse(cookie(house, and(host, Map.of("X-Forwarded-Proto", "http"))).contains("Secure"));
      assertFalse(cookie(house, host).contains("Secure"));
    }
    try (GuardedSite house = behind()) {
      assertFalse(cookie(house, PROXIED).contains("Secure"));
    }
  }

  private static String cookie(GuardedSite house, Map<String, String> headers) {
    Answer login = house.login("ann", GuardedSite.PASSWORD, headers);
    assertEquals(200, login.status(), login.body());
    return login.headers().get("set-cookie");
  }

  @ParameterizedTest
  @DisplayName("the client is the first from the right that is no told proxy")
  @ValueSource(
      strings = {
        "203.0.113.9 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
        "203.0.113.9,10.1.2.3,10.0.0.1 | 203.0.113.9",
        "203.0.113.9:4711, 10.0.0.1 | 203.0.113.9",
        "[2001:db8::9]:4711 | 2001:db8:0:0:0:0:0:9",
        "2001:db8::9 | 2001:db8:0:0:0:0:0:9",
        "::ffff:203.0.113.9 | 203.0.113.9",
        "10.0.0.7, 10.0.0.8 | 10.0.0.7",
        "unknown, 10.0.0.8 | 10.0.0.8",
        "203.0.113.9, unknown | 127.0.0.1",
        "evil.example | 127.0.0.1",
        " | 127.0.0.1"
      })
  void client(String chain) {
    String[] words = chain.split(" \\| ", -1);
    try (GuardedSite house = behind("127.0.0.1", "10.0.0.0/8")) {
      Map<String, String> headers =
          and(GuardedSite.bearer(people.annsToken()), Map.of("X-Forwarded-For", words[0]));
      assertEquals(200, house.write(headers).status());
      assertEquals(words[1], GateTest.actor(house.heard().get(0)).from());
    }
    try (GuardedSite house = behind("10.0.0.0/8")) {
      Map<String, String> headers =
          and(GuardedSite.bearer(people.annsToken()), Map.of("X-Forwarded-For", words[0]));
      assertEquals(200, house.write(headers).status());
      assertEquals("127.0.0.1", GateTest.actor(house.heard().get(0)).from(), "nobody is believed");
    }
  }
}
