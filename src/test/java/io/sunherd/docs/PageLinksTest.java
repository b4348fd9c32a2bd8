package io.sunherd.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.docs.Pages.Page;
import io.sunherd.suite.PureTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@PureTests
@DisplayName("The pages of the documentation")
class PageLinksTest {
  /** More is no overview any more: what is more belongs on a page of its own. */
  private static final int MOST_LINES = 220;

  static List<Page> pages() {
    return Pages.all();
  }

  private static boolean isElsewhere(String link) {
    return link.matches("[a-z]+:.*");
  }

  private static Path target(Page page, String link) {
    String path = link.replaceFirst("#.*", "");
    Path folder = Optional.ofNullable(page.file().getParent()).orElse(Path.of(""));
    return path.isEmpty() ? page.file() : folder.resolve(path).normalize();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    Path target = target(page, link);
    if (!Files.exists(target)) {
      return false;
    }
    int hash = link.indexOf('#');
    return hash < 0
        || target.toString().endsWith(".md")
            && Pages.of(target).anchors().contains(link.substring(hash + 1));
  }

  @ParameterizedTest
  @MethodSource("pages")
  @DisplayName("link to files and headings that there are")
  void links(Page page) {
    List<String> dead = new ArrayList<>(page.links());
    dead.removeIf(link -> isElsewhere(link) || leadsSomewhere(page, link));
    assertEquals(List.of(), dead);
  }

  @Test
  @DisplayName("are all to be found from the README, and those of src/docs lead back")
  void isFound() {
    Set<Path> found = new LinkedHashSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(Pages.README));
    while (!next.isEmpty()) {
      Path file = next.pop();
      if (file.toString().endsWith(".md") && found.add(file)) {
        Page page = Pages.of(file);
        page.links().stream()
            .filter(link -> !isElsewhere(link))
            .forEach(link -> next.push(target(page, link)));
      }
    }
    for (Page page : Pages.all()) {
      if (page.file().startsWith("src/docs")) {
        assertTrue(found.contains(page.file()), () -> page + " is linked from nowhere");
        assertTrue(page.text().startsWith("["), () -> page + " does not begin with a way back");
      }
    }
  }

  @Test
  @DisplayName("begin with a README that is an overview")
  void isShort() {
    long lines = Pages.of(Pages.README).text().lines().count();
    assertTrue(lines <= MOST_LINES, () -> "README.md has " + lines + " lines");
  }
}
