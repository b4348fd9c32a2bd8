package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.Subnet;
import io.sunherd.access.UsersFile;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.gate.Doorway;
import io.sunherd.web.gate.Logins;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("Logging in and out")
@ProcessTests
class LoginTest {
  @TempDir static Path folder;
  private static People people;

  @TempDir Path own;
  private Path file;
  private GuardedSite house;

  @BeforeAll
  static void people() throws IOException {
    people = People.in(folder);
  }

  @BeforeEach
  void start() throws IOException {
    file = Files.copy(people.file(), own.resolve("users"));
    house = new GuardedSite(file, false);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static JsonObject session(String user, String role, String csrf) {
    return new JsonObject()
        .put("user", user)
        .put("role", role)
        .put("csrf", csrf)
        .put("users", true)
        .put("read", "anyone")
        .put("unclaimed", false)
        .put("code_needed", false);
  }

  private Answer session(Map<String, String> headers) {
    return house.rig.ask("GET", "/api/v1/session", headers, "");
  }

  private static Map<String, String> with(Map<String, String> headers, String... more) {
    Map<String, String> all = new HashMap<>(headers);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  @DisplayName("a login answers who it is, with a cookie that scripts and other sites cannot use")
  void cookie() {
    Answer login = house.login("ann", GuardedSite.PASSWORD);
    assertEquals(200, login.status(), login.body());
    String csrf = login.json().getString("csrf");
    assertEquals(session("ann", "operator", csrf), login.json());
    String[] parts = login.headers().get("set-cookie").split("; ", -1);
    assertTrue(parts[0].matches("sunherd_session=[A-Za-z0-9_-]{43}"), parts[0]);
    assertEquals(
        List.of("HTTPOnly", "Path=/", "SameSite=Strict"),
        Stream.of(parts).skip(1).sorted().toList());
    assertEquals("no-store", login.headers().get("cache-control"));
    assertEquals(login.json(), session(GuardedSite.cookie(login)).json());
    assertFalse(parts[0].contains(csrf));
  }

  @Test
  @DisplayName("whoever is not logged in is nobody; Basic and bearer have no token")
  void nobody() {
    assertEquals(session(null, null, null), session(Map.of()).json());
    assertEquals(
        session("vic", "viewer", null),
        session(GuardedSite.basic("vic", GuardedSite.PASSWORD)).json());
    assertEquals(
        session("ann", "operator", null), session(GuardedSite.bearer(people.annsToken())).json());
  }

  @Test
  @DisplayName("a login never takes on a session id that was there before, and ends that session")
  void fixation() {
    Map<String, String> planted = Map.of("Cookie", "sunherd_session=" + "A".repeat(43));
    Answer first = house.login("ann", GuardedSite.PASSWORD, planted);
    assertNotEquals(planted, GuardedSite.cookie(first));
    assertNull(session(planted).json().getString("user"));
    Answer second = house.login("vic", GuardedSite.PASSWORD, GuardedSite.cookie(first));
    assertNotEquals(GuardedSite.cookie(first), GuardedSite.cookie(second));
    assertNull(session(GuardedSite.cookie(first)).json().getString("user"));
    assertEquals("vic", session(GuardedSite.cookie(second)).json().getString("user"));
  }

  @Test
  @DisplayName("a cookie alone writes nothing: the token of its own session is needed")
  void csrf() {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    Answer other = house.login("ann", GuardedSite.PASSWORD);
    String token = ann.json().getString("csrf");
    for (String wrong :
        List.of("", "x", other.json().getString("csrf"), token + "x", token.substring(1), "é")) {
      Answer answer = house.write(with(GuardedSite.cookie(ann), "X-CSRF-Token", wrong));
      assertEquals(403, answer.status(), answer.body());
      assertTrue(answer.error().startsWith("The X-CSRF-Token header"), answer.body());
    }
    assertEquals(List.of(), house.heard());
    assertEquals(200, house.write(GuardedSite.page(ann)).status());
  }

  @Test
  @DisplayName("a page of another site writes nothing, except by a token that it was given")
  void crossOrigin() {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    String own = "127.0.0.1:" + house.rig.web.port();
    for (String origin :
        List.of(
            "http://evil.example",
            "https://home.example",
            "null",
            "http://127.0.0.1",
            "http://" + own + "0",
            "http://ann@" + own,
            "http://127.0.0.1.evil.example:" + house.rig.web.port(),
            "::",
            own)) {
      assertEquals(
          403, house.write(with(GuardedSite.page(ann), "Origin", origin)).status(), origin);
      assertEquals(
          403,
          house
              .write(with(GuardedSite.basic("ann", GuardedSite.PASSWORD), "Origin", origin))
              .status(),
          origin);
      assertEquals(
          403, house.login("ann", GuardedSite.PASSWORD, Map.of("Origin", origin)).status(), origin);
      assertEquals(
          403,
          house
              .rig
              .ask("POST", "/api/v1/logout", with(GuardedSite.page(ann), "Origin", origin), "")
              .status(),
          origin);
      assertEquals(List.of(), house.heard(), origin);
      assertEquals(
          200,
          house.write(with(GuardedSite.bearer(people.annsToken()), "Origin", origin)).status());
      house.heard();
    }
    assertEquals(200, house.write(with(GuardedSite.page(ann), "Origin", "http://" + own)).status());
    assertEquals(
        200,
        house.write(with(GuardedSite.page(ann), "Origin", "https://" + own)).status(),
        "a proxy may encrypt");
  }

  @Test
  @DisplayName("logging out ends the session and takes the cookie away")
  void logout() {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    Answer forged = house.rig.ask("POST", "/api/v1/logout", GuardedSite.cookie(ann), "");
    assertEquals(403, forged.status());
    Answer out = house.rig.ask("POST", "/api/v1/logout", GuardedSite.page(ann), "");
    assertEquals(200, out.status());
    assertEquals(session(null, null, null), out.json());
    assertTrue(out.headers().get("set-cookie").contains("Max-Age=0"), out.headers().toString());
    assertEquals(401, house.write(GuardedSite.page(ann)).status());
    assertNull(session(GuardedSite.cookie(ann)).json().getString("user"));
    assertEquals(200, house.rig.ask("POST", "/api/v1/logout", Map.of(), "").status());
  }

  @Test
  @DisplayName("a session ends after twelve hours without use")
  void idle() {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    house.rig.advanceMs(12 * 3_600_000L);
    assertEquals("ann", session(GuardedSite.cookie(ann)).json().getString("user"));
    house.rig.advanceMs(12 * 3_600_000L);
    assertEquals(200, house.write(GuardedSite.page(ann)).status());
    house.rig.advanceMs(12 * 3_600_000L + 1);
    assertEquals(401, house.write(GuardedSite.page(ann)).status());
  }

  @Test
  @DisplayName("the file is read again where it changed: new users, roles, passwords, none")
  void changedFile() throws IOException {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    Answer vic = house.login("vic", GuardedSite.PASSWORD);
    Map<String, String> basic = GuardedSite.basic("ann", GuardedSite.PASSWORD);
    assertEquals(200, house.write(basic).status());
    QuickUsers.put(UsersFile.load(file), "ann", Role.VIEWER, GuardedSite.PASSWORD.toCharArray());
    assertEquals(200, house.write(basic).status(), "looked at once a second");
    house.aSecondLater();
    assertEquals(403, house.write(basic).status());
    assertEquals(401, house.write(GuardedSite.page(ann)).status(), "the account is another one");
    assertEquals("vic", session(GuardedSite.cookie(vic)).json().getString("user"));
    QuickUsers.put(UsersFile.load(file), "bob", Role.OPERATOR, "another horse".toCharArray());
    house.aSecondLater();
    assertEquals(200, house.write(GuardedSite.basic("bob", "another horse")).status());
    Files.writeString(file, "nonsense");
    house.aSecondLater();
    assertEquals(503, house.write(GuardedSite.basic("bob", "another horse")).status());
    assertNull(session(GuardedSite.cookie(vic)).json().getString("user"));
    Answer ready = house.rig.get("/health/ready");
    assertEquals(503, ready.status());
    assertTrue(ready.json().getJsonObject("parts").getString("users").contains("users:1:"));
    Files.delete(file);
    house.aSecondLater();
    assertEquals(403, house.write(GuardedSite.basic("bob", "another horse")).status());
    assertFalse(session(Map.of()).json().getBoolean("users"));
    assertEquals(
        "ok", house.rig.get("/health/ready").json().getJsonObject("parts").getString("users"));
  }

  @Test
  @DisplayName("a user taken out of the file is out at once, sessions and tokens too")
  void removed() throws IOException {
    Answer ann = house.login("ann", GuardedSite.PASSWORD);
    assertEquals(200, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status());
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().filter(line -> !line.contains(" ann ")).toList());
    house.aSecondLater();
    assertEquals(401, house.write(GuardedSite.page(ann)).status());
    assertEquals(401, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status());
    assertEquals(401, house.write(GuardedSite.bearer(people.annsToken())).status());
  }

  @Test
  @DisplayName("a file that became readable again counts, though neither time nor size changed")
  void healed() throws IOException {
    Path elsewhere = own.resolve("elsewhere");
    Files.move(file, elsewhere);
    Files.createDirectory(file);
    house.aSecondLater();
    assertEquals(503, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status());
    Files.delete(file);
    Files.move(elsewhere, file);
    house.aSecondLater();
    assertEquals(200, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status());
  }

  @Test
  @DisplayName(
      "after a few failures as a user one waits, twice as long each time, then all is well")
  void throttled() {
    for (int i = 0; i < 5; i++) {
      assertEquals(401, house.login("ann", "wrong " + i).status());
    }
    Answer refused = house.login("ann", GuardedSite.PASSWORD);
    assertEquals(429, refused.status(), "even the right one");
    assertEquals("1", refused.headers().get("retry-after"));
    assertEquals(429, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status());
    assertEquals(200, house.write(GuardedSite.bearer(people.annsToken())).status());
    house.rig.advanceMs(1_000);
    assertEquals(401, house.write(GuardedSite.basic("ann", "wrong")).status());
    Answer twice = house.login("ann", GuardedSite.PASSWORD);
    assertEquals("2", twice.headers().get("retry-after"));
    house.rig.advanceMs(2_000);
    assertEquals(200, house.login("ann", GuardedSite.PASSWORD).status());
    house.rig.advanceMs(900_001);
    for (int i = 0; i < 5; i++) {
      assertEquals(401, house.write(GuardedSite.bearer("guess " + i)).status());
    }
    assertEquals(429, house.write(GuardedSite.bearer("guess")).status());
  }

  @Test
  @DisplayName("who proved to be somebody is not held up by failures, neither own nor others'")
  void provenBefore() {
    Map<String, String> page = GuardedSite.page(house.login("ann", GuardedSite.PASSWORD));
    for (int i = 0; i < 50; i++) {
      house.login("ann", "wrong " + i);
    }
    assertEquals(429, house.login("ann", "wrong").status());
    for (int minutes = 0; minutes < 12; minutes += 4) {
      assertEquals(200, house.write(page).status(), "a session");
      assertEquals(200, house.write(GuardedSite.bearer(people.annsToken())).status(), "a token");
      assertEquals(
          200, house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status(), "a script");
      assertEquals(200, house.login("ann", GuardedSite.PASSWORD).status(), "a second browser");
      house.rig.advanceMs(240_000);
      house.login("ann", "wrong again");
    }
    assertEquals(429, house.login("ann", "wrong").status());
    for (int i = 0; i < 1_000; i++) {
      house.write(GuardedSite.basic("ann", "guess " + i));
    }
    assertEquals(
        429,
        house.write(GuardedSite.basic("ann", GuardedSite.PASSWORD)).status(),
        "or it could be guessed beside the wait");
    assertEquals(200, house.write(page).status());
  }

  @Test
  @DisplayName(
      "failures as somebody else slow nobody; a name that there is fails as one that there is not")
  void othersFailures() {
    for (int i = 0; i < 12; i++) {
      house.login("vic", "wrong " + i);
    }
    assertEquals(200, house.login("ann", GuardedSite.PASSWORD).status());
    for (int i = 0; i < 12; i++) {
      assertEquals(401, house.login("user" + i, GuardedSite.PASSWORD).status());
    }
    assertEquals(failures("nobody"), failures("ann"), "nobody learns which users there are");
    house.rig.advanceMs(400_000);
    assertEquals(
        200, house.login("ann", GuardedSite.PASSWORD).status(), "nothing is proven any more");
  }

  /** What somebody is told who guesses at a name. */
  private List<String> failures(String name) {
    return Stream.generate(() -> house.login(name, "wrong"))
        .limit(8)
        .map(answer -> answer.status() + " " + answer.body())
        .toList();
  }

  @Test
  @DisplayName("behind a told proxy each client's failures are its own")
  void proxied() {
    Map<String, String> guest = Map.of("X-Forwarded-For", "198.51.100.7");
    Map<String, String> owner = Map.of("X-Forwarded-For", "192.0.2.1");
    Site site = GuardedSite.site(file, false, Path.of("no-such-folder"));
    try (GuardedSite proxied =
        new GuardedSite(site.behind(new Doorway(List.of(), List.of(Subnet.parse("127.0.0.1")))))) {
      for (int i = 0; i < 9; i++) {
        proxied.login("ann", "wrong " + i, guest);
      }
      assertEquals(429, proxied.login("ann", GuardedSite.PASSWORD, guest).status());
      assertEquals(200, proxied.login("ann", GuardedSite.PASSWORD, owner).status());
      assertEquals(
          429,
          proxied.login("ann", GuardedSite.PASSWORD, guest).status(),
          "proven there, not here");
    }
    for (int i = 0; i < 5; i++) {
      house.login("ann", "wrong " + i, guest);
    }
    assertEquals(
        429,
        house.login("ann", GuardedSite.PASSWORD, owner).status(),
        "nobody believes that header");
  }

  @Test
  @DisplayName("/health/ready and /session are no place to guess at")
  void guessing() {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      for (int i = 0; i < 5; i++) {
        closed.rig.ask("GET", "/health/ready", GuardedSite.basic("ann", "wrong " + i), "");
      }
      Answer ready =
          closed.rig.ask(
              "GET", "/health/ready", GuardedSite.basic("ann", GuardedSite.PASSWORD), "");
      assertFalse(ready.json().containsKey("inverters"), ready.body());
      assertEquals(
          429,
          closed.rig.ask("GET", "/api/v1/session", GuardedSite.basic("ann", "x"), "").status());
    }
  }

  @Test
  @DisplayName("many guesses at the same time are counted, not only those that are over")
  void parallelGuesses() {
    var answers =
        Stream.iterate(0, i -> i + 1)
            .limit(40)
            .map(
                i ->
                    house.rig.send(
                        io.vertx.core.http.HttpMethod.GET,
                        "/api/v1/session",
                        GuardedSite.basic("ann", "guess " + i)))
            .toList();
    List<Integer> statuses = answers.stream().map(answer -> Rig.wait(answer).status()).toList();
    assertEquals(5, statuses.stream().filter(status -> status == 401).count(), statuses::toString);
    assertEquals(35, statuses.stream().filter(status -> status == 429).count());
  }

  @Test
  @DisplayName("a script that sends its password with each of many requests at once is let in")
  void parallelScript() {
    var answers =
        Stream.generate(
                () ->
                    house.rig.send(
                        io.vertx.core.http.HttpMethod.GET,
                        "/api/v1/session",
                        GuardedSite.basic("ann", GuardedSite.PASSWORD)))
            .limit(40)
            .toList();
    answers.forEach(answer -> assertEquals("ann", Rig.wait(answer).json().getString("user")));
  }

  @Test
  @DisplayName("a 401 asks for Basic, but never behind the back of a page")
  void challenge() {
    assertEquals(
        "Basic realm=\"Sunherd\", charset=\"UTF-8\"",
        house.write(Map.of()).headers().get("www-authenticate"));
    assertEquals(
        "Basic realm=\"Sunherd\", charset=\"UTF-8\"",
        house.write(GuardedSite.basic("ann", "wrong")).headers().get("www-authenticate"));
    for (Map<String, String> page :
        List.of(Map.of("X-Requested-With", "fetch"), Map.of("X-CSRF-Token", "gone"))) {
      assertEquals("Bearer realm=\"Sunherd\"", house.write(page).headers().get("www-authenticate"));
    }
    assertEquals(
        "Bearer realm=\"Sunherd\"", house.login("ann", "wrong").headers().get("www-authenticate"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic", "Basic !", "Basic YW5u", "Basic /w==", "Bearer", "x", "", "Basic  a b"})
  @DisplayName("a header that proves nothing is a 401")
  void oddHeaders(String header) {
    assertEquals(401, house.write(Map.of("Authorization", header)).status());
  }

  @Test
  @DisplayName("a closed site still shows its page and its health, and nothing else")
  void closedSite() throws IOException {
    Path webroot = Files.createDirectories(own.resolve("webroot"));
    Files.writeString(webroot.resolve("index.html"), "<title>hub</title>");
    Files.writeString(webroot.resolve("cmds"), "a file of that name opens no route");
    try (GuardedSite closed = new GuardedSite(file, true, webroot)) {
      assertEquals("<title>hub</title>", closed.rig.get("/").body());
      assertEquals(404, closed.rig.get("/nothing").status());
      assertEquals(401, closed.rig.get("/cmds?cmd=status").status());
      Answer ready = closed.rig.get("/health/ready");
      assertEquals(200, ready.status());
      assertFalse(ready.json().containsKey("inverters"));
      Answer told =
          closed.rig.ask("GET", "/health/ready", GuardedSite.bearer(people.vicsToken()), "");
      assertTrue(told.json().containsKey("inverters"));
      JsonObject session = closed.rig.get("/api/v1/session").json();
      assertEquals("users", session.getString("read"));
      Answer vic = closed.login("vic", GuardedSite.PASSWORD);
      assertEquals(
          200, closed.rig.ask("GET", "/cmds?cmd=status", GuardedSite.cookie(vic), "").status());
    }
  }

  @Test
  @DisplayName("a closed site streams to its users only, and to no page of another site")
  void stream() throws InterruptedException {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      Map<String, String> basic = GuardedSite.basic("vic", GuardedSite.PASSWORD);
      Map<String, String> cookie = GuardedSite.cookie(closed.login("vic", GuardedSite.PASSWORD));
      assertEquals(401, Listener.refusedWith(closed.rig, "/stream", Map.of()));
      assertEquals(
          401, Listener.refusedWith(closed.rig, "/stream", GuardedSite.basic("vic", "wrong")));
      String own = "http://127.0.0.1:" + closed.rig.web.port();
      for (Map<String, String> proof :
          List.of(
              basic, cookie, GuardedSite.bearer(people.vicsToken()), with(basic, "Origin", own))) {
        Listener listener = Listener.connectWith(closed.rig, "/stream", proof);
        listener.resume();
        assertEquals("snapshot", listener.next().getString("type"));
      }
      for (String other : List.of("http://evil.example", "https://home.example")) {
        assertEquals(
            403, Listener.refusedWith(closed.rig, "/stream", with(basic, "Origin", other)));
        assertEquals(
            403, Listener.refusedWith(closed.rig, "/stream", with(cookie, "Origin", other)));
      }
    }
  }

  /** A client of a stream that only users may read. */
  private static Listener listener(GuardedSite closed, Map<String, String> proof) {
    Listener listener = Listener.connectWith(closed.rig, "/stream", proof);
    listener.resume();
    return listener;
  }

  private void remove(String words) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().filter(line -> !line.contains(words)).toList());
  }

  @Test
  @DisplayName("an open stream ends when its user logs out, and no other does")
  void streamOfOneWhoLogsOut() throws Exception {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      Answer login = closed.login("vic", GuardedSite.PASSWORD);
      Listener page = listener(closed, GuardedSite.cookie(login));
      Listener second = listener(closed, GuardedSite.cookie(login));
      Listener elsewhere =
          listener(closed, GuardedSite.cookie(closed.login("vic", GuardedSite.PASSWORD)));
      Listener script = listener(closed, GuardedSite.bearer(people.vicsToken()));
      closed.rig.ask("POST", "/api/v1/logout", GuardedSite.page(login), "");
      assertEquals(1008, page.closed());
      assertEquals(1008, second.closed());
      closed.aSecondLater();
      assertTrue(elsewhere.isHeard());
      assertTrue(script.isHeard());
      closed.rig.publish(Rig.status("roof-1", 53.5));
      elsewhere.next("reading");
    }
  }

  @Test
  @DisplayName("an open stream ends when its user is taken out or changed, or its token is gone")
  void streamOfOneWhoIsTakenOut() throws Exception {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      Listener annsPage =
          listener(closed, GuardedSite.cookie(closed.login("ann", GuardedSite.PASSWORD)));
      Listener annsScript = listener(closed, GuardedSite.bearer(people.annsToken()));
      Listener vicsPage =
          listener(closed, GuardedSite.cookie(closed.login("vic", GuardedSite.PASSWORD)));
      Listener vicsScript = listener(closed, GuardedSite.basic("vic", GuardedSite.PASSWORD));
      Listener vicsToken = listener(closed, GuardedSite.bearer(people.vicsToken()));
      remove("token vic ");
      closed.aSecondLater();
      assertEquals(1008, vicsToken.closed());
      QuickUsers.put(UsersFile.load(file), "vic", Role.VIEWER, "another horse".toCharArray());
      closed.aSecondLater();
      assertEquals(1008, vicsPage.closed());
      assertEquals(1008, vicsScript.closed());
      assertTrue(annsPage.isHeard());
      assertTrue(annsScript.isHeard());
      remove(" ann ");
      closed.aSecondLater();
      assertEquals(1008, annsPage.closed());
      assertEquals(1008, annsScript.closed());
    }
  }

  @Test
  @DisplayName("an open stream ends when nobody may be let in; one that anybody reads goes on")
  void streamWithoutUsers() throws Exception {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      Listener page =
          listener(closed, GuardedSite.cookie(closed.login("vic", GuardedSite.PASSWORD)));
      Listener anybody = Listener.connect(house.rig, "/stream");
      Files.writeString(file, "");
      closed.aSecondLater();
      house.aSecondLater();
      assertEquals(1008, page.closed());
      assertTrue(anybody.isHeard());
    }
  }

  @Test
  @DisplayName("who listens uses the login: it does not end before the stream does")
  void streamKeepsTheLogin() throws Exception {
    try (GuardedSite closed = new GuardedSite(file, true)) {
      Answer login = closed.login("vic", GuardedSite.PASSWORD);
      Listener page = listener(closed, GuardedSite.cookie(login));
      for (int hours = 0; hours < 30; hours += 10) {
        closed.rig.advanceMs(10 * 3_600_000L);
        closed.rig.clockReads.drainPermits();
        // The accounts are looked at, and then the session is, once a second.
        assertTrue(closed.rig.clockReads.tryAcquire(3, 20, TimeUnit.SECONDS));
        assertTrue(page.isHeard());
      }
      assertEquals(
          "vic",
          closed
              .rig
              .ask("GET", "/api/v1/session", GuardedSite.cookie(login), "")
              .json()
              .getString("user"));
    }
  }

  @Test
  @DisplayName("the log names who failed and from where, in one short line without the secret")
  void logged() {
    Logger log = (Logger) LoggerFactory.getLogger(Logins.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      house.write(
          GuardedSite.basic("ann\nERROR all is lost\u001b[2J" + "x".repeat(500), "hunter2!"));
      house.login("ann", "hunter2!");
      house.write(GuardedSite.bearer("hunter2!"));
    } finally {
      log.detachAppender(lines);
    }
    assertEquals(
        List.of(
            "A login from 127.0.0.1 as \"ann?ERROR all is lost?[2Jxxxxxxxxxxxxxxx...\" failed.",
            "A login from 127.0.0.1 as \"ann\" failed.",
            "A login from 127.0.0.1 failed: there is no such token."),
        lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }
}
