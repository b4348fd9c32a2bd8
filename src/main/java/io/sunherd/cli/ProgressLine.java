package io.sunherd.cli;

import io.sunherd.extract.Archive;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Prints the progress of a long task about once a second, if standard error is a terminal. */
final class ProgressLine implements Archive.Progress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Reading the clock costs more than writing a row. */
  private static final int ROWS_PER_LOOK = 1 << 12;

  private final PrintWriter err;
  private final boolean seen;
  private final long from;
  private final long to;
  private final LongSupplier nanos;
  private long rows;
  private long next;
  private boolean told;

  /**
   * @param seen whether standard error is a terminal
   * @param from where it begins
   * @param to where it ends
   */
  ProgressLine(PrintWriter err, boolean seen, long from, long to, LongSupplier nanos) {
    this.err = err;
    this.seen = seen;
    this.from = from;
    this.to = to;
    this.nanos = nanos;
    this.next = nanos.getAsLong() + EVERY_NANOS;
  }

  /** Whether standard error is a terminal. */
  static boolean isSeen() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // only Linux shows it without a library
    }
  }

  @Override
  public void at(long place) {
    rows++;
    if (!seen || rows % ROWS_PER_LOOK != 0 || nanos.getAsLong() - next < 0) {
      return;
    }
    next = nanos.getAsLong() + EVERY_NANOS;
    told = true;
    long percent = 100 * (place - from) / Math.max(1, to - from);
    err.print(String.format(Locale.ROOT, "\r%,d rows, %d %%", rows, percent));
    err.flush();
  }

  /** Ends the line, if there is one. */
  long done() {
    if (told) {
      err.print(String.format(Locale.ROOT, "\r%,d rows, 100 %%%n", rows));
      err.flush();
    }
    return rows;
  }
}
