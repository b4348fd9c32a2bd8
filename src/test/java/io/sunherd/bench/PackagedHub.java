package io.sunherd.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A hub of nine units as it is packaged, in a process of its own, that has answered once. Its
 * folder has java.options, sunherd.jar and, where one was made, sunherd.jsa.
 */
final class PackagedHub implements AutoCloseable {
  private static final int UNITS = 9;

  private final int port = freePort();
  private final Process process;

  /**
   * @param work where it keeps what it keeps
   */
  PackagedHub(Path folder, Path work) throws IOException, InterruptedException {
    this(folder, work, Map.of());
  }

  /**
   * @param more keys of its configuration, as variables
   */
  PackagedHub(Path folder, Path work, Map<String, String> more)
      throws IOException, InterruptedException {
    Path hub = folder.toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "java",
                "@" + hub.resolve("java.options"),
                "-XX:SharedArchiveFile=" + hub.resolve("sunherd.jsa"),
                "-jar",
                hub.resolve("sunherd.jar").toString(),
                "serve"));
    builder.environment().put("SUNHERD_HTTP_PORT", Integer.toString(port));
    builder.environment().put("SUNHERD_INVERTERS", units());
    builder.environment().putAll(more);
    builder.directory(work.toFile()).redirectErrorStream(true);
    builder.redirectOutput(new File(work.toFile(), "log"));
    process = builder.start();
    awaitAnswer(process, port, work);
  }

  /** Waits until a process answers at a port. */
  static void awaitAnswer(Process process, int port, Path work)
      throws IOException, InterruptedException {
    while (!answers(port)) {
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(work.resolve("log")));
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  private static String units() {
    return IntStream.rangeClosed(1, UNITS)
        .mapToObj(i -> "{id: unit-" + i + ", device: 'sim:parallel-" + i + "'}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static int freePort() throws IOException {
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

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
