package io.sunherd.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  private final int port;
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
    this(freePort(), work, java(folder, "-jar", jar(folder), "serve"), more);
  }

  private PackagedHub(int port, Path work, ProcessBuilder java, Map<String, String> more)
      throws IOException, InterruptedException {
    this.port = port;
    java.environment().put("SUNHERD_HTTP_PORT", Integer.toString(port));
    java.environment().put("SUNHERD_INVERTERS", units());
    java.environment().putAll(more);
    java.directory(work.toFile()).redirectErrorStream(true);
    java.redirectOutput(new File(work.toFile(), "log"));
    process = java.start();
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(work.resolve("log")));
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** No hub, but the least that answers, with the same jars, Java options and archive. */
  static PackagedHub bare(Path folder, Path work) throws Exception {
    Path own =
        Path.of(BareServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String path = jar(folder) + File.pathSeparator + own;
    int port = freePort();
    return new PackagedHub(
        port,
        work,
        java(folder, "-cp", path, BareServer.class.getName(), Integer.toString(port)),
        Map.of());
  }

  private static String jar(Path folder) {
    return folder.resolve("sunherd.jar").toAbsolutePath().toString();
  }

  private static ProcessBuilder java(Path folder, String... words) {
    Path hub = folder.toAbsolutePath();
    List<String> line = new ArrayList<>();
    line.add("java");
    line.add("@" + hub.resolve("java.options"));
    line.add("-XX:SharedArchiveFile=" + hub.resolve("sunherd.jsa"));
    line.addAll(List.of(words));
    return new ProcessBuilder(line);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** How long it has kept cores at work so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
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

  private boolean answers() {
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
