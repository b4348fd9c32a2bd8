package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.docs.Pages.Page;
import io.sunherd.suite.PureTests;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@PureTests
@DisplayName("What the documentation shows")
class ExamplesTest {
  private static final Pattern BODY = Pattern.compile("-d '([^']+)'");
  private static final Pattern ROUTE =
      Pattern.compile("\\b(?:GET|PUT|POST|DELETE) (/[\\w/.-]*[\\w-])");
  private static final Pattern FILE =
      Pattern.compile("(?<![\\w/.$-])(?:conf|docker|src|webroot|\\.ci)/[\\w./-]*\\w");

  static List<Page> pages() {
    return Pages.all();
  }

  private static List<String> shell(Page page) {
    List<String> all = new ArrayList<>(page.blocks("sh"));
    all.addAll(page.quoted());
    return all;
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("as JSON is JSON")
  void bodies(Page page) {
    List<String> bodies = new ArrayList<>();
    for (String text : shell(page)) {
      BODY.matcher(text).results().map(body -> body.group(1)).forEach(bodies::add);
      if (text.startsWith("{\"")) {
        bodies.add(text.replace("...", "0").replace("\"0\"", "\"\""));
      }
    }
    for (String body : bodies) {
      String whole = body.endsWith(", 0}") ? body.replace(", 0}", "}") : body;
      assertDoesNotThrow(() -> Json.decodeValue(whole), body);
    }
  }

  private static Set<String> routes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("webroot/openapi.yaml"))) {
      return lines
          .filter(line -> line.matches("  /[^:]*:"))
          .map(line -> line.strip().replace(":", "").replaceAll("\\{\\w+}", "X"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  @DisplayName("as a route is described in openapi.yaml")
  void routesAreThere() throws IOException {
    Set<String> known = routes();
    Set<String> shown = new TreeSet<>();
    for (Page page : Pages.all()) {
      ROUTE
          .matcher(page.prose())
          .results()
          .map(route -> route.group(1).replaceAll("/[A-Z]+(?=/|$)", "/X"))
          .forEach(shown::add);
    }
    assertTrue(shown.size() > 15, shown::toString);
    shown.removeAll(known);
    assertEquals(Set.of(), shown);
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("as a file of the project is there")
  void files(Page page) {
    Set<String> missing = new TreeSet<>();
    for (String text : shell(page)) {
      FILE.matcher(text).results().map(file -> file.group()).forEach(missing::add);
    }
    // What the hub itself makes there.
    missing.removeIf(file -> file.equals("conf/users") || Files.exists(Path.of(file)));
    missing.removeIf(file -> file.contains("FAMILY_CODE"));
    assertEquals(Set.of(), missing);
  }

  @Test
  @DisplayName("to install does not wait for tests")
  void installsAtOnce() {
    for (Page page : Pages.all()) {
      for (String text : shell(page)) {
        assertFalse(text.contains("mvn -q package") && !text.contains("package -DskipTests"), text);
      }
    }
  }
}
