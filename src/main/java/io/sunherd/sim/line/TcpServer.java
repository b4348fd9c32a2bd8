package io.sunherd.sim.line;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one unit as a serial line over TCP, to programs on this host. One connection is served at
 * a time; a later one waits until the first is closed.
 */
public final class TcpServer implements UnitEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);

  private final Port port;
  private int number;
  private @Nullable ServerSocket server;
  private volatile @Nullable Socket client;

  /**
   * A server that is plugged in.
   *
   * @param number the TCP port; 0 is any free one
   */
  public TcpServer(Port port, int number) throws IOException {
    this.port = port;
    this.number = number;
    plug(null);
  }

  @Override
  public synchronized String address() {
    return "tcp:127.0.0.1:" + number;
  }

  @Override
  public synchronized void unplug() {
    port.plug(false);
    close(server);
    server = null;
    close(client);
  }

  private void close(@Nullable Closeable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.warn("A socket of the simulated unit at {} did not close.", number, e);
    }
  }

  /** Listens again at the same port; another name is refused. */
  @Override
  public synchronized void plug(@Nullable String name) throws IOException {
    if (name != null) {
      throw new IOException("A unit served over TCP keeps its port " + number + "; say plug only.");
    }
    if (server != null) {
      return;
    }
    ServerSocket listening = new ServerSocket();
    try {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    } catch (IOException e) {
      listening.close();
      throw new IOException("TCP port " + number + " cannot be used: " + e.getMessage() + ".", e);
    }
    number = listening.getLocalPort();
    server = listening;
    port.plug(true);
    Thread thread = new Thread(() -> accept(listening), "sim-tcp-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        client = socket;
        serve(socket);
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOG.debug("A client of simulated unit at {} left: {}", number, e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    int connection = port.connect();
    try {
      Pump.run(port, connection, new SocketCable(socket));
    } finally {
      port.disconnect(connection);
    }
  }

  private record SocketCable(Socket socket) implements Cable {
    @Override
    public int read(byte[] into, Duration limit) throws IOException {
      try {
        socket.setSoTimeout((int) limit.toMillis());
        return socket.getInputStream().read(into);
      } catch (SocketTimeoutException e) {
        return 0;
      } catch (SocketException e) {
        return -1;
      }
    }

    /** Stops reading; unread bytes fill the connection after a while. */
    @Override
    public void hold(boolean on) {
      // TCP cannot make a client stop at once.
    }

    @Override
    public boolean pause(Duration limit) {
      LockSupport.parkNanos(limit.toNanos());
      return !socket.isClosed();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
