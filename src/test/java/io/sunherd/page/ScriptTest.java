package io.sunherd.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sunherd.suite.ProcessTests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The page's script by a linter, a type check and its unit tests, none of which the page itself
 * needs. They run in a copy under target, which has the paths of the project.
 */
@ProcessTests
@DisplayName("The page's script")
class ScriptTest {
  private static final Path CHECKS = Path.of("src/test/page");
  private static final Path COPY = Path.of("target/script");
  private static final int MINUTES = 5;

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("node_modules"))
          .sorted()
          .toList();
    }
  }

  /** What is gone from the project is gone from the copy, too. */
  private static void copy(Path folder) throws IOException {
    if (Files.exists(COPY.resolve(folder))) {
      for (Path old : files(COPY.resolve(folder))) {
        if (!Files.exists(COPY.relativize(old))) {
          Files.delete(old);
        }
      }
    }
    for (Path file : files(folder)) {
      Path target = COPY.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What the command says, whether it went well or not. */
  private record Outcome(int code, String said) {}

  private static Outcome run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(COPY, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      return new Outcome(-1, "%s took more than %d minutes".formatted(command, MINUTES));
    }
    return new Outcome(process.exitValue(), Files.readString(said));
  }

  private static void goesWell(Path folder, String... command)
      throws IOException, InterruptedException {
    Outcome outcome = run(folder, List.of(command));
    assertEquals(0, outcome.code(), () -> Arrays.toString(command) + "\n" + outcome.said());
  }

  private static String tool(String path) {
    return COPY.resolve(CHECKS).resolve("node_modules").resolve(path).toAbsolutePath().toString();
  }

  /** The types of what others wrote are theirs. */
  private static void leaveAlone(Path folder) throws IOException {
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".js")) {
        Files.writeString(COPY.resolve(file), "// @ts-nocheck\n" + Files.readString(file));
      }
    }
  }

  @BeforeAll
  static void installs() throws IOException, InterruptedException {
    assumeTrue(
        isThere("node") && isThere("npm"),
        "No node and npm on the PATH, so the page's script is not checked; on Debian:"
            + " apt-get install nodejs npm");
    Path installed = COPY.resolve(CHECKS).resolve("node_modules/installed.json");
    Path wanted = CHECKS.resolve("package-lock.json");
    copy(CHECKS);
    copy(Path.of("webroot"));
    leaveAlone(Path.of("webroot/vendor"));
    Files.writeString(COPY.resolve("package.json"), "{\"type\": \"module\"}");
    if (!Files.exists(installed) || Files.mismatch(installed, wanted) >= 0) {
      goesWell(COPY.resolve(CHECKS), "npm", "ci", "--ignore-scripts", "--prefer-offline");
      Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  @DisplayName("has no fault that the linter knows")
  void lint() throws IOException, InterruptedException {
    goesWell(
        COPY,
        "node",
        tool("eslint/bin/eslint.js"),
        "--max-warnings=0",
        "--config",
        CHECKS.resolve("eslint.config.js").toString(),
        "webroot/js",
        "webroot/worker.js",
        CHECKS.toString());
  }

  @Test
  @DisplayName("takes every value for what it is")
  void types() throws IOException, InterruptedException {
    goesWell(COPY, "node", tool("typescript/bin/tsc"), "--project", CHECKS.toString());
  }

  @Test
  @DisplayName("works out what it should without a browser")
  void units() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
    files(CHECKS).stream()
        .map(Path::toString)
        .filter(file -> file.endsWith(".test.js"))
        .forEach(command::add);
    assertTrue(command.size() > 5, command::toString);
    goesWell(COPY, command.toArray(String[]::new));
  }
}
