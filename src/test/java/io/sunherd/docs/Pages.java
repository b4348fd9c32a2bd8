package io.sunherd.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written for people: the README, the pages it leads to, and those of .github. */
public final class Pages {
  /** Where everybody begins. */
  public static final Path README = Path.of("README.md");

  private static final List<Path> FOLDERS =
      List.of(Path.of("src/docs"), Path.of(".github"), Path.of("webroot/vendor"));
  private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", 40);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");

  private Pages() {}

  /**
   * One page.
   *
   * @param file where it is, from the project's folder
   * @param text all of it
   */
  public record Page(Path file, String text) {
    /** What it links to, as it is written. */
    public List<String> links() {
      return groups(LINK, prose());
    }

    /** The places in it that a link may lead to, as GitHub makes them of its headings. */
    public Set<String> anchors() {
      return groups(HEADING, prose()).stream()
          .map(title -> title.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
          .map(title -> title.replace(' ', '-'))
          .collect(Collectors.toSet());
    }

    /** Its blocks of code in a language. */
    public List<String> blocks(String language) {
      return BLOCK
          .matcher(text)
          .results()
          .filter(block -> block.group(1).equals(language))
          .map(block -> block.group(2))
          .toList();
    }

    /** What it has in code quotes. */
    public List<String> quoted() {
      return groups(QUOTED, prose());
    }

    /** What it says outside of blocks of code. */
    public String prose() {
      return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).toList();
  }

  /** The page in a file. */
  public static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them. */
  public static List<Page> all() {
    List<Page> pages = new ArrayList<>(List.of(of(README)));
    for (Path folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .sorted()
            .map(Pages::of)
            .forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }
}
