package io.sunherd.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a packaged hub takes from the start of its process to its first answer. Arguments: its
 * folder, with java.options, sunherd.jar and, where one was made, sunherd.jsa; and how often.
 */
public final class StartBench {
  private static final int UNITS = 9;

  private StartBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).toAbsolutePath();
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
    int port = freePort();
    Path work = Files.createTempDirectory("start");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "java",
                "@" + folder.resolve("java.options"),
                "-XX:SharedArchiveFile=" + folder.resolve("sunherd.jsa"),
                "-jar",
                folder.resolve("sunherd.jar").toString(),
                "serve"));
    builder.environment().put("SUNHERD_HTTP_PORT", Integer.toString(port));
    builder.environment().put("SUNHERD_INVERTERS", units());
    builder.directory(work.toFile()).redirectErrorStream(true);
    builder.redirectOutput(new File(work.toFile(), "log"));
    long begun = System.nanoTime();
    Process hub = builder.start();
    try {
      while (!answers(port)) {
        if (!hub.isAlive()) {
          throw new IllegalStateException(Files.readString(work.resolve("log")));
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    } finally {
      hub.destroy();
      hub.waitFor();
    }
  }

  private static String units() {
    return IntStream.rangeClosed(1, UNITS)
        .mapToObj(i -> "{id: unit-" + i + ", device: 'sim:parallel-" + i + "'}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] told = socket.getInputStream().readNBytes(12);
      return new String(told, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false; // not yet
    }
  }
}
