package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.docs.Pages.Page;
import io.sunherd.sim.fault.Faults;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("The tables of the documentation")
class TablesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/sunherd");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TYPE = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w+)`");
  private static final Pattern BENCH = Pattern.compile("io\\.sunherd\\.bench\\.(\\w+)");

  private static Page page(String name) {
    return Pages.of(Path.of("src/docs", name));
  }

  /** What the first cells of its rows have in code quotes; a dot in front stands for the room. */
  private static Set<String> named(Page page) {
    Set<String> names = new TreeSet<>();
    page.prose()
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> {
              String room = "";
              for (var one : QUOTED.matcher(line.split(" \\| ", 2)[0]).results().toList()) {
                String name = one.group(1);
                names.add(name.startsWith(".") ? room + name : name);
                room = name.contains(".") && !name.startsWith(".") ? name.split("\\.")[0] : room;
              }
            });
    return names;
  }

  @Test
  @DisplayName("tell every package there is")
  void house() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<String> packages =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(packages, named(page("house.md")));
    }
  }

  @Test
  @DisplayName("and the decisions name classes that there are")
  void decisions() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/docs/decisions"))) {
      for (Path file : files.toList()) {
        TYPE.matcher(Pages.of(file).prose())
            .results()
            .map(type -> type.group(1))
            .filter(type -> !isThere(type))
            .forEach(missing::add);
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static boolean isThere(String type) {
    String file = type.replace('.', '/') + ".java";
    return Files.exists(SOURCES.resolve(file)) || Files.exists(SOURCES.resolve("bus/" + file));
  }

  @Test
  @DisplayName("tell every fault that the simulator plays")
  void faults() {
    Set<String> faults =
        Arrays.stream(Faults.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(faults, named(page("simulator.md")));
  }

  @Test
  @DisplayName("tell every bench")
  void benches() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/java/io/sunherd/bench"))) {
      Set<String> benches =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Bench"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> told =
          BENCH
              .matcher(page("testing.md").text())
              .results()
              .map(bench -> bench.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(benches, told);
    }
  }
}
