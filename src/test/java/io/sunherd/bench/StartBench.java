package io.sunherd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * How long a packaged hub takes from the start of its process to its first answer: without a unit,
 * as it is installed, and with nine; and, in turn with it, a bare Vert.x of the same jars and Java
 * options. Arguments: its folder, with java.options, sunherd.jar and, where one was made,
 * sunherd.jsa; how often; and the package, for its size.
 */
public final class StartBench {
  private static final long MOST_MILLIS = 600;
  private static final double MOST_MEGABYTES = 25;
  private static final Map<String, String> NO_UNIT = Map.of("SUNHERD_INVERTERS", "[]");

  private StartBench() {}

  /** Something that starts and answers. */
  private interface Start {
    PackagedHub in(Path work) throws Exception;
  }

  /**
   * One start.
   *
   * @param wall milliseconds to its first answer
   * @param cpu milliseconds of all cores until then: what is left of it on a busy machine
   */
  private record Took(long wall, long cpu) {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<Took> installed = new ArrayList<>();
    List<Took> nine = new ArrayList<>();
    List<Took> bare = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      installed.add(took(work -> new PackagedHub(folder, work, NO_UNIT)));
      nine.add(took(work -> new PackagedHub(folder, work)));
      bare.add(took(work -> PackagedHub.bare(folder, work)));
    }
    told("as installed", installed);
    told("nine units", nine);
    told("bare Vert.x", bare);
    System.out.printf(
        Locale.ROOT,
        "as installed, of bare Vert.x: %.2f, in time at work %.2f%n",
        (double) median(installed, Took::wall) / median(bare, Took::wall),
        (double) median(installed, Took::cpu) / median(bare, Took::cpu));
    if (args.length > 2) {
      size(Path.of(args[2]));
    }
  }

  private static Took took(Start start) throws Exception {
    Path work = Files.createTempDirectory("start");
    long begun = System.nanoTime();
    try (PackagedHub hub = start.in(work)) {
      long took = System.nanoTime() - begun;
      return new Took(TimeUnit.NANOSECONDS.toMillis(took), hub.cpu().toMillis());
    }
  }

  private static void told(String what, List<Took> took) {
    LongSummaryStatistics wall = took.stream().mapToLong(Took::wall).summaryStatistics();
    long median = median(took, Took::wall);
    System.out.printf(
        Locale.ROOT,
        "%-12s first answer: median %d ms of %d starts, %d to %d: %.2f of the limit of %d ms;"
            + " at work %d ms%n",
        what,
        median,
        took.size(),
        wall.getMin(),
        wall.getMax(),
        (double) median / MOST_MILLIS,
        MOST_MILLIS,
        median(took, Took::cpu));
  }

  private static long median(List<Took> took, ToLongFunction<Took> part) {
    return took.stream().mapToLong(part).sorted().toArray()[took.size() / 2];
  }

  private static void size(Path built) throws IOException {
    double megabytes = Files.size(built) / 1e6;
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f MB, %.2f of the limit of %.0f MB%n",
        built.getFileName(),
        megabytes,
        megabytes / MOST_MEGABYTES,
        MOST_MEGABYTES);
  }
}
