package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.docs.Pages.Page;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page follows the tables in {@code protocol}: what this test leaves can be put in place. */
@PureTests
@DisplayName("The page on the dialects")
class DialectsPageTest {
  private static final Page PAGE = Pages.of(Path.of("src/docs/dialects.md"));
  private static final Path RIGHT = Path.of("target/dialects.md");
  private static final Pattern REASON =
      Pattern.compile("^- ((?:`\\w+`(?:, )?)+)((?:, )?[a-z ,]+): ", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("`\\w+`");

  @Test
  @DisplayName("has the tables that the program has")
  void tables() throws IOException {
    String right = DialectTables.corrected(PAGE.text());
    Files.createDirectories(RIGHT.getParent());
    Files.writeString(RIGHT, right);
    assertTrue(right.contains(DialectTables.capabilities().get(0)), "no table of what there is");
    assertTrue(right.contains(DialectTables.settings().get(0)), "no table of the settings");
    assertEquals(right, PAGE.text(), "cp target/dialects.md src/docs/dialects.md");
  }

  @Test
  @DisplayName("tells why, wherever something is missing, and nowhere else")
  void reasons() {
    Set<String> told = new TreeSet<>();
    REASON
        .matcher(PAGE.text())
        .results()
        .forEach(
            reason -> {
              String what = reason.group(2).replaceFirst("^, ", "");
              for (String id : ID.matcher(reason.group(1)).results().map(r -> r.group()).toList()) {
                told.addAll(
                    Pattern.compile(", ")
                        .splitAsStream(what)
                        .map(one -> id + ", " + one)
                        .collect(Collectors.toSet()));
              }
            });
    assertEquals(DialectTables.missing(), told);
  }
}
