package io.sunherd.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A broker in a process of its own, on a free port of this machine. What it keeps is on disk only
 * where it is ended in order.
 */
public final class Mosquitto implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final int port;
  private final String settings;
  private Process process;

  /** A broker that lets anybody in. */
  public static Mosquitto open(Path folder) throws IOException {
    return new Mosquitto(folder, "allow_anonymous true\n");
  }

  /**
   * @param folder for its files
   * @param settings lines of its configuration, besides its port
   */
  public Mosquitto(Path folder, String settings) throws IOException {
    this.folder = Files.createTempDirectory(folder, "broker");
    this.settings = settings;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    start();
  }

  /** Starts it on its port, with nothing in it but what it kept when it was ended in order. */
  public void start() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            "user root\npersistence true\nautosave_interval 0\npersistence_location "
                + folder
                + "/\nset_tcp_nodelay true\nlistener "
                + port
                + " 127.0.0.1\n"
                + settings);
    process =
        new ProcessBuilder(program().toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("no broker: " + Files.readString(folder.resolve("log")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("mosquitto is not here: apt-get install mosquitto"));
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its URL. */
  public String url() {
    return "mqtt://127.0.0.1:" + port;
  }

  /** Sends it a signal: STOP lets it do nothing until CONT. */
  public void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    if (status != 0) {
      throw new AssertionError("kill ended with " + status);
    }
  }

  /** Ends it in order: when it starts again it knows what it knew. */
  public void end() {
    process.destroy();
    process.onExit().join();
  }

  /** Ends it at once, with all it knew. */
  public void kill() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(folder.resolve("mosquitto.db"));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
