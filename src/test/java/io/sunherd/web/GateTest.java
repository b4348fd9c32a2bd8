package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Look;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Undo;
import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.setup.TakeBack;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GateRow.Rule;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
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
@ProcessTests
class GateTest {
  private static final Set<Class<?>> WISHES =
      Set.of(
          Change.class,
          Undo.class,
          Restore.class,
          Configure.class,
          Look.class,
          Acknowledge.class,
          PushBattery.class,
          TakeBack.class);

  private static final List<GateRow> TABLE = GateRow.all();

  @TempDir static Path folder;
  private static People people;

  @BeforeAll
  static void people() throws IOException {
    people = People.in(folder);
  }

  @Test
  @DisplayName("every route of the router has a rule, and nothing but GET and HEAD reads")
  void complete() {
    try (GuardedSite house = new GuardedSite(people.file(), false)) {
      Set<String> known = new TreeSet<>();
      for (GateRow row : TABLE) {
        known.add(row.route());
        if (row.method().equals("GET")) {
          known.add(row.route().replaceFirst("GET", "HEAD"));
          assertFalse(row.isForOperators(), row.route());
        } else {
          assertNotEquals(Rule.READERS, row.rule(), row.route());
        }
      }
      assertEquals(known, new TreeSet<>(house.rig.web.routes()));
    }
  }

  @Test
  @DisplayName("every rule agrees with what is said of proofs")
  void proofs() {
    JsonArray usual = GateRow.CONTRACT.document().getJsonArray("security");
    for (GateRow row : TABLE) {
      JsonArray proofs = row.operation().json().getJsonArray("security", usual);
      boolean needless = proofs.isEmpty() || proofs.contains(new JsonObject());
      assertEquals(!row.isForOperators(), needless, row.route());
      JsonObject session =
          proofs.stream()
              .map(JsonObject.class::cast)
              .filter(one -> one.containsKey("session"))
              .findFirst()
              .orElse(new JsonObject());
      assertEquals(
          !proofs.isEmpty() && !row.method().equals("GET"),
          session.containsKey("csrf"),
          row.route());
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("with users")
  void withUsers(boolean usersOnly) {
    try (GuardedSite house = new GuardedSite(people.file(), usersOnly)) {
      Set<Rule> tried = EnumSet.noneOf(Rule.class);
      Answer anns = house.login("ann", GuardedSite.PASSWORD);
      Answer vics = house.login("vic", GuardedSite.PASSWORD);
      for (GateRow row : TABLE) {
        boolean anew = row.endsSessions();
        Answer ann = anew ? house.login("ann", GuardedSite.PASSWORD) : anns;
        Answer vic = anew ? house.login("vic", GuardedSite.PASSWORD) : vics;
        int operator = row.rule() == Rule.FIRST ? 409 : 200;
        int reader = row.isForOperators() ? 403 : operator;
        boolean proven = row.isForOperators() || (row.rule() == Rule.READERS && usersOnly);
        int stranger = proven ? 401 : operator;
        int mistaken = row.rule() == Rule.VISITORS ? 401 : stranger;
        boolean acts = row.rule() == Rule.VISITORS && !row.method().equals("GET");
        int forged = acts ? 403 : reader;
        check(house, row, "nobody", Map.of(), stranger, null);
        check(house, row, "wrong", GuardedSite.basic("ann", "wrong horse"), mistaken, null);
        if (tried.add(row.rule())) { // once for each rule: it is made to take as long as a password
          check(
              house,
              row,
              "unknown",
              GuardedSite.basic("eve", GuardedSite.PASSWORD),
              mistaken,
              null);
        }
        check(house, row, "no token", GuardedSite.bearer("x".repeat(43)), mistaken, null);
        check(house, row, "no session", Map.of("Cookie", "sunherd_session=x"), stranger, null);
        check(house, row, "digest", Map.of("Authorization", "Digest x"), mistaken, null);
        check(house, row, "vic", GuardedSite.basic("vic", GuardedSite.PASSWORD), reader, null);
        check(house, row, "vic's token", GuardedSite.bearer(people.vicsToken()), reader, null);
        check(house, row, "vic's cookie", GuardedSite.cookie(vic), forged, null);
        check(house, row, "vic's page", GuardedSite.page(vic), reader, null);
        check(house, row, "ann", GuardedSite.basic("ann", GuardedSite.PASSWORD), operator, "ann");
        check(house, row, "ann's token", GuardedSite.bearer(people.annsToken()), operator, "ann");
        check(house, row, "ann's cookie", GuardedSite.cookie(ann), forged, null);
        check(house, row, "ann's page", GuardedSite.page(ann), operator, "ann");
      }
    }
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("without a users file nobody writes, and the answer says how to allow it")
  void withoutUsers(boolean usersOnly) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "# everybody was taken out\n");
    for (Path file : List.of(folder.resolve("nothing"), empty)) {
      try (GuardedSite house = new GuardedSite(file, usersOnly)) {
        for (GateRow row : TABLE) {
          boolean denied = row.isForOperators() || (row.rule() == Rule.READERS && usersOnly);
          // Where it has inverters nobody becomes its first user over HTTP, nor is there one to log
          // in.
          int status =
              row.rule() == Rule.FIRST
                  ? 409
                  : denied || row.operation().path().equals("/api/v1/login") ? 403 : 200;
          for (Map<String, String> headers :
              List.of(
                  Map.<String, String>of(),
                  GuardedSite.basic("ann", GuardedSite.PASSWORD),
                  GuardedSite.bearer(people.annsToken()),
                  Map.of("Cookie", "sunherd_session=x", "X-CSRF-Token", "x"))) {
            if (row.rule() == Rule.VISITORS && headers.containsKey("Authorization")) {
              continue; // which is a wrong proof, where there is nobody
            }
            Answer answer = check(house, row, "anybody", headers, status, null);
            if (status == 403) {
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
    try (GuardedSite house = new GuardedSite(bad, usersOnly)) {
      for (GateRow row : TABLE) {
        boolean open =
            row.uri().equals("/health/live") || (row.rule() == Rule.READERS && !usersOnly);
        if (row.rule() == Rule.VISITORS) {
          continue; // nobody in particular may be somebody whom the file would tell of
        }
        int status = open ? 200 : 503;
        check(house, row, "nobody", Map.of(), status, null);
        check(house, row, "ann", GuardedSite.basic("ann", GuardedSite.PASSWORD), status, null);
        check(house, row, "ann's token", GuardedSite.bearer(people.annsToken()), status, null);
      }
      Answer login = house.login("ann", GuardedSite.PASSWORD);
      assertEquals(503, login.status());
      assertFalse(login.body().contains("let-me-in"), login.body());
    }
  }

  private static Answer check(
      GuardedSite house,
      GateRow row,
      String who,
      Map<String, String> headers,
      int status,
      String writer) {
    if (status == 401) {
      house.rig.advanceMs(901_000); // failures before are forgotten
    }
    house.heard();
    Answer answer = house.rig.ask(row.method(), row.uri(), headers, row.body());
    assertEquals(
        row.answer(status), answer.status(), row.route() + " by " + who + ": " + answer.body());
    List<Object> wishes =
        house.heard().stream().filter(wish -> WISHES.contains(wish.getClass())).toList();
    boolean written = row.isForOperators() && status == 200;
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
    if (wish instanceof Acknowledge seen) {
      return new Actor(seen.by(), true, "127.0.0.1");
    }
    if (wish instanceof PushBattery told) {
      return told.actor();
    }
    if (wish instanceof TakeBack back) {
      return new Actor(back.by(), true, back.from());
    }
    return wish instanceof Undo undo ? undo.actor() : ((Restore) wish).actor();
  }

  @Test
  @DisplayName("HEAD reads what GET reads, and is closed with it; other methods are a 405")
  void otherMethods() {
    try (GuardedSite house = new GuardedSite(people.file(), true)) {
      for (GateRow row : TABLE) {
        if (row.rule() == Rule.READERS) {
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

  private static String allowed(GateRow asked) {
    String path = asked.operation().path();
    Map<String, Boolean> methods = new LinkedHashMap<>();
    for (GateRow row : TABLE) {
      if (row.operation().path().equals(path)) {
        methods.put(row.method(), true);
        if (row.method().equals("GET")) {
          methods.put("HEAD", true);
        }
      }
    }
    return methods.keySet().stream().collect(Collectors.joining(", "));
  }
}
