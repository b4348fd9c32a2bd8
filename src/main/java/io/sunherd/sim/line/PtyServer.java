package io.sunherd.sim.line;

import io.sunherd.link.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one unit on a pseudo-terminal with a fixed name in a directory. Each time it is plugged
 * in, it makes a new pseudo-terminal and a thread for it.
 */
public final class PtyServer implements UnitEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(PtyServer.class);

  private final Port port;
  private final Path directory;
  private String name;
  private @Nullable Pty pty;

  /**
   * A server that is plugged in.
   *
   * @param name the file name in the directory
   */
  public PtyServer(Port port, Path directory, String name) throws IOException {
    this.port = port;
    this.directory = directory;
    this.name = name;
    Files.createDirectories(directory);
    plug(null);
  }

  @Override
  public synchronized String address() {
    return "serial:" + directory.resolve(name);
  }

  @Override
  public synchronized void unplug() {
    port.plug(false);
    if (pty != null) {
      pty.close();
      pty = null;
    }
  }

  @Override
  public synchronized void plug(@Nullable String newName) throws IOException {
    if (pty != null) {
      return;
    }
    String wanted = newName == null ? name : newName;
    if (newName != null && Files.exists(directory.resolve(newName), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(directory.resolve(newName) + " is taken; choose another name.");
    }
    Pty made = Pty.open();
    try {
      made.linkAs(directory.resolve(wanted));
    } catch (IOException e) {
      made.close();
      throw e;
    }
    name = wanted;
    pty = made;
    port.plug(true);
    int connection = port.connect();
    Thread thread = new Thread(() -> serve(made, connection), "sim-" + wanted);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Pty served, int connection) {
    try (Cable cable = new PtyCable(served)) {
      Pump.run(port, connection, cable);
    } catch (IOException e) {
      if (isServed(served)) {
        LOG.error("Simulated {} is not served any more.", name, e);
      }
    } finally {
      port.disconnect(connection);
    }
  }

  private synchronized boolean isServed(Pty one) {
    return pty == one;
  }

  private record PtyCable(Pty pty) implements Cable {
    @Override
    public int read(byte[] into, Duration limit) throws IOException {
      return pty.read(into, limit);
    }

    @Override
    public void hold(boolean on) {
      pty.hold(on);
    }

    @Override
    public boolean pause(Duration limit) {
      return pty.pause(limit);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      pty.write(bytes);
    }

    @Override
    public void close() {
      pty.close();
    }
  }
}
