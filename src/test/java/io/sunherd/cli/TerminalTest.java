package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sunherd.link.Pty;
import io.sunherd.suite.ProcessTests;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is printed on a terminal, and nowhere else. */
@DisplayName("On a terminal")
@Timeout(60)
@ProcessTests
class TerminalTest {
  private static final String ESCAPE = "\u001b[";

  @TempDir private Path folder;

  /** What it prints on a terminal that is all three of its streams. */
  private static String onTerminal(ProcessBuilder program) throws Exception {
    try (Pty terminal = Pty.open()) {
      File slave = new File(terminal.slavePath());
      program.redirectInput(slave).redirectOutput(slave).redirectError(slave);
      return printed(program.start(), terminal);
    }
  }

  private static String printed(Process program, Pty terminal) throws IOException {
    StringBuilder printed = new StringBuilder();
    byte[] some = new byte[4096];
    while (true) {
      boolean isOver = !program.isAlive();
      int read = terminal.read(some, Duration.ofMillis(50));
      printed.append(new String(some, 0, Math.max(0, read), StandardCharsets.UTF_8));
      if (isOver && read <= 0) {
        return printed.toString();
      }
    }
  }

  private ProcessBuilder coloured(boolean wanted, String... words) throws IOException {
    ProcessBuilder program = Run.process(words);
    program.environment().put("TERM", "xterm");
    program.environment().remove("NO_COLOR");
    if (!wanted) {
      program.environment().put("NO_COLOR", "1");
    }
    return program;
  }

  @Test
  @DisplayName("a help has colours, with NO_COLOR or elsewhere none")
  void colours() throws Exception {
    assertTrue(onTerminal(coloured(true, "--help")).contains(ESCAPE));
    String plain = onTerminal(coloured(false, "--help"));
    assertFalse(plain.contains(ESCAPE), plain);
    assertTrue(plain.contains("scan"), plain);
    assertFalse(Run.of("--help").out().contains(ESCAPE));
  }

  @Test
  @DisplayName("a scan says where it looks, elsewhere only what it found")
  void scan() throws Exception {
    String device = "serial:" + folder.resolve("nothing");
    String looking = "Looking at " + device + " ...";
    String seen = onTerminal(coloured(false, "scan", device));
    assertTrue(seen.startsWith("\r" + looking), seen);
    assertTrue(seen.contains("\r" + " ".repeat(looking.length()) + "\r" + device + "  -  "), seen);
    assertEquals("", Run.of("scan " + device).err());
  }

  @Test
  @DisplayName("an extract from a hub says how much has come, and nothing of that in the end")
  void extract() throws Exception {
    BlockingQueue<String> rows = new LinkedBlockingQueue<>();
    HttpServer hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hub.createContext("/", exchange -> send(exchange, rows));
    hub.start();
    Path file = folder.resolve("rows.csv");
    try (Pty terminal = Pty.open()) {
      File slave = new File(terminal.slavePath());
      Process program =
          Run.process(
                  ("--hub http://127.0.0.1:" + hub.getAddress().getPort())
                      .concat(" --extract-csv-data 20260101-20261231 --extract-file " + file)
                      .split(" "))
              .redirectInput(slave)
              .redirectOutput(slave)
              .redirectError(slave)
              .start();
      String seen = "";
      byte[] some = new byte[4096];
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
      while (!seen.contains(" kB") && System.nanoTime() < end) {
        rows.add("1782000000;52.8\n".repeat(100));
        int read = terminal.read(some, Duration.ofMillis(50));
        seen += new String(some, 0, Math.max(0, read), StandardCharsets.UTF_8);
      }
      rows.add("");
      seen += printed(program, terminal);
      assertTrue(seen.matches("(?s)(\r[0-9,]+ kB)+\r +\rThe extract is in .*"), seen);
      assertTrue(Files.readString(file).matches("(1782000000;52.8\n)+"));
    } finally {
      hub.stop(0);
    }
  }

  private static void send(HttpExchange exchange, BlockingQueue<String> rows) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String some = rows.take(); !some.isEmpty(); some = rows.take()) {
        out.write(some.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
