package io.sunherd;

import io.sunherd.link.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A unit with framing of its own on a pseudo-terminal. */
public final class ForeignPort implements AutoCloseable {
  private final Pty pty;
  private final ForeignAnswers unit;
  private final int baud;

  /** A unit at that place, which answers at once. */
  public ForeignPort(Path name, ForeignAnswers unit) throws IOException {
    this(name, unit, 0);
  }

  /**
   * A unit at that place.
   *
   * @param baud the speed of its line, or 0 for one that takes no time
   */
  public ForeignPort(Path name, ForeignAnswers unit, int baud) throws IOException {
    this.unit = unit;
    this.baud = baud;
    pty = Pty.open();
    pty.linkAs(name);
    Thread thread = new Thread(this::serve, "unit-" + name.getFileName());
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    byte[] request = new byte[256];
    byte[] bytes = new byte[64];
    int length = 0;
    try {
      for (int count = pty.read(bytes, Duration.ofHours(1));
          count >= 0;
          count = pty.read(bytes, Duration.ofHours(1))) {
        for (int i = 0; i < count; i++) {
          request[length++] = bytes[i];
          if (bytes[i] == '\r') {
            say(length, unit.answer(Arrays.copyOf(request, length)));
            length = 0;
          }
        }
      }
    } catch (IOException e) {
      pty.close(); // the cable was pulled
    }
  }

  /** At the pace of the line: what was asked takes its time, too. */
  private void say(int asked, byte[] reply) throws IOException {
    if (baud > 0) {
      boolean unused = pty.pause(Duration.ofNanos(10_000_000_000L / baud * (asked + reply.length)));
    }
    pty.write(reply);
  }

  @Override
  public void close() {
    pty.close();
  }
}
