package io.sunherd.cli;

import io.sunherd.backup.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Prints how far a backup or a scan is, about once a second, if standard error is a terminal. */
final class BytesLine implements Progress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Clears what a longer line before has left. */
  private static final String REST = "        ";

  private static final String NONE = "\r" + " ".repeat(60) + "\r";

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final boolean seen;
  private long next;
  private boolean told;

  BytesLine(PrintWriter err, LongSupplier nanos) {
    this(err, ProgressLine.isSeen(), nanos);
  }

  /**
   * @param seen whether standard error is a terminal
   */
  BytesLine(PrintWriter err, boolean seen, LongSupplier nanos) {
    this.err = err;
    this.seen = seen;
    this.nanos = nanos;
    this.next = nanos.getAsLong() + EVERY_NANOS;
  }

  @Override
  public void at(String name, long done, long size) {
    boolean isBegun = size == 0; // what takes long and cannot tell how far it is
    if (!seen || (!isBegun && nanos.getAsLong() - next < 0)) {
      return;
    }
    next = nanos.getAsLong() + EVERY_NANOS;
    told = true;
    err.print(
        isBegun
            ? "\r" + name + " ..." + REST
            : String.format(Locale.ROOT, "\r%s, %d %%%s", name, 100 * done / size, REST));
    err.flush();
  }

  /** Takes the line away, if there is one. */
  void clear() {
    if (told) {
      err.print(NONE);
      err.flush();
      told = false;
    }
  }

  /** Ends the line, if there is one. */
  void done() {
    if (told) {
      err.println();
      told = false;
    }
  }
}
