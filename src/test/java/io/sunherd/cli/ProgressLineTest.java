package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.backup.Progress;
import io.sunherd.extract.Archive;
import io.sunherd.suite.PureTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How far a long task is")
@PureTests
class ProgressLineTest {
  private final StringWriter printed = new StringWriter();
  private long nanos;

  private ProgressLine line(boolean seen) {
    return new ProgressLine(new PrintWriter(printed), seen, () -> nanos);
  }

  private static void write(Archive.Progress progress, int rows) {
    for (int i = 0; i < rows; i++) {
      progress.at(150);
    }
  }

  @Test
  @DisplayName("is told of rows once a second, and gone in the end")
  void rows() {
    try (ProgressLine line = line(true)) {
      Archive.Progress progress = line.rows(100, 200);
      write(progress, 10_000);
      assertEquals("", printed.toString());
      nanos += TimeUnit.SECONDS.toNanos(1);
      write(progress, 10_000);
      assertEquals("\r12,288 rows, 50 %", printed.toString());
    }
    assertEquals("\r12,288 rows, 50 %\r" + " ".repeat(17) + "\r", printed.toString());
  }

  @Test
  @DisplayName("is told of bytes that pass by")
  void bytes() throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    try (ProgressLine line = line(true)) {
      OutputStream out = line.bytes(passed);
      out.write(new byte[1_500_000]);
      assertEquals("", printed.toString());
      nanos += TimeUnit.SECONDS.toNanos(1);
      out.write(new byte[12_345], 45, 300);
      out.write(7);
      assertEquals("\r1,500 kB", printed.toString());
    }
    assertEquals("\r1,500 kB\r" + " ".repeat(8) + "\r", printed.toString());
    assertEquals(1_500_301, passed.size());
  }

  @Test
  @DisplayName("covers what stood there, and tells at once of what takes long unseen")
  void parts() {
    try (ProgressLine line = line(true)) {
      Progress progress = line.parts();
      progress.at("history.db", 0, 0);
      progress.at("history.db", 5, 10);
      nanos += TimeUnit.SECONDS.toNanos(1);
      progress.at("users", 5, 10);
    }
    assertEquals("\rhistory.db ...\rusers, 50 %   \r" + " ".repeat(11) + "\r", printed.toString());
  }

  @Test
  @DisplayName("is told to nobody where there is no terminal")
  void unseen() throws IOException {
    try (ProgressLine line = line(false)) {
      nanos += TimeUnit.MINUTES.toNanos(1);
      line.show("Looking at serial:/dev/ttyUSB0 ...");
      line.parts().at("history.db", 0, 0);
      write(line.rows(100, 200), 10_000);
      line.bytes(OutputStream.nullOutputStream()).write(7);
    }
    assertEquals("", printed.toString());
  }
}
