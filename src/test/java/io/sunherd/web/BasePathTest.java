package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.Subnet;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.sunherd.web.gate.Doorway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A site that a proxy shows in a folder")
@ProcessTests
class BasePathTest {
  private static final String FOLDER = "/roof/sunherd";

  @TempDir private Path folder;
  private People people;
  private GuardedSite house;

  @BeforeEach
  void open() throws IOException {
    people = People.in(folder);
    house = house(new Doorway(List.of(), List.of(), FOLDER, folder.resolve("none")));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private GuardedSite house(Doorway doorway) {
    return new GuardedSite(
        GuardedSite.site(people.file(), false, Path.of("webroot")).behind(doorway));
  }

  private static String cookiePath(Answer login) {
    return cookiePaths(login).iterator().next();
  }

  private static Set<String> cookiePaths(Answer answer) {
    return answer.headers().getAll("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst(".*; Path=([^;]*).*", "$1"))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  @ParameterizedTest
  @DisplayName("every address is answered below the folder as without it")
  @CsvSource({
    "/, 200",
    "/index.html, 200",
    "/js/main.js, 200",
    "/api/v1/inverters, 200",
    "/api/v1/inverters/roof-9, 404",
    "/cmds?cmd=status&inverter=roof-1&max_age=0, 200",
    "/cmds?cmd=nothing, 400",
    "/health/live, 200",
    "/metrics, 200",
    "/nothing, 404",
    "//, 200",
    "/%zz, 400",
    "/api/v1/inverters/%zz, 400",
    "/../api/v1/inverters, 200"
  })
  void below(String uri, int status) {
    Answer outside = house.rig.ask("GET", uri, Map.of(), "");
    Answer inside = house.rig.ask("GET", FOLDER + uri, Map.of(), "");
    assertEquals(outside.status(), inside.status(), uri);
    assertEquals(status, inside.status(), uri);
  }

  @Test
  @DisplayName("its folder without a slash leads there, a name that only begins so does not")
  void slash() {
    Answer answer = house.rig.ask("GET", FOLDER + "?a=b", Map.of(), "");
    assertEquals(308, answer.status());
    assertEquals(FOLDER + "/?a=b", answer.headers().get("Location"));
    assertEquals(404, house.rig.ask("GET", FOLDER + FOLDER + "/", Map.of(), "").status());
    assertEquals(404, house.rig.ask("GET", FOLDER + "s/", Map.of(), "").status());
  }

  @Test
  @DisplayName("who logs in there stays logged in there, changes and hears the stream")
  void session() throws Exception {
    String body = "{\"user\": \"ann\", \"password\": \"" + GuardedSite.PASSWORD + "\"}";
    Answer login = house.rig.ask("POST", FOLDER + "/api/v1/login", Map.of(), body);
    assertEquals(FOLDER + "/", cookiePath(login));
    assertEquals("/", cookiePath(house.login("ann", GuardedSite.PASSWORD)));
    Map<String, String> page = GuardedSite.page(login);
    Answer session = house.rig.ask("GET", FOLDER + "/api/v1/session", page, "");
    assertEquals("ann", session.json().getString("user"));
    String setting = FOLDER + "/api/v1/inverters/roof-1/settings/battery_float_volt";
    assertEquals(200, house.rig.ask("PUT", setting, page, "{\"value\": 53.0}").status());
    assertEquals(1, house.heard().size());
    Listener listener = Listener.connect(house.rig, FOLDER + "/stream");
    assertEquals("snapshot", listener.next().getString("type"));
  }

  @Test
  @DisplayName("names and rights are looked at in the folder, too")
  void guarded() {
    Map<String, String> evil = Map.of("Host", "evil.example");
    assertEquals(421, house.rig.ask("GET", FOLDER + "/api/v1/inverters", evil, "").status());
    assertEquals(200, house.rig.ask("GET", FOLDER + "/health/live", evil, "").status());
    Answer refused =
        house.rig.ask(
            "PUT",
            FOLDER + "/api/v1/inverters/roof-1/settings/battery_float_volt",
            Map.of(),
            "{\"value\": 53.0}");
    assertEquals(401, refused.status());
    assertEquals(List.of(), house.heard());
  }

  @Test
  @DisplayName("a proxy that has taken the folder off tells it, if it is believed")
  void stripped() {
    String body = "{\"user\": \"ann\", \"password\": \"" + GuardedSite.PASSWORD + "\"}";
    try (GuardedSite believing =
        house(new Doorway(List.of(), List.of(Subnet.parse("127.0.0.1"))))) {
      for (String header : List.of("X-Forwarded-Prefix", "X-Ingress-Path")) {
        for (Map.Entry<String, String> told :
            Map.of(
                    "/api/hassio_ingress/x-Y_z0/",
                    "/api/hassio_ingress/x-Y_z0/",
                    "/sun",
                    "/sun/",
                    "/",
                    "/",
                    "/a; Domain=evil",
                    "/",
                    "//evil.example",
                    "/",
                    "/sun/../api",
                    "/",
                    "sun",
                    "/",
                    "/" + "x".repeat(300),
                    "/")
                .entrySet()) {
          Map<String, String> headers = Map.of(header, told.getKey());
          Answer login = believing.rig.ask("POST", "/api/v1/login", headers, body);
          assertEquals(told.getValue(), cookiePath(login), told.getKey());
          Answer logout =
              believing.rig.ask(
                  "POST", "/api/v1/logout", and(headers, GuardedSite.page(login)), "");
          Set<String> paths = new HashSet<>(List.of(told.getValue(), "/"));
          assertEquals(paths, cookiePaths(logout), told.getKey());
        }
      }
    }
    Answer doubted =
        house.rig.ask("POST", "/api/v1/login", Map.of("X-Forwarded-Prefix", "/sun"), body);
    assertEquals("/", cookiePath(doubted));
  }

  @Test
  @DisplayName("who logs out there is logged out at the top, too, where a login was before")
  void bothCookies() {
    String body = "{\"user\": \"ann\", \"password\": \"" + GuardedSite.PASSWORD + "\"}";
    Map<String, String> top = GuardedSite.page(house.login("ann", GuardedSite.PASSWORD));
    Map<String, String> inside =
        GuardedSite.page(house.rig.ask("POST", FOLDER + "/api/v1/login", Map.of(), body));
    Map<String, String> both = new HashMap<>(inside);
    both.put("Cookie", inside.get("Cookie") + "; " + top.get("Cookie"));
    Answer logout = house.rig.ask("POST", FOLDER + "/api/v1/logout", both, "");
    assertEquals(200, logout.status());
    List<String> set = logout.headers().getAll("Set-Cookie");
    assertTrue(set.stream().allMatch(cookie -> cookie.contains("Max-Age=0")), set.toString());
    assertEquals(Set.of("/", FOLDER + "/"), cookiePaths(logout));
    for (Map<String, String> one : List.of(top, inside)) {
      Answer session = house.rig.ask("GET", "/api/v1/session", one, "");
      assertNull(session.status() == 200 ? session.json().getValue("user") : null);
    }
  }

  @Test
  @DisplayName("only a page of the same origin may frame it, as Home Assistant does")
  void framed() {
    Answer page = house.rig.ask("GET", FOLDER + "/", Map.of(), "");
    assertEquals("SAMEORIGIN", page.headers().get("X-Frame-Options"));
    assertTrue(page.headers().get("Content-Security-Policy").contains("frame-ancestors 'self'"));
  }
}
