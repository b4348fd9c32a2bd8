package io.sunherd.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long a packaged hub takes from the start of its process to its first answer. Arguments: its
 * folder, with java.options, sunherd.jar and, where one was made, sunherd.jsa; and how often.
 */
public final class StartBench {
  private StartBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long[] took = new long[Integer.parseInt(args[1])];
    for (int i = 0; i < took.length; i++) {
      took[i] = start(folder);
    }
    Arrays.sort(took);
    System.out.printf(
        "first answer: median %d ms of %d starts, %d to %d%n",
        took[took.length / 2], took.length, took[0], took[took.length - 1]);
  }

  private static long start(Path folder) throws Exception {
    Path work = Files.createTempDirectory("start");
    long begun = System.nanoTime();
    try (PackagedHub hub = new PackagedHub(folder, work)) {
      long took = System.nanoTime() - begun;
      return hub.port() == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(took);
    }
  }
}
