package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.docs.Pages;
import io.sunherd.suite.PureTests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command line and every configuration that the README and its pages show is one. */
@PureTests
class ReadmeTest {
  /** In code quotes or at the start of a line of a code block; a command's mere name is prose. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?:`|^)(?:sunherd|java -jar target/sunherd\\.jar) ([^`#\\n]+)", Pattern.MULTILINE);

  static List<String> lines() {
    return Pages.all().stream()
        .flatMap(page -> LINE.matcher(page.text()).results())
        .map(result -> result.group(1).strip())
        .filter(line -> !line.startsWith("COMMAND") && !line.equals("simulate"))
        .distinct()
        .toList();
  }

  @Test
  void linesAreShown() {
    List<String> lines = lines();
    assertTrue(lines.size() >= 15, lines::toString);
    for (String part : List.of("--status", "--daemon", "serve", "scan", "simulate", "passwd")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(part)), part);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isAccepted(String line) {
    String[] words =
        Stream.of(line.split("\\s+", -1)).map(ReadmeTest::filledIn).toArray(String[]::new);
    CommandLine.ParseResult parsed = Sunherd.commandLine().parseArgs(words);
    assertEquals(Arrays.asList(words), parsed.originalArgs());
    assertEquals(List.of(), parsed.unmatched());
  }

  static List<String> configurations() {
    return Pages.all().stream().flatMap(page -> page.blocks("yaml").stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void isAConfiguration(String text) {
    assertDoesNotThrow(() -> ConfigFile.loader().parse("example.yaml", text, Map.of()));
  }

  private static String filledIn(String word) {
    return word.equals("HEX...") ? "2842e7c90d" : word;
  }
}
