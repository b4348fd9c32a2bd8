package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sunherd.suite.ProcessTests;
import io.sunherd.web.GateRow.Rule;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gate: before all else, and while nobody has the hub")
@ProcessTests
class DeniedFirstTest {
  private static final List<GateRow> TABLE = GateRow.all();

  @TempDir Path folder;
  private People people;

  @BeforeEach
  void people() throws IOException {
    people = People.in(folder);
  }

  @ParameterizedTest(name = "read: users is {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("a hub that nobody has yet lets itself be looked at, and claimed")
  void unclaimed(boolean usersOnly) {
    Site site = GuardedSite.site(folder.resolve("unclaimed"), usersOnly, Path.of("no-such-folder"));
    try (GuardedSite house = new GuardedSite(site.with(List.of(), List.of()))) {
      List<GateRow> last = new ArrayList<>();
      for (GateRow row : TABLE) {
        if (row.rule() == Rule.FIRST) {
          last.add(row);
          continue;
        }
        boolean denied =
            row.rule() == Rule.OPERATORS
                || (row.rule() == Rule.READERS && usersOnly)
                || row.operation().path().equals("/api/v1/login");
        Answer answer = house.rig.ask(row.method(), row.uri(), Map.of(), row.body());
        assertEquals(denied, answer.status() == 403, row + ": " + answer.body());
        assertNotEquals(401, answer.status(), row.route());
        if (row.rule() == Rule.FINDERS) {
          assertEquals(200, answer.status());
        }
        if (row.method().equals("POST")) {
          Map<String, String> elsewhere = Map.of("Origin", "https://evil.example");
          Answer forged = house.rig.ask(row.method(), row.uri(), elsewhere, row.body());
          assertEquals(403, forged.status(), row.route());
        }
      }
      for (GateRow row : last) {
        assertEquals(200, house.rig.ask(row.method(), row.uri(), Map.of(), row.body()).status());
        assertEquals(409, house.rig.ask(row.method(), row.uri(), Map.of(), row.body()).status());
      }
    }
  }

  /** What is wrong with a request, besides who sends it. */
  private record Wrong(Map<String, String> headers, String query, String body) {
    static final List<Wrong> ALL =
        List.of(
            new Wrong(Map.of(), "", ""),
            new Wrong(Map.of("Content-Type", "application/xml"), "", "<a/>"),
            new Wrong(Map.of(), "", "{\"nonsense\": "),
            new Wrong(Map.of(), "", "{\"nonsense\": 1}"),
            new Wrong(Map.of(), "", " ".repeat(70_000)),
            new Wrong(Map.of("Expect", "nonsense"), "", "{}"),
            new Wrong(
                Map.of(),
                "inverter=barn&limit=x&by=week&dry_run=x&serial=%00&dialect=x&cmd=x&from=x",
                "{}"));

    String uri(GateRow row) {
      String barn = row.uri().replace("/roof-1", "/barn").replaceFirst("/17/", "/%20/");
      return query.isEmpty() ? row.uri() : barn.split("\\?", 2)[0] + "?" + query;
    }
  }

  @Test
  @DisplayName("who may not is told so before anything else that is wrong")
  void first() throws IOException {
    Map<String, String> vic = GuardedSite.bearer(people.vicsToken());
    try (GuardedSite house = new GuardedSite(people.file(), true);
        GuardedSite empty = new GuardedSite(folder.resolve("nobody"), true)) {
      for (GateRow row : TABLE) {
        for (Wrong wrong : Wrong.ALL) {
          if (row.isForOperators() || row.rule() == Rule.READERS) {
            assertEquals(401, denied(house, row, wrong, Map.of()), row + " " + wrong);
            assertEquals(403, denied(empty, row, wrong, Map.of()), row + " " + wrong);
          }
          if (row.isForOperators()) {
            assertEquals(403, denied(house, row, wrong, vic), row + " " + wrong);
          }
          if (row.rule() == Rule.FIRST) {
            assertEquals(409, denied(house, row, wrong, vic), row + " " + wrong);
          }
          if (row.rule() == Rule.VISITORS) {
            Map<String, String> digest = Map.of("Authorization", "Digest x");
            assertEquals(401, denied(house, row, wrong, digest), row + " " + wrong);
          }
        }
      }
      assertEquals(List.of(), house.heard());
    }
  }

  @Test
  @DisplayName("whose address cannot be decoded is told so last")
  void undecodable() {
    Map<String, String> vic = GuardedSite.basic("vic", GuardedSite.PASSWORD);
    Map<String, String> elsewhere = Map.of("Host", "evil.example");
    try (GuardedSite house = new GuardedSite(people.file(), true);
        GuardedSite open = new GuardedSite(people.file(), false)) {
      for (String uri : List.of("/%zz", "/api/v1/inverters/%f", "/%ff%zz", "/health/%zz")) {
        assertEquals(401, house.rig.ask("GET", uri, Map.of(), "").status(), uri);
        assertEquals(401, house.rig.ask("HEAD", uri, Map.of(), "").status(), uri);
        assertEquals(401, house.rig.ask("PUT", uri, Map.of(), "{}").status(), uri);
        assertEquals(421, house.rig.ask("GET", uri, elsewhere, "").status(), uri);
        assertEquals(403, house.rig.ask("PUT", uri, vic, "{}").status(), uri);
        assertEquals(400, house.rig.ask("GET", uri, vic, "").status(), uri);
        assertEquals(400, open.rig.ask("GET", uri, Map.of(), "").status(), uri);
        assertEquals(401, open.rig.ask("PUT", uri, Map.of(), "{}").status(), uri);
      }
      for (GateRow row : TABLE) {
        for (String query : List.of("?%ff%zz", "?a=%zz", "?%f")) {
          String uri = row.uri().split("\\?", 2)[0] + query;
          if (row.isForOperators() || row.rule() == Rule.READERS) {
            assertEquals(401, house.rig.ask(row.method(), uri, Map.of(), "").status(), uri);
          }
        }
      }
      String graph = "/graph?inverter=roof-1&column=%zz";
      assertEquals(400, house.rig.ask("GET", graph, vic, "").status());
      String settings = "/api/v1/inverters/roof-1/settings?%zz";
      assertEquals(400, house.rig.ask("GET", settings, vic, "").status());
    }
  }

  private static int denied(GuardedSite house, GateRow row, Wrong wrong, Map<String, String> who) {
    Map<String, String> headers = new LinkedHashMap<>(who);
    headers.putAll(wrong.headers());
    return house.rig.ask(row.method(), wrong.uri(row), headers, wrong.body()).status();
  }
}
