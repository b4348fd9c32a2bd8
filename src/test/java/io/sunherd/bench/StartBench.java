package io.sunherd.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a packaged hub takes from the start of its process to its first answer, beside a server
 * of Vert.x alone with the same flags, and how large the package is. Arguments: the hub's folder,
 * with java.options, sunherd.jar and, where one was made, sunherd.jsa; how often; and the package,
 * if it is to be weighed.
 */
public final class StartBench {
  private static final long MOST_MS = 600;
  private static final double MOST_MB = 25;

  private StartBench() {}

  /** One start, in milliseconds. */
  private interface Start {
    long took() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int times = Integer.parseInt(args[1]);
    long hub = median("first answer", times, () -> hub(folder));
    long bare = median("first answer of bare Vert.x", times, () -> bare(folder));
    System.out.printf(
        "first answer: %d ms, limit %d ms, ratio %.2f; bare Vert.x: %d ms, the hub %.2f of it%n",
        hub, MOST_MS, (double) hub / MOST_MS, bare, (double) hub / bare);
    if (args.length > 2) {
      double size = Files.size(Path.of(args[2])) / 1e6;
      System.out.printf(
          "package: %.1f MB, limit %.0f MB, ratio %.2f%n", size, MOST_MB, size / MOST_MB);
    }
  }

  private static long median(String what, int times, Start start) throws Exception {
    long[] took = new long[times];
    for (int i = 0; i < times; i++) {
      took[i] = start.took();
    }
    Arrays.sort(took);
    System.out.printf(
        "%s: median %d ms of %d starts, %d to %d%n",
        what, took[times / 2], times, took[0], took[times - 1]);
    return took[times / 2];
  }

  private static long hub(Path folder) throws Exception {
    Path work = Files.createTempDirectory("start");
    long begun = System.nanoTime();
    try (PackagedHub hub = new PackagedHub(folder, work)) {
      long took = System.nanoTime() - begun;
      return hub.port() == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(took);
    }
  }

  private static long bare(Path folder) throws Exception {
    Path work = Files.createTempDirectory("start");
    int port = PackagedHub.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            "java",
            "@" + folder.resolve("java.options"),
            "-cp",
            classPath(folder),
            Bare.class.getName(),
            Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(work.resolve("log").toFile());
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      PackagedHub.awaitAnswer(process, port, work);
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    } finally {
      process.destroy();
      process.onExit().join();
    }
  }

  /** The hub's libraries, and this class. */
  private static String classPath(Path folder) throws IOException {
    Path here =
        Path.of(StartBench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      List<String> all = jars.map(Path::toString).sorted().toList();
      return here + ":" + String.join(":", all);
    }
  }

  /** A server that answers everything with nothing. */
  static final class Bare {
    private Bare() {}

    public static void main(String[] args) {
      Vertx.vertx()
          .createHttpServer()
          .requestHandler(request -> request.response().end())
          .listen(Integer.parseInt(args[0]), "127.0.0.1")
          .onFailure(Throwable::printStackTrace);
    }
  }
}
