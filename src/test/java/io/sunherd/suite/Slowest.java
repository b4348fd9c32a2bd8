package io.sunherd.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints how many tests a build ran, and which classes of them took longest. */
public final class Slowest {
  private static final int SHOWN = 20;
  private static final Pattern SUITE =
      Pattern.compile(
          "<testsuite [^>]*?\\bname=\"([^\"]*)\" time=\"([\\d.,]+)\" tests=\"(\\d+)\""
              + " errors=\"(\\d+)\" skipped=\"(\\d+)\"");

  private Slowest() {}

  private record Suite(String name, double seconds, int tests, int skipped) {
    static Suite of(Path report) {
      try {
        Matcher suite = SUITE.matcher(Files.readString(report));
        if (!suite.find()) {
          throw new IllegalStateException(report + " is no report of tests.");
        }
        return new Suite(
            suite.group(1),
            Double.parseDouble(suite.group(2).replace(",", "")),
            Integer.parseInt(suite.group(3)),
            Integer.parseInt(suite.group(5)));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  /** Takes the folder of the reports, and when the build began: older ones are of another. */
  public static void main(String[] args) throws IOException {
    Instant began = Instant.parse(args[1]);
    List<Suite> suites;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      suites =
          files
              .filter(file -> file.toString().endsWith(".xml"))
              .filter(file -> file.toFile().lastModified() >= began.toEpochMilli())
              .map(Suite::of)
              .sorted(Comparator.comparingDouble(Suite::seconds).reversed())
              .toList();
    }
    System.out.printf(
        Locale.ROOT,
        "%d tests in %d classes, %d of them skipped. The slowest classes, in seconds:%n",
        suites.stream().mapToInt(Suite::tests).sum(),
        suites.size(),
        suites.stream().mapToInt(Suite::skipped).sum());
    suites.stream()
        .limit(SHOWN)
        .forEach(
            suite ->
                System.out.printf(
                    Locale.ROOT, "%8.1f  %s (%d)%n", suite.seconds(), suite.name(), suite.tests()));
  }
}
