package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.SetupCode;
import io.sunherd.access.Subnet;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.gate.Doorway;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A hub that nobody has: set up from another machine with the code only")
@ProcessTests
class SetupFromElsewhereTest {
  private static final String SESSION = "/api/v1/session";
  private static final String SETUP = "/api/v1/setup";
  private static final String SCAN = "/api/v1/scan";
  private static final String CONFIG = "/api/v1/config";
  private static final String THERE = "192.0.2.7";

  /** Where the code is, as every refusal says. */
  private static final List<String> PLACES =
      List.of("journalctl -u sunherd", "docker compose logs hub", "sunherd code");

  @TempDir private Path folder;
  private GuardedSite house;

  @BeforeEach
  void start() {
    house = new GuardedSite(site().behind(doorway("127.0.0.1")));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Site site() {
    return GuardedSite.site(folder.resolve("users"), false, Path.of("no-such-folder"))
        .with(List.of(), List.of());
  }

  private static Doorway doorway(String... proxies) {
    return new Doorway(List.of(), Stream.of(proxies).map(Subnet::parse).toList());
  }

  private Path file() {
    return folder.resolve(SetupCode.NAME);
  }

  private String code() throws IOException {
    return SetupCode.find(file()).orElseThrow();
  }

  private static Map<String, String> from(String address) {
    return Map.of("X-Forwarded-For", address);
  }

  private static String ann(String code) {
    JsonObject body = new JsonObject().put("user", "ann").put("password", "correct horse");
    return (code == null ? body : body.put("code", code)).encode();
  }

  private Answer setUp(String address, String code) {
    return house.rig.ask("POST", SETUP, from(address), ann(code));
  }

  private JsonObject session(Map<String, String> headers) {
    Answer answer = house.rig.ask("GET", SESSION, headers, "");
    assertEquals(200, answer.status(), answer.body());
    return answer.json();
  }

  private static void saysWhere(Answer refused) {
    assertEquals(403, refused.status(), refused.body());
    for (String place : PLACES) {
      assertTrue(refused.error().contains(place), refused.error());
    }
  }

  @Test
  @DisplayName("without it nothing is done and nothing told; with it somebody is its operator")
  void withTheCode() throws IOException {
    String code = code();
    assertTrue(session(from(THERE)).getBoolean("unclaimed"));
    assertTrue(session(from(THERE)).getBoolean("code_needed"));
    saysWhere(setUp(THERE, null));
    saysWhere(setUp(THERE, " "));
    saysWhere(setUp(THERE, "ACDE-FGHJ"));
    saysWhere(house.rig.ask("POST", SETUP, from(THERE), "{}"));
    saysWhere(house.rig.ask("POST", SCAN, from(THERE), ""));
    saysWhere(house.rig.ask("GET", CONFIG, from(THERE), ""));
    assertEquals(403, house.rig.ask("PUT", CONFIG, from(THERE), "{\"inverters\": []}").status());
    assertEquals(List.of(), house.heard());
    assertFalse(Files.exists(folder.resolve("users")));

    Answer tooShort =
        house.rig.ask("POST", SETUP, from(THERE), ann(code).replace("correct horse", "short"));
    assertEquals(400, tooShort.status(), tooShort.body());
    Answer welcome = setUp(THERE, code.toLowerCase(Locale.ROOT).replace("-", " "));
    assertEquals("operator", welcome.json().getString("role"), welcome.body());
    assertFalse(welcome.json().getBoolean("code_needed"));
    Map<String, String> page = new HashMap<>(GuardedSite.page(welcome));
    page.putAll(from(THERE));
    assertEquals(200, house.rig.ask("POST", SCAN, page, "").status());
    assertEquals(200, house.rig.ask("GET", CONFIG, page, "").status());
    assertEquals(200, house.rig.ask("PUT", CONFIG, page, "{\"inverters\": []}").status());
    assertFalse(session(from(THERE)).getBoolean("code_needed"));
    assertEquals(409, setUp(THERE, code).status());
  }

  @ParameterizedTest
  @DisplayName("who is on this machine needs none, by what believed proxies tell or by none")
  @CsvSource(
      delimiter = '|',
      value = {
        // believed   | headers                                                        | needed
        "             |                                                                | false",
        "             | X-Forwarded-For: 192.0.2.7                                     | true",
        "             | X-Forwarded-For: 127.0.0.1                                     | true",
        "             | x-forwarded-proto: https                                       | true",
        "             | Forwarded: for=127.0.0.1                                       | true",
        "             | X-Real-IP: 127.0.0.1                                           | true",
        "             | Via: 1.1 proxy                                                 | true",
        "127.0.0.1    | X-Forwarded-For: 192.0.2.7                                     | true",
        "127.0.0.1    | X-Forwarded-For: 2001:db8::1                                   | true",
        "127.0.0.1    | X-Forwarded-For: 127.0.0.1                                     | false",
        "127.0.0.1    | X-Forwarded-For: ::1                                           | false",
        "127.0.0.1    | X-Forwarded-For: 127.0.0.1, 192.0.2.7                          | true",
        "127.0.0.1    | X-Forwarded-For: 192.0.2.7, 127.0.0.1                          | true",
        "127.0.0.1    | X-Forwarded-For: unknown                                       | true",
        "127.0.0.1    | X-Forwarded-For: unknown, 127.0.0.1                            | true",
        "127.0.0.1    | X-Forwarded-For: 127.0.0.1; X-Real-IP: 192.0.2.7               | true",
        "127.0.0.1    | X-Forwarded-For: 127.0.0.1; Forwarded: for=192.0.2.7           | true",
        "127.0.0.1    | X-Forwarded-Proto: https                                       | true",
        "127.0.0.1    |                                                                | false",
        "192.0.2.0/24 | X-Forwarded-For: 127.0.0.1                                     | true",
      })
  void whoIsHere(String believed, String headers, boolean isNeeded) {
    try (GuardedSite other =
        new GuardedSite(site().behind(believed == null ? doorway() : doorway(believed)))) {
      Map<String, String> sent =
          headers == null
              ? Map.of()
              : Stream.of(headers.split("; "))
                  .map(header -> header.split(": ", 2))
                  .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      Answer told = other.rig.ask("GET", SESSION, sent, "");
      assertEquals(isNeeded, told.json().getBoolean("code_needed"), headers);
      int status = isNeeded ? 403 : 200;
      assertEquals(status, other.rig.ask("POST", SCAN, sent, "").status());
      assertEquals(status, other.rig.ask("GET", CONFIG, sent, "").status());
      assertEquals(status, other.rig.ask("POST", SETUP, sent, ann(null)).status());
    }
  }

  @Test
  @DisplayName("wrong codes are slowed, the right one among them, and nobody else")
  void guesses() throws IOException {
    for (int i = 0; i < 5; i++) {
      saysWhere(setUp(THERE, "ACDE-FGH" + i));
    }
    Answer late = setUp(THERE, code());
    assertEquals(429, late.status(), "the right one, too: or it could be guessed all the same");
    assertEquals("1", late.headers().get("Retry-After"));
    saysWhere(setUp(THERE, null));
    saysWhere(setUp("192.0.2.8", "ACDE-FGHJ"));
    house.rig.advanceMs(1_000);
    assertEquals(200, setUp(THERE, code()).status());
  }

  @Test
  @DisplayName("who goes on all day has guessed a few hundred times, of 200 thousand million")
  void bruteForce() {
    int judged = 0;
    for (int second = 0; second < 86_400; second += 30) {
      judged += setUp(THERE, "ACDE-FGHJ").status() == 403 ? 1 : 0;
      house.rig.advanceMs(30_000);
    }
    assertTrue(judged > 100 && judged < 320, judged + " guesses");
  }

  @ParameterizedTest
  @DisplayName("who guesses many times at once gains nothing")
  @ValueSource(strings = {"192.0.2.7", "2001:db8:1:2::"})
  void atOnce(String network) {
    List<Future<Answer>> asked = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asked.add(
          house.rig.send(
              HttpMethod.POST,
              SETUP,
              from(network.endsWith(":") ? network + Integer.toHexString(i + 1) : network),
              Buffer.buffer(ann("ACDE-FGHJ"))));
    }
    Rig.wait(Future.all(asked));
    Map<Integer, Long> statuses =
        asked.stream()
            .map(answer -> answer.result().status())
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    assertEquals(Map.of(403, 5L, 429, 195L), statuses);
  }

  @Test
  @DisplayName("a page of another site cannot use what a browser on this machine may do")
  void anotherSite() throws IOException {
    for (Map<String, String> headers :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "https://evil.example", "X-Forwarded-For", THERE))) {
      assertEquals(403, house.rig.ask("POST", SETUP, headers, ann(code())).status());
      assertEquals(403, house.rig.ask("POST", SCAN, headers, "").status());
    }
    assertFalse(Files.exists(folder.resolve("users")));
  }

  @Test
  @DisplayName("a data folder that takes no file is told, and lets nobody in")
  void noRoom() throws IOException {
    Path users = Files.createDirectory(folder.resolve("blocked")).resolve("users");
    Files.createDirectory(users.resolveSibling(SetupCode.NAME));
    Site bad = GuardedSite.site(users, false, Path.of("no-such-folder")).with(List.of(), List.of());
    try (GuardedSite other = new GuardedSite(bad.behind(doorway("127.0.0.1")))) {
      Answer answer = other.rig.ask("POST", SETUP, from(THERE), ann("ACDE-FGHJ"));
      assertEquals(503, answer.status());
      assertTrue(answer.error().contains("data folder"), answer.error());
    }
  }
}
