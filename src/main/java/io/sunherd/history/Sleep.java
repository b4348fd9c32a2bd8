package io.sunherd.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How long the machine has slept: on Linux the uptime includes sleep, the monotonic clock does not.
 * Other systems do not show it; there a sleep looks like a clock that was set.
 */
final class Sleep {
  private static final Path UPTIME = Path.of("/proc/uptime");

  private Sleep() {}

  /** The time slept since some fixed moment, in seconds, or 0 where that is not known. */
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
