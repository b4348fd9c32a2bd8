package io.sunherd.cli;

import io.sunherd.backup.Progress;
import io.sunherd.extract.Archive;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far a long task is, on one line that is written again about once a second and is gone
 * in the end. There is one only where standard error is a terminal.
 */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Reading the clock costs more than writing a row. */
  private static final int ROWS_PER_LOOK = 1 << 12;

  private final PrintWriter err;
  private final boolean seen;
  private final LongSupplier nanos;
  private long next;
  private String shown = "";

  /** On standard error, if that is a terminal. */
  ProgressLine(PrintWriter err) {
    this(err, isTerminal(2), System::nanoTime);
  }

  /**
   * @param seen whether it is on a terminal
   */
  ProgressLine(PrintWriter err, boolean seen, LongSupplier nanos) {
    this.err = err;
    this.seen = seen;
    this.nanos = nanos;
    this.next = nanos.getAsLong() + EVERY_NANOS;
  }

  /** Whether one of the three streams that every process has is a terminal. */
  static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // only Linux shows it without a library
    }
  }

  /** Shows something at once, in place of what is shown. */
  void show(String text) {
    if (!seen) {
      return;
    }
    next = nanos.getAsLong() + EVERY_NANOS;
    err.print("\r" + text + " ".repeat(Math.max(0, shown.length() - text.length())));
    err.flush();
    shown = text;
  }

  /** Takes away what is shown, so that something else stands in its place. */
  void clear() {
    if (!shown.isEmpty()) {
      err.print("\r" + " ".repeat(shown.length()) + "\r");
      err.flush();
      shown = "";
    }
  }

  @Override
  public void close() {
    clear();
  }

  /**
   * Shows how far rows are.
   *
   * @param from where they begin
   * @param to where they end
   */
  Archive.Progress rows(long from, long to) {
    return new Archive.Progress() {
      private long rows;

      @Override
      public void at(long place) {
        rows++;
        if (rows % ROWS_PER_LOOK == 0 && isDue()) {
          long percent = 100 * (place - from) / Math.max(1, to - from);
          show(String.format(Locale.ROOT, "%,d rows, %d %%", rows, percent));
        }
      }
    };
  }

  /** Shows how far a backup is; a part that takes long and cannot tell how far it is, at once. */
  Progress parts() {
    return (name, done, size) -> {
      if (size == 0) {
        show(name + " ...");
      } else if (isDue()) {
        show(String.format(Locale.ROOT, "%s, %d %%", name, 100 * done / size));
      }
    };
  }

  /** Shows how much passes by, where nobody knows how much is to come. */
  OutputStream bytes(OutputStream to) {
    return new FilterOutputStream(to) {
      private long passed;

      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        passed += length;
        if (isDue()) {
          show(String.format(Locale.ROOT, "%,d kB", passed / 1_000));
        }
      }
    };
  }

  private boolean isDue() {
    return seen && nanos.getAsLong() - next >= 0;
  }
}
