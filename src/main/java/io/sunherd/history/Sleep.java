package io.sunherd.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How long the machine has slept: Linux counts that in its uptime, but not in the clock that never
 * jumps. Elsewhere it is never told, and a machine that slept has had its clock set.
 */
final class Sleep {
  private static final Path UPTIME = Path.of("/proc/uptime");

  private Sleep() {}

  /** So many seconds longer than at some fixed moment, or 0 where that is not known. */
  static long seconds() {
    if (!Files.isReadable(UPTIME)) {
      return 0;
    }
    try {
      String uptime = Files.readString(UPTIME).replaceFirst(" .*\\s*", "");
      double awake = System.nanoTime() / (double) TimeUnit.SECONDS.toNanos(1);
      return Math.round(Double.parseDouble(uptime) - awake);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
