package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Look;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Undo;
import io.sunherd.web.House.People;
import io.sunherd.web.Rig.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gate: each route times each role")
class GateTest {
  private enum Kind {
    /** For everybody, whatever they send. */
    OPEN,
    /** The way in and out; LoginTest tries these. */
    LOGIN,
    READ,
    WRITE
  }

  /**
   * A route, and a request to it that is answered with 200 where it is let through; of the stream
   * with 426, for it is no WebSocket, and of the history with 503, for none is kept.
   *
   * @param route as the router knows it
   */
  private record Row(Kind kind, String route, String uri, String body) {
    String method() {
      return route.split(" ", 2)[0];
    }

    int answer(int status) {
      if (status != 200) {
        return status;
      }
      return route.endsWith("/stream") ? 426 : HISTORY.contains(route) ? 503 : 200;
    }
  }

  private static final Set<Class<?>> WISHES =
      Set.of(Change.class, Undo.class, Restore.class, Configure.class, Look.class);

  private static final Set<String> HISTORY =
      Set.of("GET /api/v1/history", "GET /api/v1/energy", "GET /graph");

  private static final List<Row> TABLE =
      List.of(
          new Row(Kind.OPEN, "GET /health/live", "/health/live", ""),
          new Row(Kind.OPEN, "GET /health/ready", "/health/ready", ""),
          new Row(Kind.LOGIN, "GET /api/v1/session", "/api/v1/session", ""),
          new Row(Kind.LOGIN, "POST /api/v1/login", "/api/v1/login", ""),
          new Row(Kind.LOGIN, "POST /api/v1/logout", "/api/v1/logout", ""),
          new Row(Kind.LOGIN, "POST /api/v1/setup", "/api/v1/setup", ""),
          new Row(Kind.READ, "GET /api/v1/config", "/api/v1/config", ""),
          new Row(Kind.WRITE, "PUT /api/v1/config", "/api/v1/config", "{\"inverters\": []}"),
          new Row(Kind.WRITE, "POST /api/v1/scan", "/api/v1/scan", ""),
          new Row(Kind.READ, "GET /cmds", "/cmds?cmd=status", ""),
          new Row(Kind.READ, "GET /api/v1/inverters", "/api/v1/inverters", ""),
          new Row(Kind.READ, "GET /api/v1/inverters/:id", "/api/v1/inverters/roof-1", ""),
          new Row(Kind.READ, "GET /api/v1/system", "/api/v1/system", ""),
          new Row(Kind.READ, "GET /api/v1/protocol", "/api/v1/protocol", ""),
          new Row(
              Kind.READ,
              "GET /api/v1/inverters/:id/settings",
              "/api/v1/inverters/roof-1/settings",
              ""),
          new Row(
              Kind.READ,
              "GET /api/v1/inverters/:id/settings/export",
              "/api/v1/inverters/roof-1/settings/export",
              ""),
          new Row(Kind.READ, "GET /api/v1/system/settings", "/api/v1/system/settings", ""),
          new Row(Kind.READ, "GET /api/v1/audit", "/api/v1/audit", ""),
          new Row(Kind.READ, "GET /metrics", "/metrics", ""),
          new Row(Kind.READ, "GET /stream", "/stream", ""),
          new Row(Kind.READ, "GET /api/v1/history", "/api/v1/history", ""),
          new Row(Kind.READ, "GET /api/v1/energy", "/api/v1/energy", ""),
          new Row(Kind.READ, "GET /graph", "/graph?from=20260621&to=20260622&col_1=pv_watts", ""),
          new Row(Kind.WRITE, "POST /cmds", "/cmds", "{\"cmd\": \"PBFT\", \"value\": \"53.0\"}"),
          new Row(
              Kind.WRITE,
              "PUT /api/v1/inverters/:id/settings/:name",
              "/api/v1/inverters/roof-1/settings/battery_float_volt",
              "{\"value\": 53.0}"),
          new Row(
              Kind.WRITE,
              "PUT /api/v1/system/settings/:name",
              "/api/v1/system/settings/battery_float_volt",
              "{\"value\": 53.0}"),
          new Row(
              Kind.WRITE,
              "POST /api/v1/inverters/:id/settings/import",
              "/api/v1/inverters/roof-1/settings/import",
              "battery_float_volt: 53.0"),
          new Row(Kind.WRITE, "POST /api/v1/audit/:entry/undo", "/api/v1/audit/17/undo", ""));

  @TempDir static Path folder;
  private static People people;

  @BeforeAll
  static void people() throws IOException {
    people = People.in(folder);
  }

  @Test
  @DisplayName("every route of the router is in the table, and nothing but GET and HEAD reads")
  void complete() {
    try (House house = new House(people.file(), false)) {
      Set<String> known = new TreeSet<>();
      for (Row row : TABLE) {
        known.add(row.route());
        if (row.method().equals("GET")) {
          known.add(row.route().replaceFirst("GET", "HEAD"));
        } else {
          assertFalse(row.kind() == Kind.READ || row.kind() == Kind.OPEN, row.route());
        }
      }
      assertEquals(known, new TreeSet<>(house.rig.web.routes()));
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("with users")
  void withUsers(boolean usersOnly) {
    try (House house = new House(people.file(), usersOnly)) {
      Answer ann = house.login("ann", House.PASSWORD);
      Answer vic = house.login("vic", House.PASSWORD);
      for (Row row : TABLE) {
        int reader = row.kind() == Kind.WRITE ? 403 : 200;
        int stranger = row.kind() == Kind.WRITE || row.kind() == Kind.READ && usersOnly ? 401 : 200;
        int mistaken = row.kind() == Kind.OPEN ? 200 : stranger;
        check(house, row, "nobody", Map.of(), stranger, null);
        check(house, row, "wrong", House.basic("ann", "wrong horse"), mistaken, null);
        check(house, row, "unknown", House.basic("eve", House.PASSWORD), mistaken, null);
        check(house, row, "no token", House.bearer("x".repeat(43)), mistaken, null);
        check(house, row, "no session", Map.of("Cookie", "sunherd_session=x"), stranger, null);
        check(house, row, "digest", Map.of("Authorization", "Digest x"), mistaken, null);
        check(house, row, "vic", House.basic("vic", House.PASSWORD), reader, null);
        check(house, row, "vic's token", House.bearer(people.vicsToken()), reader, null);
        check(house, row, "vic's cookie", House.cookie(vic), reader, null);
        check(house, row, "vic's page", House.page(vic), reader, null);
        check(house, row, "ann", House.basic("ann", House.PASSWORD), 200, "ann");
        check(house, row, "ann's token", House.bearer(people.annsToken()), 200, "ann");
        check(house, row, "ann's cookie", House.cookie(ann), reader, null);
        check(house, row, "ann's page", House.page(ann), 200, "ann");
      }
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("without a users file nobody writes, and the answer says how to allow it")
  void withoutUsers(boolean usersOnly) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "# everybody was taken out\n");
    for (Path file : List.of(folder.resolve("nothing"), empty)) {
      try (House house = new House(file, usersOnly)) {
        for (Row row : TABLE) {
          int status = row.kind() == Kind.WRITE || row.kind() == Kind.READ && usersOnly ? 403 : 200;
          for (Map<String, String> headers :
              List.of(
                  Map.<String, String>of(),
                  House.basic("ann", House.PASSWORD),
                  House.bearer(people.annsToken()),
                  Map.of("Cookie", "sunherd_session=x", "X-CSRF-Token", "x"))) {
            Answer answer = check(house, row, "anybody", headers, status, null);
            if (status == 403 && answer != null) {
              assertEquals(true, answer.error().contains("sunherd passwd NAME --role operator"));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("with a users file that cannot be used nobody gets in, not even who is in it")
  void unusable(boolean usersOnly) throws IOException {
    Path bad = folder.resolve("bad");
    Files.writeString(bad, Files.readString(people.file()) + "admin let-me-in\n");
    try (House house = new House(bad, usersOnly)) {
      for (Row row : TABLE) {
        int status = row.kind() == Kind.WRITE || row.kind() == Kind.READ && usersOnly ? 503 : 200;
        if (row.uri().equals("/health/ready")) {
          status = 503;
        }
        check(house, row, "nobody", Map.of(), status, null);
        check(house, row, "ann", House.basic("ann", House.PASSWORD), status, null);
        check(house, row, "ann's token", House.bearer(people.annsToken()), status, null);
      }
      Answer login = house.login("ann", House.PASSWORD);
      assertEquals(503, login.status());
      assertFalse(login.body().contains("let-me-in"), login.body());
    }
  }

  private static Answer check(
      House house, Row row, String who, Map<String, String> headers, int status, String writer) {
    if (row.kind() == Kind.LOGIN) {
      return null;
    }
    if (status == 401) {
      house.rig.advanceMs(901_000); // failures before are forgotten
    }
    house.heard();
    Answer answer = house.rig.ask(row.method(), row.uri(), headers, row.body());
    assertEquals(
        row.answer(status), answer.status(), row.route() + " by " + who + ": " + answer.body());
    List<Object> wishes =
        house.heard().stream().filter(wish -> WISHES.contains(wish.getClass())).toList();
    boolean written = row.kind() == Kind.WRITE && status == 200;
    assertEquals(written ? 1 : 0, wishes.size(), row.route() + " by " + who);
    for (Object wish : wishes) {
      if (!(wish instanceof Look)) { // which changes nothing, whoever it is
        assertEquals(new Actor(writer, true, "127.0.0.1"), actor(wish));
      }
    }
    return answer;
  }

  static Actor actor(Object wish) {
    if (wish instanceof Change change) {
      return change.actor();
    }
    if (wish instanceof Configure configure) {
      return configure.actor();
    }
    return wish instanceof Undo undo ? undo.actor() : ((Restore) wish).actor();
  }

  @Test
  @DisplayName("HEAD reads what GET reads, and is closed with it; other methods are a 405")
  void otherMethods() {
    try (House house = new House(people.file(), true)) {
      for (Row row : TABLE) {
        if (row.kind() == Kind.READ) {
          assertEquals(401, house.rig.ask("HEAD", row.uri(), Map.of(), "").status(), row.route());
        }
        for (String method : List.of("DELETE", "PATCH")) {
          Answer answer = house.rig.ask(method, row.uri(), Map.of(), "");
          assertEquals(405, answer.status(), row.route());
          assertEquals(allowed(row), answer.headers().get("allow"));
        }
      }
    }
  }

  private static String allowed(Row asked) {
    String path = asked.route().split(" ", 2)[1];
    Map<String, Boolean> methods = new LinkedHashMap<>();
    for (Row row : TABLE) {
      if (row.route().endsWith(" " + path)) {
        methods.put(row.method(), true);
        if (row.method().equals("GET")) {
          methods.put("HEAD", true);
        }
      }
    }
    return methods.keySet().stream().collect(Collectors.joining(", "));
  }
}
